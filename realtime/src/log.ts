import { randomBytes } from 'node:crypto';
import { pino } from 'pino';

type Ids = Readonly<Record<string, string | number>>;

/**
 * What the host says while it runs: event names and random ids. Never an address, a name, a URL or
 * anything anybody wrote: a log is read by people who were not in the room (reliability S18).
 */
export type HostLog = {
  event(event: string, ids?: Ids): void;
  /** Logs a bug under a fresh random id and returns it, so that a person can quote it. */
  bug(event: string, error: unknown): string;
  /** A sentence for whoever started the host by hand. Only the pretty log prints it. */
  sentence(text: string): void;
};

export function openLog(kind: 'pretty' | 'json', write?: (line: string) => void): HostLog {
  // Written at once, not in the background: the last line before a crash is the one that matters.
  const to = write === undefined ? pino.destination({ dest: 1, sync: true }) : { write };
  if (kind === 'json') {
    const lines = pino({ base: null }, to);
    return {
      event: (event, ids = {}) => lines.info({ ...ids, event }),
      bug: (event, error) => {
        const id = errorId();
        lines.error({ event, id, ...describe(error) });
        return id;
      },
      sentence: () => undefined,
    };
  }
  const say = (text: string) => void to.write(`${text}\n`);
  return {
    event: () => undefined,
    bug: (event, error) => {
      const id = errorId();
      say(`Something went wrong (${event}, ${id}).\n${describe(error).stack}`);
      return id;
    },
    sentence: say,
  };
}

const errorId = (): string => randomBytes(6).toString('hex');

/** Where it happened, without the message: messages quote values, and values are people's words. */
function describe(error: unknown): { kind: string; stack: string } {
  if (!(error instanceof Error)) return { kind: typeof error, stack: '' };
  // The message goes first: somebody's words may hold a line that looks like a frame.
  const stack = (error.stack ?? '').replace(error.message, () => '');
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const code: unknown = Reflect.get(error, 'code');
  const kind = typeof code === 'string' ? `${error.name} ${code}` : error.name;
  return { kind, stack: frames.slice(0, 12).join('\n') };
}
