// `npm start` and `npm run dev`. Plain JavaScript with nothing imported from npm, because it is the
// first thing a bare machine runs.
import { readdirSync } from 'node:fs';
import { buildWeb } from './build-web.mjs';
import { runHost } from './host.mjs';
import { install } from './install.mjs';
import { place } from './places.mjs';
import { conclude, say } from './say.mjs';

// Named one by one: left to follow imports, Node would see vite's own passing files and start for ever.
const watched = () =>
  ['realtime', ...readdirSync(place('packages')).map((name) => `packages/${name}`)].map(
    (room) => `--watch-path=${place(room, 'src')}`,
  );

const development = process.argv.includes('--dev');

await conclude(async () => {
  await install();
  if (!development) await buildWeb();
  if (development) {
    // vite reloads the pages inside the host; Node starts the host again when a rule or an action changes.
    say('starting the host with hot reload');
    return runHost({ CANOPY_MODE: 'dev' }, ['--watch-preserve-output', ...watched()]);
  }
  say('starting the host');
  return runHost({ NODE_ENV: 'production' });
});
