import process from 'node:process';
import { readConfig, type Config } from './config.ts';
import { plantDemo } from './demo/plant-demo.ts';
import { sayWhereToGo } from './demo/say-where-to-go.ts';
import { openLog, type HostLog } from './log.ts';
import { buildHost } from './realtime.ts';
import { whyNotStarted } from './why-not-started.ts';

const DRAIN_WITHIN_MS = 5_000;

/** Reads the settings and serves until it is told to stop; says plainly what is in the way. */
export async function start(): Promise<void> {
  const read = readConfig(process.env);
  if (read.ok) await run(read.config);
  else stop(read.sentences);
}

/** The start failed for a reason that whoever started it can mend: say it plainly, without a stack. */
function stop(sentences: readonly string[]): void {
  for (const sentence of sentences) process.stderr.write(`Canopy did not start: ${sentence}\n`);
  process.exitCode = 1;
}

async function run(config: Config): Promise<void> {
  const log = openLog(config.log);
  // After an unexpected throw nothing in memory is known to be right, and everything acknowledged is
  // on disk: end at once and let the next start read it (crash-only).
  const crash = (event: string) => (error: unknown) => {
    log.bug(event, error);
    process.exit(1);
  };
  process.on('uncaughtException', crash('host:crashed'));
  process.on('unhandledRejection', crash('host:crashed'));
  try {
    await serve(config, log);
  } catch (error) {
    const sentence = whyNotStarted(error, config);
    if (sentence === null) crash('host:failed-to-start')(error);
    else {
      stop([sentence]);
      process.exit(1);
    }
  }
}

async function serve(config: Config, log: HostLog): Promise<void> {
  const host = await buildHost(config, log);
  const drain = (): void => {
    log.event('host:draining');
    const late = setTimeout(() => process.exit(1), DRAIN_WITHIN_MS);
    host.close().then(
      () => {
        clearTimeout(late);
        log.event('host:stopped');
        process.exit(0);
      },
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', drain);
  process.on('SIGINT', drain);
  if (config.demo) await plantDemo(host.house, config.dataDir);
  const port = await host.listen();
  log.event('host:ready', { port });
  await sayWhereToGo(host.house, config, port, log);
}
