import { NOTES_MAX } from '@canopy/notes';
import { CLOSE } from '@canopy/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeNotesHost } from './fake-notes-host.ts';
import { LiveNotes, type AskStanding } from './live-notes.svelte.ts';
import { joinNotesBox } from './notes-box.ts';

let host: FakeNotesHost;
let asked: ReturnType<typeof vi.fn<AskStanding>>;
let notes: LiveNotes;
let box: HTMLTextAreaElement;
let part: () => void;

const come = () => vi.advanceTimersByTimeAsync(0);
/** Long enough for the next try, however much chance adds to it. */
const tryAgain = () => vi.advanceTimersByTimeAsync(20_000);
/** As a person does it: the caret stands where the words go, and after them. */
const type = (words: string, at = box.value.length, remove = 0): void => {
  box.focus();
  box.value = box.value.slice(0, at) + words + box.value.slice(at + remove);
  box.setSelectionRange(at + words.length, at + words.length);
  box.dispatchEvent(new Event('input'));
};
beforeEach(async () => {
  vi.useFakeTimers();
  host = new FakeNotesHost();
  asked = vi.fn<AskStanding>(() => Promise.resolve('open'));
  notes = new LiveNotes(host.open, asked);
  box = document.createElement('textarea');
  document.body.append(box);
  notes.open();
  await come();
  part = joinNotesBox(box, notes);
});
afterEach(() => {
  part();
  notes.close();
  box.remove();
  vi.useRealTimers();
});

describe('typing', () => {
  test('is saved when the host says it is in the log, and not before', () => {
    expect(notes).toMatchObject({ standing: 'open', saved: true });
    type('Rent');
    type(' is high');
    expect(notes.saved).toBe(false);
    host.arrive();
    expect(notes.saved).toBe(true);
    expect(host.text).toBe('Rent is high');
    expect(host.refused).toEqual([]);
  });

  test('what others write comes around the caret, which stays on its letter', () => {
    type('one two');
    host.arrive();
    box.setSelectionRange(3, 3);
    host.says(' three');
    expect([box.value, box.selectionStart]).toEqual(['one two three', 3]);
    type('!', 3);
    host.arrive();
    expect([box.value, host.text]).toEqual(['one! two three', 'one! two three']);
  });

  test('a paste with what no box shows goes in as the plain text it shows', () => {
    type('a\u0000b\u001b[1mc');
    expect([box.value, box.selectionStart]).toEqual(['ab[1mc', 6]);
    host.arrive();
    expect([host.text, host.refused]).toEqual(['ab[1mc', []]);
  });

  test('nothing changes under a letter that is being composed; it comes when the letter is done', async () => {
    type('bws ');
    host.arrive();
    box.dispatchEvent(new Event('compositionstart'));
    type('w', 4);
    host.says('and trains');
    type('ŵ', 4, 1);
    expect(box.value).toBe('bws ŵ');
    box.dispatchEvent(new Event('compositionend'));
    await come();
    expect(box.value).toBe('bws ŵand trains');
    host.arrive();
    expect(host.text).toBe(box.value);
  });

  test('a letter left half made keeps others’ words back for two seconds and no longer', async () => {
    box.dispatchEvent(new Event('compositionstart'));
    type('w');
    host.says(' and trains');
    await vi.advanceTimersByTimeAsync(2_100);
    expect(box.value).toBe('w and trains');
  });
});

describe('without a line', () => {
  test('writing goes on, nothing is said to be saved, and everything is sent on return', async () => {
    type('before ');
    host.arrive();
    host.goes('down');
    type('while away ');
    expect(notes).toMatchObject({ standing: 'away', saved: false });
    host.says('by another');
    host.goes('up');
    await tryAgain();
    host.arrive();
    expect(notes).toMatchObject({ standing: 'open', saved: true });
    expect([...new Set([box.value, host.text])]).toEqual(['before while away by another']);
  });

  test('what was on its way is sent again, and what arrived is not', async () => {
    type('arrived, ');
    host.arrive();
    type('was on its way');
    const before = host.line;
    host.goes('down');
    host.goes('up');
    await tryAgain();
    // Late, over the line of before.
    host.arrive(before);
    host.arrive();
    expect(host.text).toBe('arrived, was on its way');
    expect(box.value).toBe(host.text);
  });

  test('each line is another writer', async () => {
    for (let n = 0; n < 3; n++) {
      type(`${n}`);
      host.goes('down');
      host.goes('up');
      await tryAgain();
    }
    host.arrive();
    expect(new Set(host.lines.map(({ clientId }) => clientId)).size).toBe(4);
    expect([host.text, host.refused]).toEqual(['012', []]);
  });
});

describe('when the host says no', () => {
  test('signed off: for good, and the words that came too late stay in the box', async () => {
    type('too late');
    host.drop(CLOSE.frozen);
    await tryAgain();
    expect(notes).toMatchObject({ standing: 'frozen', saved: false, mayType: false });
    expect([box.value, host.lines.length]).toEqual(['too late', 1]);
  });

  test('signed out: for good', async () => {
    host.drop(CLOSE.revoked);
    await tryAgain();
    expect([notes.standing, host.lines.length]).toEqual(['ended', 1]);
  });

  test.each(['frozen', 'ended'] as const)(
    'a door that stays shut is asked about: %s',
    async (standing) => {
      asked.mockResolvedValue(standing);
      host.goes('down');
      await tryAgain();
      expect([notes.standing, asked.mock.calls.length]).toEqual([standing, 1]);
    },
  );

  test('refused, it comes back as another and writes the same words again', async () => {
    type('once');
    host.drop(CLOSE.unreadable);
    await tryAgain();
    host.arrive();
    expect([host.text, box.value, notes.saved]).toEqual(['once', 'once', true]);
  });

  test('rebuilt: the copy is thrown away, and what was not saved stands at the end', async () => {
    type('saved');
    host.arrive();
    type(' unsaved');
    host.rebuild();
    await tryAgain();
    host.arrive();
    expect([host.text, box.value]).toEqual(['saved\n unsaved', 'saved\n unsaved']);
    expect(notes).toMatchObject({ standing: 'open', saved: true });
  });

  test('full: the words stay here until something is taken out, and then they are sent', async () => {
    type('mine ');
    host.arrive();
    host.goes('down');
    host.says('x'.repeat(NOTES_MAX - 10));
    type('does not fit any more', 5);
    host.goes('up');
    await tryAgain();
    expect([notes.full, notes.saved]).toEqual([true, false]);
    expect(box.value).toContain('does not fit any more');
    expect(host.text).not.toContain('fit');
    type('', box.value.length - 50, 50);
    await tryAgain();
    host.arrive();
    expect([notes.full, notes.saved, notes.standing]).toEqual([false, true, 'open']);
    expect(host.text).toBe(box.value);
    expect(host.text).toContain('does not fit any more');
    expect(host.refused).toEqual([]);
  });
});
