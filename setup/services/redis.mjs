import { connect } from 'node:net';
import { Service } from './service.mjs';

/** While it reads its data back in, Redis takes connections and answers everything with LOADING. */
function answersPing(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (ready) => {
      socket.destroy();
      resolve(ready);
    };
    socket.on('data', (chunk) => end(chunk.toString().startsWith('+PONG')));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.setTimeout(1000, () => end(false));
  });
}

/**
 * A Redis of our own, not started yet, that keeps what it is told in a file as it comes.
 * @param {string} program
 */
export function makeRedis(program) {
  return new Service({
    name: 'Redis',
    scheme: 'redis',
    user: '',
    path: '',
    program,
    account: {},
    quick: 'TERM',
    args: (folder, port) => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--appendonly', 'yes', '--save', '', '--daemonize', 'no'],
    ],
    isReady: (_folder, port) => answersPing(port),
  });
}
