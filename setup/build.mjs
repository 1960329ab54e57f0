// Installs and builds without starting anything: for an image, or a machine that only builds.
import { buildWeb } from './build-web.mjs';
import { install } from './install.mjs';
import { conclude } from './say.mjs';

await conclude(async () => {
  await install();
  await buildWeb();
});
