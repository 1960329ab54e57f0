// Builds the pages once everything is installed, for an image or a machine that only builds.
import { buildWeb } from './build-web.mjs';
import { conclude } from './say.mjs';

await conclude(buildWeb);
