// The physical limit of one frame per edit: no document, no rules, no disk. Whatever one person
// says is framed once and the same bytes are written to every socket of the room.
import { createServer } from 'node:http';
import { Sender, WebSocketServer } from 'ws';

const rooms = new Map();
const server = createServer((_request, response) => response.end('okay'));
const wss = new WebSocketServer({ server, perMessageDeflate: false });
wss.on('connection', (ws, { url, socket }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room);
  room.add(socket);
  ws.on('close', () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(url);
  });
  ws.on('error', () => ws.terminate());
  ws.on('message', (data) => {
    const [head, body] = Sender.frame(data, {
      fin: true,
      opcode: 2,
      mask: false,
      readOnly: true,
      rsv1: false,
    });
    const frame = body === undefined ? head : Buffer.concat([head, body]);
    for (const each of room) each.write(frame);
  });
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`),
);
