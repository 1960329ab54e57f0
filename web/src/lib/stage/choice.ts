import type { Choice, VoteMethod } from '@canopy/domain';

/** What is chosen on this screen before it is sent: all methods at once, so none loses the others. */
export type Picked = {
  options: readonly string[];
  dots: Readonly<Record<string, number>>;
  face: Extract<Choice, { method: 'scale' }>['face'] | null;
  answer: Extract<Choice, { method: 'yes-no' }>['answer'] | null;
};

export const nothingPicked: Picked = { options: [], dots: {}, face: null, answer: null };

/** A choice sent earlier, put back on the screen. */
export function pickedFrom(choice: Choice | null): Picked {
  switch (choice?.method) {
    case undefined:
      return nothingPicked;
    case 'approve':
      return { ...nothingPicked, options: choice.options };
    case 'dots':
      return {
        ...nothingPicked,
        dots: Object.fromEntries(choice.dots.map(({ option, n }) => [option, n])),
      };
    case 'scale':
      return { ...nothingPicked, face: choice.face };
    case 'yes-no':
      return { ...nothingPicked, answer: choice.answer };
  }
}

/** The choice to send; null = one must be picked first. Approve and dots may be sent blank. */
export function choiceOf(method: VoteMethod, picked: Picked): Choice | null {
  switch (method) {
    case 'approve':
      return { method, options: [...picked.options] };
    case 'dots':
      return {
        method,
        dots: Object.entries(picked.dots)
          .filter(([, n]) => n > 0)
          .map(([option, n]) => ({ option, n })),
      };
    case 'scale':
      return picked.face === null ? null : { method, face: picked.face };
    case 'yes-no':
      return picked.answer === null ? null : { method, answer: picked.answer };
  }
}

/** Nothing ticked: sent, it counts as a voter for nothing. */
export const isBlank = (choice: Choice): boolean =>
  (choice.method === 'approve' && choice.options.length === 0) ||
  (choice.method === 'dots' && choice.dots.length === 0);

export const sameChoice = (a: Choice | null, b: Choice | null): boolean =>
  JSON.stringify(a && sorted(a)) === JSON.stringify(b && sorted(b));

function sorted(choice: Choice): unknown {
  if (choice.method === 'approve') return [...choice.options].sort();
  if (choice.method === 'dots')
    return [...choice.dots]
      .sort((a, b) => (a.option < b.option ? -1 : 1))
      .map((d) => [d.option, d.n]);
  return choice;
}
