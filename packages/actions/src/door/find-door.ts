import { ok, parseSpokenCode, refuse, type Result } from '@canopy/domain';
import { defineAction, serviceScope, type ActionContext } from '../action.ts';
import { isFull, isOpenToNew } from './knock.ts';

/**
 * From a code read out to the door it opens. Wrong, closed and full get one answer, so a guess
 * teaches nothing; guesses are limited by address, by code and overall. Only misses count, for a
 * school or an office is one address.
 */
export const findDoor = defineAction({
  name: 'seat:find-door',
  scope: serviceScope,
  async run(context, { code: typed }) {
    const { tx, house, caller } = context;
    const code = parseSpokenCode(typed);
    // What cannot be a code is no guess at one.
    if (code === null) return refuse('cannot-join', 'code');
    if (!(await house.guesses.mayGuess(caller.address, code))) return refuse('slow-down', 'code');
    const session = await tx.sessions.findByOpenCode(code);
    if (session === null || !isOpenToNew(session)) return missed(context, code);
    if (await isFull(tx, session.id)) return refuse('cannot-join', 'code');
    return ok({ joinToken: session.joinToken });
  },
});

async function missed({ house, caller }: ActionContext, code: string): Promise<Result<never>> {
  await house.guesses.missed(caller.address, code);
  return refuse('cannot-join', 'code');
}
