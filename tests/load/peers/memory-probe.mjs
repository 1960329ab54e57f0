// Loaded into a server by --import, beside --expose-gc: at SIGUSR2 it collects garbage and writes
// what is still alive to a file. Nothing of the server itself is changed.
import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const file = process.env.LOAD_MEMORY_FILE;
process.on('SIGUSR2', () => {
  void look();
});

async function look() {
  // Twice, with a turn between: finalizers of the first round free what the second one finds.
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc();
    await wait(20);
  }
  writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
  renameSync(`${file}.new`, file);
}
