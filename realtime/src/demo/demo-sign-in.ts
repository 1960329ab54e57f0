import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SPOKEN_ALPHABET } from '@canopy/domain';

const FILE = 'demo-sign-in.txt';
const GROUPS = 4;

/** Random for each data folder and kept beside the data: a demo put on the internet has no known password. */
export function makeDemoPassword(randomBytes: (n: number) => Uint8Array): string {
  const limit = 256 - (256 % SPOKEN_ALPHABET.length);
  let symbols = '';
  while (symbols.length < GROUPS * 4) {
    for (const byte of randomBytes(32))
      if (byte < limit && symbols.length < GROUPS * 4)
        symbols += SPOKEN_ALPHABET[byte % SPOKEN_ALPHABET.length];
  }
  return (symbols.match(/.{4}/g) ?? []).join('-');
}

/** Only the account that runs Canopy may read it. */
export function keepDemoPassword(dataDir: string, password: string, emails: string[]): void {
  const text = [`password: ${password}`, ...emails.map((email) => `email: ${email}`), ''];
  writeFileSync(path.join(dataDir, FILE), text.join('\n'), { mode: 0o600 });
}

/** Null = this folder was not planted with the demo. */
export function readDemoPassword(dataDir: string): string | null {
  try {
    const text = readFileSync(path.join(dataDir, FILE), 'utf8');
    return /^password: (\S+)$/m.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}
