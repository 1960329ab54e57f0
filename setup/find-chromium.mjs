import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { place } from './places.mjs';
import { installFromDebian, onPath } from './programs.mjs';
import { say, StepFailed } from './say.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

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

/** A Chromium to test with: the one here, or Debian's, installed when this machine allows it. */
export async function findChromium() {
  const here = await present();
  if (here) return here;

  say(
    "no Chromium here: installing Debian's chromium for the browser tests, where this is allowed",
  );
  if (!(await installFromDebian(['chromium', 'fonts-liberation']))) {
    throw new StepFailed(
      'No Chromium was found and this user may not install one. Install Chromium (Debian: apt-get install chromium), or name one in CANOPY_CHROMIUM.',
    );
  }
  const installed = await present();
  if (installed) return installed;
  throw new StepFailed('Chromium could not be installed: apt-get says why above.');
}
