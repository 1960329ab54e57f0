import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const sentences = (env: Record<string, string>): string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.sentences;
};

describe('settings', () => {
  test('none are needed', () => {
    const read = readConfig({});
    expect(read).toMatchObject({
      ok: true,
      config: {
        port: 4173,
        demo: true,
        mode: 'start',
        origins: null,
        trustProxy: 0,
        pace: 10,
        databaseUrl: null,
        redisUrl: null,
      },
    });
  });

  describe('of the ballot box', () => {
    const apart = {
      CANOPY_BOX: 'apart',
      CANOPY_BOX_URL: 'http://box:4175',
      CANOPY_BOX_ADDRESS: 'https://box.canopy.example',
      CANOPY_BOX_SECRET: 'x'.repeat(32),
    };
    const boxOf = (env: Record<string, string>) => {
      const read = readConfig(env);
      return read.ok ? read.config.box : read.sentences;
    };

    test('there is none until one is asked for', () => {
      expect(boxOf({})).toEqual({ runs: 'nowhere' });
    });

    test('beside the host it needs nothing more, where people open localhost', () => {
      const listen = { host: '127.0.0.1', port: 4174 };
      expect(boxOf({ CANOPY_BOX: 'with-host' })).toEqual({ runs: 'with-host', listen, address: null }); // prettier-ignore
      const elsewhere = { CANOPY_BOX: 'with-host', ORIGIN: 'https://canopy.example' };
      expect(boxOf(elsewhere)).toEqual([expect.stringMatching(/^CANOPY_BOX_ADDRESS is missing;/)]);
      const address = 'https://box.canopy.example';
      expect(boxOf({ ...elsewhere, CANOPY_BOX_ADDRESS: address })).toEqual({ runs: 'with-host', listen, address }); // prettier-ignore
    });

    test('apart it is known by two addresses and a secret', () => {
      expect(boxOf(apart)).toEqual({
        runs: 'apart',
        url: apart.CANOPY_BOX_URL,
        secret: apart.CANOPY_BOX_SECRET,
        address: apart.CANOPY_BOX_ADDRESS,
      });
      const { CANOPY_BOX_SECRET: _gone, ...rest } = apart;
      expect(boxOf(rest)).toEqual(['CANOPY_BOX=apart needs CANOPY_BOX_ADDRESS, CANOPY_BOX_URL and CANOPY_BOX_SECRET.']); // prettier-ignore
      const [said] = boxOf({ ...apart, CANOPY_BOX_SECRET: 'hunter2' }) as string[];
      expect(said).toMatch(/^CANOPY_BOX_SECRET must be/);
      expect(said).not.toContain('hunter2');
    });

    test('several hosts share one, and none of them starts its own', () => {
      const many = { DATABASE_URL: 'postgres://a:b@c/d', REDIS_URL: 'redis://e' };
      expect(boxOf({ ...many, CANOPY_BOX: 'with-host' })).toEqual([expect.stringMatching(/^CANOPY_BOX=with-host is for one host alone/)]); // prettier-ignore
      expect(boxOf({ ...many, ...apart })).toMatchObject({ runs: 'apart' });
    });
  });

  test.each([
    ['PORT', 'eighty', 'PORT must be a whole number from 0 to 65535; it is not.'],
    ['PORT', '70000', 'PORT is out of range; it must be a whole number from 0 to 65535.'],
    ['PORT', '', 'PORT is empty; it must be a whole number from 0 to 65535.'],
    ['CANOPY_DEMO', 'yes', 'CANOPY_DEMO must be on or off; it is not.'],
    ['CANOPY_DEMO', '1', 'CANOPY_DEMO must be on or off; it is not.'],
    ['CANOPY_LOG', 'xml', 'CANOPY_LOG must be pretty or json; it is not.'],
    ['CANOPY_MODE', 'live', 'CANOPY_MODE must be start or dev; it is not.'],
    ['CANOPY_DATA', '', 'CANOPY_DATA is empty; it must be a folder.'],
    [
      'CANOPY_PACE',
      '-1',
      'CANOPY_PACE is out of range; it must be a whole number of commands a second, 0 to 10000.',
    ],
    [
      'DATABASE_URL',
      'mysql://host/canopy',
      'DATABASE_URL must be the address of a Postgres database, such as postgres://user:password@host/canopy; it is not.',
    ],
    [
      'CANOPY_METRICS',
      'everywhere',
      'CANOPY_METRICS must be a host and a port, such as 127.0.0.1:9464; it is not.',
    ],
    [
      'CANOPY_METRICS',
      '127.0.0.1:99999',
      'CANOPY_METRICS must be a host and a port, such as 127.0.0.1:9464; it is not.',
    ],
  ])('a wrong %s stops the start with a sentence', (name, value, sentence) => {
    expect(sentences({ [name]: value })).toEqual([sentence]);
  });

  test.each(['canopy.example', 'https://canopy.example/', 'https://canopy.example/x', 'null', '*'])(
    'ORIGIN %s could never match what a browser sends',
    (origin) => expect(sentences({ ORIGIN: origin })[0]).toMatch(/^ORIGIN must be the address/),
  );

  test('ORIGIN on plain http anywhere but localhost is refused, because cookies would not hold', () => {
    expect(sentences({ ORIGIN: 'http://canopy.example' })[0]).toMatch(/^ORIGIN is an http address/);
    expect(sentences({ ORIGIN: 'https://a.example, http://localhost:9' })).toEqual([]);
  });

  test.each([
    ['127.0.0.1:0', { host: '127.0.0.1', port: 0 }],
    ['[::1]:9464', { host: '::1', port: 9464 }],
    ['metrics.internal:9464', { host: 'metrics.internal', port: 9464 }],
  ])('CANOPY_METRICS %s is a host and a port', (text, metrics) => {
    expect(readConfig({ CANOPY_METRICS: text })).toMatchObject({ ok: true, config: { metrics } });
  });

  test('hosts that hear of each other need one database, and the sentence says so', () => {
    const [REDIS_URL, DATABASE_URL] = ['redis://:hunter2@here:6379', 'postgres://a:hunter2@here/c'];
    expect(sentences({ REDIS_URL })).toEqual([
      'REDIS_URL is for several hosts, and several hosts need one database; name it in DATABASE_URL, or leave REDIS_URL out.',
    ]);
    expect(readConfig({ REDIS_URL, DATABASE_URL })).toMatchObject({
      ok: true,
      config: { databaseUrl: DATABASE_URL, redisUrl: REDIS_URL },
    });
    expect(readConfig({ DATABASE_URL })).toMatchObject({ ok: true, config: { redisUrl: null } });
    expect(sentences({ REDIS_URL: 'hunter2', DATABASE_URL })[0]).toMatch(/^REDIS_URL must be/);
  });

  test('every wrong one is named at once, and no value is repeated', () => {
    const said = sentences({ PORT: 'hunter2', CANOPY_DEMO: 'hunter2', DATABASE_URL: 'hunter2' });
    expect(said).toHaveLength(3);
    expect(said.join()).not.toContain('hunter2');
  });
});
