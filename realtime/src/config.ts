import path from 'node:path';
import { z } from 'zod';

/**
 * Every setting is an environment variable, read once. A wrong one stops the start with a sentence
 * that names it and says what is wanted; its value is never repeated, for it may be a secret pasted
 * into the wrong line.
 */
const port = z.coerce.number().int().min(0).max(65_535);
const count = (max: number) => z.coerce.number().int().min(0).max(max);

const origin = z.string().refine((text) => {
  const url = URL.parse(text);
  // Exactly scheme, host and port: browsers send nothing more, so anything more could never match.
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
});
const origins = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .pipe(z.array(origin).min(1));

/** Where something listens, written host:port; an IPv6 host stands in brackets. */
const listener = z
  .string()
  .regex(/^(\[[0-9a-f:]+\]|[a-z0-9.-]+):\d{1,5}$/i)
  .transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
  })
  .refine((listens) => listens.port <= 65_535);

/** An address that names a server, of one of these schemes. It may hold a password. */
const server = (...schemes: string[]) =>
  z.string().refine((text) => {
    const url = URL.parse(text);
    return url !== null && schemes.includes(url.protocol) && url.hostname !== '';
  });

const settings = {
  PORT: { schema: port.default(4173), wants: 'a whole number from 0 to 65535' },
  CANOPY_HOST: { schema: z.string().min(1).optional(), wants: 'an address to listen on' },
  CANOPY_DATA: { schema: z.string().min(1).default('./data'), wants: 'a folder' },
  CANOPY_DEMO: { schema: z.enum(['on', 'off']).default('on'), wants: 'on or off' },
  CANOPY_MODE: { schema: z.enum(['start', 'dev']).default('start'), wants: 'start or dev' },
  CANOPY_LOG: { schema: z.enum(['pretty', 'json']).default('pretty'), wants: 'pretty or json' },
  ORIGIN: {
    schema: origins.optional(),
    wants:
      'the address people open, such as https://canopy.example, with no path (several with commas between)',
  },
  CANOPY_TRUST_PROXY: {
    schema: count(5).default(0),
    wants: 'the number of proxies in front, 0 to 5',
  },
  CANOPY_SOCKETS_PER_ADDRESS: {
    schema: count(100_000).default(600),
    wants: 'a whole number from 0 to 100000',
  },
  CANOPY_PACE: {
    schema: count(10_000).default(10),
    wants: 'a whole number of commands a second, 0 to 10000',
  },
  CANOPY_FLUSH: { schema: z.enum(['soon', 'each']).default('soon'), wants: 'soon or each' },
  DATABASE_URL: {
    schema: server('postgres:', 'postgresql:').optional(),
    wants: 'the address of a Postgres database, such as postgres://user:password@host/canopy',
  },
  REDIS_URL: {
    schema: server('redis:', 'rediss:').optional(),
    wants: 'the address of a Redis, such as redis://host:6379',
  },
  CANOPY_METRICS: {
    schema: listener.optional(),
    wants: 'a host and a port, such as 127.0.0.1:9464',
  },
  CANOPY_BOX: {
    schema: z.enum(['off', 'with-host', 'apart']).default('off'),
    wants: 'off, with-host or apart',
  },
  CANOPY_BOX_LISTEN: {
    schema: listener.default({ host: '127.0.0.1', port: 4174 }),
    wants: 'the host and port at which the ballot box listens, such as 127.0.0.1:4174',
  },
  CANOPY_BOX_ADDRESS: {
    schema: origin.optional(),
    wants: 'the address at which devices reach the ballot box, such as https://box.canopy.example',
  },
  CANOPY_BOX_URL: {
    schema: server('http:', 'https:').optional(),
    wants: 'the address at which this host reaches the ballot box, such as http://box:4175',
  },
  CANOPY_BOX_SECRET: {
    schema: z.string().min(32).max(500).optional(),
    wants: 'the text of at least 32 characters that the ballot box has too',
  },
} as const;
type Name = keyof typeof settings;

/** Where the ballot box runs. `address` = how devices reach it; null = at its port on this machine. */
export type BoxPlace =
  | { runs: 'nowhere' }
  | { runs: 'with-host'; listen: { host: string; port: number }; address: string | null }
  | { runs: 'apart'; url: string; secret: string; address: string };

export type Config = {
  port: number;
  host: string | undefined;
  /** Absolute. The one folder where all data lives. */
  dataDir: string;
  demo: boolean;
  mode: 'start' | 'dev';
  log: 'pretty' | 'json';
  /** Null = localhost on whatever port is in use. */
  origins: readonly string[] | null;
  trustProxy: number;
  socketsPerAddress: number;
  /** Commands a second from one socket; twice as many at once. 0 = no limit, for benchmarks only. */
  pace: number;
  /** SQLite only: whether an answer waits for the disk itself (`each`), or for the commit (`soon`). */
  flush: 'soon' | 'each';
  /** Postgres, which several hosts may share. Null = SQLite in `dataDir`. */
  databaseUrl: string | null;
  /** How hosts hear of each other. Null = this host is the only one. */
  redisUrl: string | null;
  /** Where `/metrics` listens, apart from the people's port. Null = nowhere. */
  metrics: { host: string; port: number } | null;
  box: BoxPlace;
};

