import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { House } from '@canopy/actions';
import { readConfig } from '../config.ts';
import { openLog } from '../log.ts';
import { buildHost, type Host } from '../realtime.ts';

export type TestHost = {
  host: Host;
  house: House;
  dataDir: string;
  port: number;
  url: string;
  /** Everything the host has logged, as it would stand in a file. */
  logs(): string;
  stop(): Promise<void>;
};

/** A real host on a free port and a real file on disk, in this process so that a test can look inside. */
export async function startTestHost(env: Record<string, string> = {}): Promise<TestHost> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'canopy-realtime-'));
  const read = readConfig({ PORT: '0', CANOPY_DATA: dataDir, CANOPY_DEMO: 'off', ...env });
  if (!read.ok) throw new Error(read.sentences.join(' '));
  let logs = '';
  const host = await buildHost(
    read.config,
    openLog('json', (line) => (logs += line)),
  );
  const port = await host.listen();
  return {
    host,
    house: host.house,
    dataDir,
    port,
    url: `http://localhost:${port}`,
    logs: () => logs,
    async stop() {
      await host.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
