import { bothSaid, said, type FormValues } from './form-values.ts';
import { fromLondon } from './london-time.ts';

/** A posted title and start as the command wants them. A date that is none becomes NaN and is refused by name. */
export const sessionInput = (values: FormValues) => ({
  title: bothSaid(values, 'title'),
  startsAt: fromLondon(said(values, 'startsAt')) ?? Number.NaN,
  reactionSet: said(values, 'reactionSet'),
});
