import {
  OPTIONS_MAX,
  type Bilingual,
  type StageInput,
  type StageKind,
  type VoteSettings,
} from '@canopy/domain';
import { bothSaid, said, type FormValues } from './form-values.ts';

export const BRANCH_BOXES = 12;
/** Empty boxes shown after what is there, so that a list grows without script. */
const SPARE = 3;

const nothing: Bilingual = { en: '', cy: '' };
const NO_VOTE: VoteSettings = {
  method: 'dots',
  source: { from: 'list', options: [] },
  dots: 5,
  maxPerOption: 3,
};

/** A stage nobody has filled in yet, strict by default. */
export function blankStage(kind: StageKind, name: Bilingual): StageInput {
  const shared = { name, rung: 'asked', minutes: null } as const;
  if (kind === 'board')
    return { kind, ...shared, question: nothing, privacy: 'hidden', branches: [] };
  if (kind === 'vote')
    return { kind, ...shared, question: nothing, privacy: 'hidden', vote: NO_VOTE };
  return { kind, ...shared };
}

/** What is there and a few empty boxes more, as far as there is room. */
export function withSpare<T>(filled: readonly T[], blank: T, most: number): T[] {
  const room = Math.min(most, filled.length + SPARE) - filled.length;
  return [...filled, ...Array.from({ length: Math.max(0, room) }, () => blank)];
}

/** A number as typed; what is none becomes NaN and is refused beside its box. Empty = null. */
const numberSaid = (values: FormValues, name: string): number | null =>
  said(values, name).trim() === '' ? null : Number(said(values, name));

/** The numbered boxes in order, without those left empty in both languages. */
const boxes = (values: FormValues, name: string, most: number): (Bilingual & { at: number })[] =>
  Array.from({ length: most }, (_, at) => ({
    at,
    ...bothSaid(values, `${name}.${String(at)}`),
  })).filter(({ en, cy }) => en.trim() !== '' || cy.trim() !== '');

/** A posted stage as the command wants it. What it says is judged there, not here. */
export function stageInput(kind: StageKind, values: FormValues): object {
  const shared = {
    kind,
    name: bothSaid(values, 'name'),
    rung: said(values, 'rung'),
    minutes: numberSaid(values, 'minutes'),
  };
  if (kind !== 'board' && kind !== 'vote') return shared;
  const asked = {
    ...shared,
    question: bothSaid(values, 'question'),
    privacy: said(values, 'privacy'),
  };
  if (kind === 'board')
    return {
      ...asked,
      branches: boxes(values, 'branches', BRANCH_BOXES).map(({ en, cy }) => ({ en, cy })),
    };
  return { ...asked, vote: voteInput(values) };
}

function voteInput(values: FormValues): object {
  const method = said(values, 'method');
  // Faces and yes or no ask about the question itself: whatever stands in the list is not sent on.
  const from = method === 'approve' || method === 'dots' ? said(values, 'from') : 'none';
  const listed = boxes(values, 'options', OPTIONS_MAX).map(({ en, cy, at }) => ({
    id: said(values, `options.${String(at)}.id`) || `option-${String(at + 1)}`,
    text: { en, cy },
  }));
  const itself = [{ id: 'itself', text: bothSaid(values, 'question') }];
  const source =
    from === 'branches' || from === 'leaves'
      ? { from, boardStageId: said(values, 'boardStageId') || null }
      : { from: 'list', options: from === 'none' ? shortened(itself) : listed };
  return {
    method,
    source,
    dots: numberSaid(values, 'dots') ?? 5,
    maxPerOption: numberSaid(values, 'maxPerOption') ?? 3,
  };
}

/** The question stands in for an option that is never shown, so it need not be whole. */
const shortened = (options: { id: string; text: Bilingual }[]) =>
  options.map(({ id, text }) => ({
    id,
    text: { en: text.en.slice(0, 80), cy: text.cy.slice(0, 80) },
  }));

/** A refused line of a list, as the box it was typed in: empty boxes were not sent, so numbers differ. */
export function boxOf(field: string, values: FormValues): string {
  const [, list, index] = /^stage\.(branches|vote\.source\.options)\.(\d+)\./.exec(field) ?? [];
  if (list === undefined) return field;
  const name = list === 'branches' ? 'branches' : 'options';
  const box = boxes(values, name, list === 'branches' ? BRANCH_BOXES : OPTIONS_MAX)[Number(index)];
  return `${name}.${String(box?.at ?? index)}.en`;
}
