import fc from 'fast-check';
import type { Leaf, SessionRecord } from '@canopy/domain';
import { describe, expect, test } from 'vitest';
import { liveSession, type LivedSession } from '../after/fixtures/lived-session.ts';
import { leavesIn } from '../after/open-record.ts';
import { BYTE_ORDER_MARK, csv } from './csv.ts';
import { exportRecord, readRecord } from './records.ts';
import { showRecord } from './shown-record.ts';

/** RFC 4180 read back by the letter, with the disarming undone: what an honest spreadsheet would hold. */
function parse(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quoted && char === '"' && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === ',' || char === '\r')) {
      rows.at(-1)?.push(cell.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, ''));
      cell = '';
      if (char === '\r') {
        i++;
        rows.push([]);
      }
    } else cell += char;
  }
  const [head = [], ...body] = rows.slice(0, -1);
  return body.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
}

const NASTY = [
  '=HYPERLINK("http://x","y")', '+1', '-2+3', '@SUM(A1)', "'=already", 'a "quoted", word', 'two\nlines',
  'Dŵr, tŷ a mwy',
]; // prettier-ignore

async function closed(people?: number, words?: readonly string[]): Promise<LivedSession> {
  const s = await liveSession(people, words);
  const result = await s.close();
  if (!result.ok) throw new Error(result.refusal.code);
  return s;
}
async function stored(s: LivedSession): Promise<SessionRecord> {
  const found = await s.t.store.outcomes.readRecord(s.session.id);
  if (found === null) throw new Error('no record');
  return found.record;
}
async function exported(s: LivedSession, format: 'csv' | 'json'): Promise<string> {
  const result = await exportRecord(s.t.house, s.chair.caller, s.session.id, format);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.body;
}
const textOf = ({ content }: Leaf) => (content.form === 'words' ? content.text : '');

describe('the table', () => {
  test('opened back it is the record: every leaf and every line of every vote, once', async () => {
    const s = await closed(12, NASTY);
    const rows = parse(await exported(s, 'csv'));
    const record = await stored(s);
    expect(
      rows.filter(({ row }) => row === 'leaf').map(({ id, kind, lang, text }) => ({ id, kind, lang, text })),
    ).toEqual(
      leavesIn(record).map((leaf) => ({ id: leaf.id, kind: leaf.kind, lang: leaf.lang, text: textOf(leaf) })),
    ); // prettier-ignore
    const board = record.stages.find((stage) => stage.kind === 'board');
    const hung = board?.kind === 'board' ? (board.board.branches[0]?.leaves.length ?? 0) : 0;
    expect(rows.filter(({ branch_en }) => branch_en !== '')).toHaveLength(hung);
    const vote = record.stages.find(({ id }) => id === s.voteStageId);
    expect(
      rows.filter(({ row }) => row === 'vote').map(({ id, count, people }) => ({ option: id, count: Number(count), people: Number(people) })),
    ).toEqual(
      vote?.kind === 'vote'
        ? vote.result?.lines.map(({ option, count, people }) => ({ option, count, people }))
        : [],
    ); // prettier-ignore
  });

  test('starts with the byte order mark, and no cell runs as a formula', async () => {
    const body = await exported(await closed(6, NASTY), 'csv');
    expect(body.startsWith(BYTE_ORDER_MARK)).toBe(true);
    expect(body).not.toMatch(/(?:^|[,\n"])[=+@\t]/m);
    expect(body).toContain(`"'=HYPERLINK(`);
  });

  test('any words come back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
        const text = csv(
          ['words'],
          words.map((word) => ({ words: word.replaceAll('\r', '') })),
        );
        expect(parse(text).map((row) => row['words'])).toEqual(
          words.map((w) => w.replaceAll('\r', '')),
        );
      }),
    );
  });
});

describe('the data', () => {
  test('is the shown record with its themes, each leaf with its language', async () => {
    const s = await closed();
    const data = JSON.parse(await exported(s, 'json')) as {
      record: { stages: unknown };
      class: string;
    };
    expect(data.class).toBe('for-staff');
    expect(data.record.stages).toEqual(
      JSON.parse(JSON.stringify(showRecord(await stored(s)).stages)),
    );
  });

  test('is not for note-takers', async () => {
    const s = await closed(5);
    const { caller } = await s.t.addStaff('note-taker', { groupIds: [s.session.groupId] });
    const result = await exportRecord(s.t.house, caller, s.session.id, 'csv');
    expect(result).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } });
  });
});

