// `npm start` and `npm run dev`. Plain JavaScript with nothing imported from npm, because it is the
// first thing a bare machine runs.
import { buildWeb } from './build-web.mjs';
import { runHost } from './host.mjs';
import { install } from './install.mjs';
import { conclude, say } from './say.mjs';

const development = process.argv.includes('--dev');

await conclude(async () => {
  await install();
  if (!development) await buildWeb();
  say(development ? 'starting the host with hot reload' : 'starting the host');
  return runHost(development ? { CANOPY_MODE: 'dev' } : { NODE_ENV: 'production' });
});
