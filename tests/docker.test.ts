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
    expect(JSON.parse(said('CMD')[0] ?? '')).toEqual(['node', 'realtime/src/main.ts']);
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
