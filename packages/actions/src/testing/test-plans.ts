import {
  TEMPLATES,
  makeId,
  stagesFor,
  type Group,
  type GroupKind,
  type Session,
  type Stage,
  type StageInput,
  type StageKind,
  type TemplateId,
} from '@canopy/domain';
import type { StoredStage } from '@canopy/storage';
import type { ActionContext } from '../action.ts';
import { NOBODY } from '../caller.ts';
import type { House } from '../house.ts';
import { makeBoard } from '../plan/seed-board.ts';
import { openVoteFor } from '../vote/open-vote.ts';

export type Plans = {
  addGroup(kind: GroupKind): Promise<Group>;
  /** An open session of a new group (or of `group`), at no stage yet. `stages` instead of a template. */
  addSession(plan: {
    kind: GroupKind;
    group?: Group;
    template?: TemplateId;
    stages?: StageInput[];
    also?: Partial<Session>;
  }): Promise<Session>;
  /** Moves the room to the first stage of this kind (or to this stage), its board made, its vote open. */
  goTo(
    session: Pick<Session, 'id'>,
    stage: StageKind | { id: string },
  ): Promise<{ stage: StoredStage; boardId: string }>;
};

export function makePlans(house: House): Plans {
  const { store, clock, randomBytes } = house;
  const newId = () => makeId(randomBytes);
  const addGroup: Plans['addGroup'] = async (kind) => {
    const group: Group = {
      id: newId(),
      kind,
      name: { en: kind, cy: '' },
      serviceName: kind === 'youth' ? 'Afon Youth Justice Service' : null,
      cadence: 'quarterly',
      language: 'both',
      createdAt: clock(),
    };
    await store.groups.add(group);
    return group;
  };

  return {
    addGroup,

    async addSession({ kind, group, template, stages, also }) {
      const { id: groupId } = group ?? (await addGroup(kind));
      const session: Session = {
        id: newId(),
        groupId,
        title: { en: 'Session', cy: 'Sesiwn' },
        startsAt: clock(),
        state: 'open',
        door: 'open',
        joinToken: newId(),
        spokenCode: newId().slice(0, 8).toUpperCase(),
        reactionSet: kind,
        reactionsOn: true,
        leadStaffId: null,
        stageId: null,
        stageStartedAt: null,
        extraMinutes: 0,
        pausedReason: null,
        openedAt: clock(),
        closedAt: null,
        deletedAt: null,
        createdAt: clock(),
        ...also,
      };
      await store.sessions.add(session);
      const wanted = template ?? (kind === 'adult' ? 'quarterly' : 'panel');
      const found = TEMPLATES.find(({ id }) => id === wanted);
      const inputs = stages ?? (found === undefined ? [] : stagesFor(found, kind));
      for (const [position, input] of inputs.entries())
        await store.sessions.addStage({
          ...input,
          id: newId(),
          sessionId: session.id,
          position,
        } as Stage);
      return session;
    },

    async goTo({ id: sessionId }, wanted) {
      const stages = await store.sessions.stages(sessionId);
      const stage = stages.find((each) =>
        typeof wanted === 'string' ? each.kind === wanted : each.id === wanted.id,
      );
      const session = await store.sessions.find(sessionId);
      if (stage === undefined || session === null) throw new Error('no such stage');
      const afterCommit: (() => void)[] = [];
      const boardId = await store.transaction(async (tx) => {
        const context = contextFor(house, tx, (work) => afterCommit.push(work));
        if (session.stageId !== null) await tx.room.addSpent(session.stageId, 1);
        await tx.sessions.change({ ...session, stageId: stage.id, stageStartedAt: clock() });
        if (stage.kind === 'board' && (await tx.boards.forStage(stage.id)) === null)
          await makeBoard(context, stage);
        if (stage.kind === 'vote') await openVoteFor(context, stage);
        return (await tx.boards.forStage(stage.id))?.boardId ?? '';
      });
      for (const work of afterCommit) work();
      return { stage, boardId };
    },
  };
}

/** The dispatcher's context, for steps a test takes without a person. */
export const contextFor = (
  house: House,
  tx: ActionContext['tx'],
  afterCommit: (work: () => void) => void,
): ActionContext => ({
  house,
  tx,
  afterCommit,
  // A test that throws here ends; nothing is asked of the board afterwards.
  ifTakenBack: () => undefined,
  keepDeed: () => undefined,
  actor: { kind: 'nobody' },
  caller: NOBODY,
  by: 'nobody',
  prepared: '',
  now: house.clock(),
  newId: () => makeId(house.randomBytes),
  announce: (announcement) => house.announce(announcement),
});
