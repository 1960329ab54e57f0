import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

// No engine is needed to see that a promise is still written down, and none may be at hand.

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

function instructionsOf(text: string): Instruction[] {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [word = '', ...rest] = line.split(' ');
      return { word, rest: rest.join(' ') };
    });
}

const instructions = instructionsOf(read('../docker/Dockerfile'));
const lastStage = instructions.slice(instructions.findLastIndex(({ word }) => word === 'FROM'));
const said = (word: string, among = lastStage): string[] =>
  among.filter((line) => line.word === word).map(({ rest }) => rest);

describe('Dockerfile', () => {
  test('holds only instructions Docker knows', () => {
    const known =
      'ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN STOPSIGNAL USER VOLUME WORKDIR';
    for (const { word } of instructions) expect(known.split(' ')).toContain(word);
  });

  test('every stage stands on the one base that a build argument names', () => {
    expect(said('ARG', instructions)).toContain('NODE_IMAGE=node:26-slim');
    for (const from of said('FROM', instructions))
      expect(from).toMatch(/^\$\{NODE_IMAGE\}( AS \w+)?$/);
  });

  test('runs as a numbered user who owns nothing but the data', () => {
    expect(said('USER')).toEqual(['2000:2000']);
    expect(lastStage.findIndex(({ word }) => word === 'USER')).toBeGreaterThan(
      lastStage.findLastIndex(({ word }) => word === 'COPY' || word === 'RUN'),
    );
    expect(said('COPY').filter((rest) => rest.includes('--chown'))).toEqual([]);
    expect(said('RUN')).toEqual(['install -d -o 2000 -g 2000 -m 0700 /data']);
  });

  test('writes in one place, which outlives the container', () => {
    expect(said('VOLUME')).toEqual(['/data']);
    expect(said('ENV').join(' ')).toContain('CANOPY_DATA=/data');
  });

  test('carries no demo and no test tool', () => {
    expect(said('ENV').join(' ')).toContain('CANOPY_DEMO=off');
    expect(said('COPY').some((rest) => rest.startsWith('--from=build /canopy '))).toBe(false);
    expect(said('RUN', instructions).some((rest) => rest.includes('--prod'))).toBe(true);
  });

  test('says how it is, and drains when told to stop', () => {
    expect(said('HEALTHCHECK').join(' ')).toContain('/ping');
    expect(said('STOPSIGNAL')).toEqual(['SIGTERM']);
    // A shell as the first process would swallow SIGTERM, and what was not yet saved with it.
    expect(JSON.parse(said('CMD')[0] ?? '')).toEqual(['node', 'realtime/src/main.mjs']);
  });

  test('copies nothing that does not belong in an image', () => {
    const left = read('../docker/Dockerfile.dockerignore').split('\n');
    for (const entry of ['**/node_modules', '.git', '.env', 'data']) expect(left).toContain(entry);
  });
});

interface Service {
  readonly [key: string]: unknown;
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
}

describe('compose.yml', () => {
  const file = parse(read('../docker/compose.yml')) as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
  };
  const services = Object.entries(file.services);

  test.each(services)('%s can write only its data and a small /tmp', (_name, service) => {
    expect(service['read_only']).toBe(true);
    expect(String(service['tmpfs'])).toMatch(/^\/tmp:size=\d+m/);
    expect(service.volumes).toEqual(['data:/data']);
    expect(file.volumes).toHaveProperty('data');
  });

  test.each(services)('%s has no power it does not need', (_name, service) => {
    expect(service['cap_drop']).toEqual(['ALL']);
    expect(service['cap_add']).toBeUndefined();
    expect(service['privileged']).toBeUndefined();
    expect(service['security_opt']).toContain('no-new-privileges:true');
    expect(service['user']).toBeUndefined();
  });

  test.each(services)(
    '%s is offered to this machine only, until a proxy stands in front',
    (_name, service) => {
      for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    },
  );

  test('the host knows the one origin it is opened at', () => {
    expect(file.services['host']?.environment['ORIGIN']).toMatch(/^\$\{ORIGIN:-http:\/\/localhost/);
  });

  test('the host has time to drain', () => {
    expect(
      Number.parseInt(String(file.services['host']?.['stop_grace_period']), 10),
    ).toBeGreaterThanOrEqual(30);
  });
});

