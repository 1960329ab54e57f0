// Plain socket.io as its documentation shows a room: each reaction goes to everybody at once.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
const io = new Server(server, { serveClient: false, path: '/live' });
io.on('connection', (socket) => {
  void socket.join('room');
  socket.on('reaction:send', (reaction, ack) => {
    io.to('room').emit('reaction', reaction);
    if (typeof ack === 'function') ack({ ok: true });
  });
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`),
);