export type ConfigResult = { ok: true; config: Config } | { ok: false; sentences: string[] };

export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const sentences: string[] = [];
  const read = <N extends Name>(name: N): z.output<(typeof settings)[N]['schema']> | undefined => {
    const parsed = settings[name].schema.safeParse(env[name]);
    if (parsed.success && env[name] !== '') {
      return parsed.data as z.output<(typeof settings)[N]['schema']>;
    }
    sentences.push(wrong(name, env[name], settings[name].wants));
    return undefined;
  };
  const given = {
    port: read('PORT'),
    host: read('CANOPY_HOST'),
    data: read('CANOPY_DATA'),
    demo: read('CANOPY_DEMO'),
    mode: read('CANOPY_MODE'),
    log: read('CANOPY_LOG'),
    origins: read('ORIGIN'),
    trustProxy: read('CANOPY_TRUST_PROXY'),
    socketsPerAddress: read('CANOPY_SOCKETS_PER_ADDRESS'),
    pace: read('CANOPY_PACE'),
    flush: read('CANOPY_FLUSH'),
    databaseUrl: read('DATABASE_URL'),
    redisUrl: read('REDIS_URL'),
    metrics: read('CANOPY_METRICS'),
    box: read('CANOPY_BOX'),
    boxListen: read('CANOPY_BOX_LISTEN'),
    boxAddress: read('CANOPY_BOX_ADDRESS'),
    boxUrl: read('CANOPY_BOX_URL'),
    boxSecret: read('CANOPY_BOX_SECRET'),
  };
  const box = boxPlace(given);
  if (typeof box === 'string') sentences.push(box);
  if (given.box === 'with-host' && env.REDIS_URL !== undefined)
    sentences.push(
      'CANOPY_BOX=with-host is for one host alone, and REDIS_URL is for several; run the ballot box apart.',
    );
  if (env.REDIS_URL !== undefined && env.DATABASE_URL === undefined) {
    sentences.push(
      'REDIS_URL is for several hosts, and several hosts need one database; name it in DATABASE_URL, or leave REDIS_URL out.',
    );
  }
  for (const one of given.origins ?? []) {
    if (!isHttps(one) && !isLocal(one)) {
      sentences.push(
        'ORIGIN is an http address other than localhost; it must be https, because sign-ins and seats travel in cookies that browsers keep only on https.',
      );
    }
  }
  if (sentences.length > 0 || typeof box === 'string') return { ok: false, sentences };
  return {
    ok: true,
    config: {
      port: given.port ?? 4173,
      host: given.host,
      dataDir: path.resolve(given.data ?? './data'),
      demo: given.demo === 'on',
      mode: given.mode ?? 'start',
      log: given.log ?? 'pretty',
      origins: given.origins ?? null,
      trustProxy: given.trustProxy ?? 0,
      socketsPerAddress: given.socketsPerAddress ?? 600,
      pace: given.pace ?? 10,
      flush: given.flush ?? 'soon',
      databaseUrl: given.databaseUrl ?? null,
      redisUrl: given.redisUrl ?? null,
      metrics: given.metrics ?? null,
      box,
    },
  };
}

/** The place, or the sentence that says what is missing for it. */
function boxPlace(given: {
  box?: 'off' | 'with-host' | 'apart' | undefined;
  boxListen?: { host: string; port: number } | undefined;
  boxAddress?: string | undefined;
  boxUrl?: string | undefined;
  boxSecret?: string | undefined;
  origins?: readonly string[] | undefined;
}): BoxPlace | string {
  const { boxListen: listen, boxAddress: address, boxUrl: url, boxSecret: secret } = given;
  if (given.box === 'apart') {
    if (address === undefined || url === undefined || secret === undefined)
      return 'CANOPY_BOX=apart needs CANOPY_BOX_ADDRESS, CANOPY_BOX_URL and CANOPY_BOX_SECRET.';
    return { runs: 'apart', url, secret, address };
  }
  if (given.box !== 'with-host' || listen === undefined) return { runs: 'nowhere' };
  if (address === undefined && given.origins?.every(isLocal) === false)
    return 'CANOPY_BOX_ADDRESS is missing; people who open another address than localhost must be told where the ballot box is.';
  return { runs: 'with-host', listen, address: address ?? null };
}

const isHttps = (origin: string): boolean => origin.startsWith('https://');
const isLocal = (origin: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname);

/** `__Host-` cookies exist only on https; plain localhost goes without. */
export const wantsSecureCookies = (origins: readonly string[]): boolean => origins.some(isHttps);

/** Says what is wanted and, as far as that can be said without repeating the value, what is amiss. */
function wrong(name: string, value: string | undefined, wants: string): string {
  if (value === undefined || value.trim() === '') return `${name} is empty; it must be ${wants}.`;
  if (/number/.test(wants) && /^-?\d+$/.test(value))
    return `${name} is out of range; it must be ${wants}.`;
  return `${name} must be ${wants}; it is not.`;
}
