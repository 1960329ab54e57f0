import { spawn } from 'node:child_process';

// Reads the process to end from its standard input, and acts when that closes: the one thing that
// happens however we end, by exit, by Ctrl-C or by kill -9.
const SCRIPT = `
while read -r line; do server=$line; done
if [ -n "$server" ] && kill -s "$1" "$server" 2>/dev/null; then
  tries=0
  while kill -0 "$server" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
  kill -9 "$server" 2>/dev/null
fi
rm -rf -- "$2"`;

/**
 * Ends a server and removes its folder when we ask it to, or when we are gone.
 * @param {string} signal what ends the server quickly, named without SIG
 * @param {string} folder
 */
export function guard(signal, folder) {
  const watcher = spawn('sh', ['-c', SCRIPT, 'guard', signal, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Its own group, so that Ctrl-C leaves it alive to clear up.
    detached: true,
  });
  const ended = new Promise((resolve) => watcher.once('close', resolve));
  watcher.stdin.on('error', () => {});
  watcher.stdin.unref();
  watcher.unref();
  return {
    /** @param {number | undefined} pid the server to end from now on; undefined = none */
    watch(pid) {
      watcher.stdin.write(`${pid ?? ''}\n`);
    },
    async finish() {
      watcher.ref();
      watcher.stdin.end();
      await ended;
    },
  };
}
