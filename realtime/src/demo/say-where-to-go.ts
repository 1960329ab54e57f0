import type { House } from '@canopy/actions';
import type { Config } from '../config.ts';
import type { HostLog } from '../log.ts';
import { demoEmail } from './demo-content.ts';
import { readDemoPassword } from './demo-sign-in.ts';

/** What somebody who typed `npm start` needs next: addresses, and how to get in. */
export async function sayWhereToGo(
  house: House,
  config: Config,
  port: number,
  log: HostLog,
): Promise<void> {
  // Only ever on a screen somebody is looking at: join links are keys, and logs are kept.
  if (config.log !== 'pretty') return;
  const here = config.origins?.[0] ?? `http://localhost:${port}`;
  log.sentence(`\nCanopy is ready: ${here}`);
  if ((await house.store.staff.count()) === 0) {
    log.sentence(`  Make the first administrator: ${here}/staff/set-up\n`);
    return;
  }
  log.sentence(`  Staff: ${here}/staff`);
  const password = config.demo ? readDemoPassword(config.dataDir) : null;
  if (password === null) return log.sentence('');
  log.sentence(`    sign in as ${demoEmail('heron')} (chair) or ${demoEmail('wren')}`);
  log.sentence(`    password   ${password}`);
  for (const session of (await house.store.sessions.all(null)).slice(0, 4)) {
    if (session.state !== 'planned' && session.state !== 'open') continue;
    const group = await house.store.groups.find(session.groupId);
    if (group === null) continue;
    log.sentence(`  Members of ${group.name.en}: ${here}/join/${session.joinToken}`);
    if (session.door !== 'open')
      log.sentence('    opens when staff open the door, with two approved adults in the room');
  }
  log.sentence('');
}
