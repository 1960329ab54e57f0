import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { place } from './places.mjs';
import { run } from './run.mjs';
import { say, StepFailed } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue;
    }
  }
  return undefined;
}

async function playwrightsOwn() {
  const entry = place('node_modules', '@playwright', 'test', 'index.mjs');
  if (!existsSync(entry)) return undefined;
  const { chromium } = await import(pathToFileURL(entry).href);
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : undefined;
}

async function present() {
  const named = process.env.CANOPY_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new StepFailed(`CANOPY_CHROMIUM names ${named}, and there is no such file.`);
  }
  return names.map(onPath).find(Boolean) ?? (await playwrightsOwn());
}

/** The words that put `apt-get` in front with the right to install, or undefined where we may not. */
function installer() {
  if (!onPath('apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  const allowed =
    onPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return allowed ? ['sudo', '-n', 'apt-get'] : undefined;
}

/** A Chromium to test with: the one here, or Debian's, installed when this machine allows it. */
export async function findChromium() {
  const here = await present();
  if (here) return here;

  const apt = installer();
  if (!apt) {
    throw new StepFailed(
      'No Chromium was found and this user may not install one. Install Chromium (Debian: apt-get install chromium), or name one in CANOPY_CHROMIUM.',
    );
  }
  say("no Chromium here: installing Debian's chromium for the browser tests");
  const [program, ...first] = apt;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['chromium', 'fonts-liberation'];
  await run(program, [...first, 'update', '-qq'], { env });
  await run(program, [...first, 'install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
  });
  const installed = await present();
  if (installed) return installed;
  throw new StepFailed('Chromium could not be installed: apt-get says why above.');
}