describe('small numbers (people 74)', () => {
  const record = (over: Partial<SessionRecord['attendance']>): SessionRecord => ({
    version: 1, sessionId: 's', groupId: 'g', groupName: { en: 'G', cy: '' }, groupKind: 'adult',
    title: { en: 'T', cy: '' }, openedAt: 0, closedAt: 1, stages: [],
    attendance: { members: 12, byWay: {}, staff: 2, languages: {}, ...over },
  }); // prettier-ignore

  test('a part of one to four hides itself and the next smallest', () => {
    const { attendance } = showRecord(record({ languages: { en: 10, cy: 2 } }));
    expect(attendance.languages).toEqual({ en: { shown: false }, cy: { shown: false } });
    expect(attendance.members).toEqual({ shown: true, n: 12 });
  });

  test('a group under ten is not split at all', () => {
    const { attendance } = showRecord(record({ members: 9, languages: { en: 9 } }));
    expect(attendance).toMatchObject({ languages: null, byWay: null });
  });

  test('a small room is not given away by its vote, its check-in or its export', async () => {
    const s = await closed(4);
    const read = await readRecord(s.t.house, s.chair.caller, s.session.id);
    if (!read.ok) throw new Error(read.refusal.code);
    expect(read.value.record.attendance.members).toEqual({ shown: false });
    const { stages } = read.value.record;
    expect(stages.find(({ kind }) => kind === 'vote')).toMatchObject({
      result: null,
      fewVoters: true,
    });
    expect(stages.find(({ kind }) => kind === 'check-in')).toMatchObject({
      answered: { shown: false },
      totals: null,
    });
    expect(await exported(s, 'json')).not.toMatch(/"(members|eligible|voters)": ?4/);
    expect(parse(await exported(s, 'csv')).filter(({ row }) => row === 'vote')).toEqual([]);
  });

  test('a face chosen by few keeps its number, and one that would give it away keeps its own', async () => {
    const s = await closed(12);
    const read = await readRecord(s.t.house, s.chair.caller, s.session.id);
    const stage = read.ok ? read.value.record.stages.find(({ kind }) => kind === 'check-in') : null;
    expect(stage).toMatchObject({
      answered: { shown: true, n: 12 },
      totals: { great: { shown: false }, ok: { shown: false }, rough: { shown: false } },
    });
  });
});

describe('the page', () => {
  test('offers each branch with leaves as a theme, until one of its leaves has found one', async () => {
    const s = await closed(6);
    const read = () => readRecord(s.t.house, s.chair.caller, s.session.id);
    const before = await read();
    if (!before.ok) throw new Error(before.refusal.code);
    const [branch] = before.value.suggestions;
    expect(before.value.suggestions).toHaveLength(1);
    expect(branch?.leafIds).toHaveLength(4);
    expect(before.value.leavesOnNoTheme).toHaveLength(s.shown.length + s.held.length);
    await s.t.act(s.chair.caller, 'theme:add', {
      sessionId: s.session.id,
      theme: { name: branch?.title, line: { en: '', cy: '' }, leafIds: branch?.leafIds },
    });
    const after = await read();
    expect(after).toMatchObject({ value: { suggestions: [], themes: [{ finished: false }], may: { edit: true, export: true } } }); // prettier-ignore
    expect(after.ok && after.value.leavesOnNoTheme).toHaveLength(
      s.shown.length + s.held.length - 4,
    );
  });

  test('is not there before the close, nor for a group the reader is not in', async () => {
    const s = await liveSession(2);
    const read = (caller = s.chair.caller) => readRecord(s.t.house, caller, s.session.id);
    expect(await read()).toMatchObject({ refusal: { code: 'not-found' } });
    await s.close();
    const other = await s.t.addStaff('co-facilitator', { groupIds: [] });
    expect(await read(other.caller)).toMatchObject({ refusal: { code: 'not-allowed' } });
    expect(await read(s.seats[0]?.caller)).toMatchObject({ ok: false });
    expect(await read(s.t.nobody)).toMatchObject({ refusal: { code: 'not-signed-in' } });
  });
});