describe('compose.hosts.yml', () => {
  interface Part {
    readonly image: string;
    readonly user?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly volumes?: readonly string[];
    readonly ports?: readonly string[];
    readonly networks?: readonly string[];
    readonly cap_add?: readonly string[];
    readonly depends_on?: Readonly<Record<string, { condition: string }>>;
    readonly [key: string]: unknown;
  }
  const text = read('../docker/compose.hosts.yml');
  const file = parse(text, { merge: true }) as {
    services: Record<string, Part>;
    volumes: Record<string, unknown>;
    networks: Record<string, { internal?: boolean } | null>;
  };
  const services = Object.entries(file.services);
  const part = (name: string): Part => {
    const found = file.services[name];
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  };
  const hosts = services.filter(([name]) => name.startsWith('host-'));

  test('three hosts that differ in nothing, for each is any of them', () => {
    expect(hosts.map(([name]) => name)).toEqual(['host-1', 'host-2', 'host-3']);
    const [first, ...others] = hosts.map(([, service]) => service);
    for (const other of others) expect(other).toEqual(first);
    expect(first?.environment?.['DATABASE_URL']).toMatch(/^postgres:\/\/canopy:.*@postgres:5432\//);
    expect(first?.environment?.['REDIS_URL']).toMatch(/^redis:\/\/:.*@redis:6379\//);
    expect(Number.parseInt(String(first?.['stop_grace_period']), 10)).toBeGreaterThanOrEqual(30);
  });

  test.each(services)('%s runs on a file system it cannot write to', (_name, service) => {
    expect(service['read_only']).toBe(true);
    expect(String(service['tmpfs'])).toMatch(/\/tmp:size=\d+m/);
    expect(service['privileged']).toBeUndefined();
    expect(service['security_opt']).toContain('no-new-privileges:true');
  });

  test.each(services)('%s has the powers it needs and no other', (name, service) => {
    const needed: Record<string, string[]> = {
      proxy: ['NET_BIND_SERVICE'],
      certificates: ['CHOWN'],
    };
    expect(service['cap_drop']).toEqual(['ALL']);
    expect(service.cap_add).toEqual(needed[name]);
  });

  test('nobody who stays is root: the image says so for hosts, the file for the others', () => {
    for (const [name, { user, restart }] of services) {
      if (name.startsWith('host-')) expect(user).toBeUndefined();
      else if (restart === 'no') expect(name).toBe('certificates');
      else expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    }
  });

  test('only the proxy can be reached, and only from this machine until somebody says otherwise', () => {
    for (const [name, { ports = [], networks = [] }] of services) {
      if (name === 'proxy')
        for (const port of ports) expect(port).toMatch(/^\$\{CANOPY_BIND:-127\.0\.0\.1\}:/);
      else {
        expect(ports).toEqual([]);
        for (const network of networks) expect(file.networks[network]?.internal).toBe(true);
      }
    }
    expect(part('postgres').networks).toEqual(['inside']);
    expect(part('redis').networks).toEqual(['inside']);
    expect(part('proxy').networks).not.toContain('inside');
  });

  test('no password stands in the file, and none has a default', () => {
    for (const [, name, otherwise] of text.matchAll(/\$\{(\w*(?:PASSWORD|SECRET))([^}]*)\}/g))
      expect(`${name ?? ''}${otherwise ?? ''}`).toMatch(/:\?choose one$/);
    expect(text).not.toMatch(/PASSWORD: ['"]?\w/);
  });

  test('the ballot box meets the hosts and the proxy apart, never the members’ database, and keeps its own', () => {
    const box = part('box');
    expect(box.networks).toEqual(['counting', 'envelopes']);
    expect(part('proxy').networks).toContain('envelopes');
    expect(part('proxy').networks).not.toContain('counting');
    for (const [, host] of hosts) {
      expect(host.networks).toContain('counting');
      expect(host.networks).not.toContain('envelopes');
      expect(host.environment).toMatchObject({ CANOPY_BOX: 'apart', CANOPY_BOX_URL: 'http://box:4175' }); // prettier-ignore
      expect(host.environment?.['CANOPY_BOX_SECRET']).toBe(box.environment?.['CANOPY_BOX_SECRET']);
    }
    expect(box.volumes).toEqual(['ballots:/data']);
    for (const [name, { volumes = [] }] of services)
      if (name !== 'box') expect(String(volumes)).not.toContain('ballots');
    expect(Object.keys(box.environment ?? {}).filter((name) => /DATABASE|REDIS/.test(name))).toEqual([]); // prettier-ignore
    expect(box['healthcheck']).toHaveProperty('test');
    expect(said('RUN', instructions).join(' ')).toContain('--filter "@canopy/ballot-box..."');
  });

  test('the proxy tells the ballot box nothing of who asks, writes nothing of it, and ends each connection', () => {
    const caddy = read('../docker/Caddyfile');
    const site = caddy.slice(caddy.indexOf('{$CANOPY_BOX_SITE'));
    for (const header of ['X-Forwarded-For', 'X-Forwarded-Host', 'Via', 'User-Agent'])
      expect(site).toContain(`header_up -${header}`);
    expect(site).toContain('header >Connection close');
    expect(site).toContain('keepalive off');
    expect(site).not.toMatch(/cookie|lb_policy|\blog\b/);
    expect(caddy).toContain('exclude http.log.error');
    expect(caddy).toContain('protocols h1 h2\n');
  });

  test('Redis writes nothing down', () => {
    const command = (part('redis')['command'] as string[]).join(' ');
    expect(command).toContain('--save  --appendonly no');
    expect(part('redis').volumes).toBeUndefined();
  });

  test('hosts wait for their database, and everything that stays says how it is', () => {
    for (const [, { depends_on }] of hosts)
      expect(depends_on).toEqual({
        postgres: { condition: 'service_healthy' },
        redis: { condition: 'service_healthy' },
      });
    for (const name of ['proxy', 'postgres', 'redis'])
      expect(part(name)['healthcheck']).toHaveProperty('test');
  });

  test('the proxy knows every host, keeps a browser with its own, and asks who may be sent people', () => {
    const caddy = read('../docker/Caddyfile');
    for (const [name] of hosts) expect(caddy).toContain(`${name}:4173`);
    expect(caddy).toMatch(/lb_policy cookie \S+ \{\$CANOPY_AFFINITY_SECRET\}/);
    expect(caddy).toContain('health_uri /ready');
  });
});
