import type { ActName } from '@canopy/domain';
import type { Action } from './action.ts';
import { afterActions } from './after/index.ts';
import { boardActions } from './board/index.ts';
import { doorActions } from './door/index.ts';
import { notesActions } from './notes/index.ts';
import { peopleActions } from './people/index.ts';
import { planActions } from './plan/index.ts';
import { roomActions } from './room/index.ts';
import { voteActions } from './vote/index.ts';

/** Every action, by name. The compiler demands one for each row of the permission table. */
export const actions: { readonly [A in ActName]: Action<A> } = {
  ...peopleActions,
  ...planActions,
  ...doorActions,
  ...roomActions,
  ...boardActions,
  ...notesActions,
  ...voteActions,
  ...afterActions,
};
