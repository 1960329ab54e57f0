import path from 'node:path';
import { z } from 'zod';

/**
 * Every setting is an environment variable, read once. A wrong one stops the start with a sentence
 * that names it and says what is wanted; its value is never repeated, for it may be a secret pasted
 * into the wrong line.
 */
const listener = z
  .string()
  .regex(/^(\[[0-9a-f:]+\]|[a-z0-9.-]+):\d{1,5}$/i)
  .transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
  })
  .refine(({ port }) => port <= 65_535);

const origin = z.string().refine((text) => {
  const url = URL.parse(text);
  // Exactly scheme, host and port: browsers send nothing more, so anything more could never match.
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
});

const settings = {
  CANOPY_BOX_LISTEN: {
    schema: listener.default({ host: '127.0.0.1', port: 4174 }),
    wants: 'the host and port that members’ devices reach, such as 127.0.0.1:4174',
  },
  CANOPY_BOX_APP: {
    schema: listener.default({ host: '127.0.0.1', port: 4175 }),
    wants: 'the host and port that only the app reaches, such as 127.0.0.1:4175',
  },
  CANOPY_BOX_DATA: {
    schema: z.string().min(1).default('./data/ballot-box'),
    wants: 'a folder that is the ballot box’s alone',
  },
  CANOPY_BOX_DATABASE: {
    schema: z
      .string()
      .refine((text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ''))
      .optional(),
    wants: 'the address of a Postgres database that is the ballot box’s alone, or not set',
  },
  CANOPY_BOX_SECRET: {
    schema: z.string().min(32).max(500),
    wants: 'a random text of at least 32 characters, the same for the app and the box',
  },
  CANOPY_BOX_WITH: {
    schema: z.enum(['parent', 'nobody']).default('nobody'),
    wants: 'parent, to end with the process that started it, or nobody',
  },
  ORIGIN: {
    schema: z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .pipe(z.array(origin).min(1)),
    wants:
      'the address people open, such as https://canopy.example, with no path (several with commas between)',
  },
} as const;
type Name = keyof typeof settings;

export type Settings = {
  people: { host: string; port: number };
  app: { host: string; port: number };
  /** The folder is absolute. */
  place: { folder: string } | { postgres: string };
  secret: string;
  endsWithParent: boolean;
  origins: string[];
};
export type SettingsResult = { ok: true; settings: Settings } | { ok: false; sentences: string[] };

export function readSettings(env: Readonly<Record<string, string | undefined>>): SettingsResult {
  const sentences: string[] = [];
  const read = <N extends Name>(name: N): z.output<(typeof settings)[N]['schema']> | undefined => {
    const parsed = settings[name].schema.safeParse(env[name]);
    if (parsed.success && env[name] !== '')
      return parsed.data as z.output<(typeof settings)[N]['schema']>;
    sentences.push(wrong(name, env[name]));
    return undefined;
  };
  const people = read('CANOPY_BOX_LISTEN');
  const app = read('CANOPY_BOX_APP');
  const folder = read('CANOPY_BOX_DATA');
  const database = read('CANOPY_BOX_DATABASE');
  const secret = read('CANOPY_BOX_SECRET');
  const ends = read('CANOPY_BOX_WITH');
  const origins = read('ORIGIN');
  if (!people || !app || !folder || !secret || !ends || !origins || sentences.length > 0)
    return { ok: false, sentences };
  if (people.port !== 0 && people.port === app.port && people.host === app.host) {
    const sentence = 'CANOPY_BOX_LISTEN and CANOPY_BOX_APP are the same; people and the app need a port each.'; // prettier-ignore
    return { ok: false, sentences: [sentence] };
  }
  const endsWithParent = ends === 'parent';
  const place = database === undefined ? { folder: path.resolve(folder) } : { postgres: database };
  return { ok: true, settings: { people, app, place, secret, endsWithParent, origins } };
}

function wrong(name: Name, value: string | undefined): string {
  const { wants } = settings[name];
  if (value === undefined) return `${name} is missing; it must be ${wants}.`;
  if (value.trim() === '') return `${name} is empty; it must be ${wants}.`;
  return `${name} must be ${wants}; it is not.`;
}
