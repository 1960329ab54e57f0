import type { AskStanding } from './live-notes.svelte.ts';

/** Over plain http, for a websocket that is refused tells a script nothing of why. */
export const askStandingOf =
  (sessionId: string): AskStanding =>
  async () => {
    try {
      const answer = await fetch(`/staff/sessions/${sessionId}/notes/standing`);
      if ([401, 403, 404].includes(answer.status)) return 'ended';
      if (!answer.ok) return null;
      const { mayWrite } = (await answer.json()) as { mayWrite: boolean };
      return mayWrite ? 'open' : 'frozen';
    } catch {
      // Nothing can be asked either: no line, no answer.
      return null;
    }
  };
