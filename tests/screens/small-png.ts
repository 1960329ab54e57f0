import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Screens hold few colours: 256 of them say the same in a third of the bytes. No picture tool is needed. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const { palette, indexes } = quantise(pixels);
  const lines = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    indexes.copy(lines, y * (width + 1) + 1, y * width, (y + 1) * width);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits, palette, deflate, plain filter, not interlaced.
  header.set([8, 3, 0, 0, 0], 8);
  const small = Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return small.length < png.length ? small : png;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** As Chromium writes them: 8 bits, RGB or RGBA, not interlaced. Pixels come back as 0xRRGGBB. */
function decode(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const size = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const row = width * size;
  const pixels = new Uint32Array(width * height);
  let above = Buffer.alloc(row);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)] ?? 0;
    const line = Buffer.from(raw.subarray(y * (row + 1) + 1, (y + 1) * (row + 1)));
    for (let i = 0; i < row; i += 1) {
      const left = i < size ? 0 : (line[i - size] ?? 0);
      const up = above[i] ?? 0;
      const corner = i < size ? 0 : (above[i - size] ?? 0);
      line[i] = (line[i] ?? 0) + guess(filter, left, up, corner);
    }
    for (let x = 0; x < width; x += 1) {
      const i = x * size;
      pixels[y * width + x] =
        ((line[i] ?? 0) << 16) | ((line[i + 1] ?? 0) << 8) | (line[i + 2] ?? 0);
    }
    above = line;
  }
  return { width, height, pixels };
}

function guess(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const p = left + up - corner;
      const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

/** The 256 most used colours, near ones counted once; every other pixel takes its nearest. */
function quantise(pixels: Uint32Array): { palette: Buffer; indexes: Buffer } {
  const uses = new Map<number, number>();
  for (const pixel of pixels) uses.set(pixel, (uses.get(pixel) ?? 0) + 1);
  const chosen: number[] = [];
  const cells = new Set<number>();
  // Flat colours first, exactly; then one from each small cell of the colour cube.
  for (const [colour, count] of [...uses].sort((a, b) => b[1] - a[1])) {
    if (chosen.length === 256) break;
    const cell = colour & 0xf0f0f0;
    if (count < pixels.length / 500 && cells.has(cell)) continue;
    cells.add(cell);
    chosen.push(colour);
  }
  const known = new Map<number, number>();
  const indexOf = (colour: number): number => {
    const seen = known.get(colour);
    if (seen !== undefined) return seen;
    let [best, distance] = [0, Infinity];
    for (const [index, other] of chosen.entries()) {
      const [r, g, b] = [
        (colour >> 16) - (other >> 16),
        ((colour >> 8) & 255) - ((other >> 8) & 255),
        (colour & 255) - (other & 255),
      ];
      const away = 3 * r * r + 6 * g * g + b * b;
      if (away < distance) [best, distance] = [index, away];
    }
    known.set(colour, best);
    return best;
  };
  const indexes = Buffer.alloc(pixels.length);
  for (const [at, pixel] of pixels.entries()) indexes[at] = indexOf(pixel);
  const palette = Buffer.alloc(chosen.length * 3);
  for (const [at, colour] of chosen.entries())
    palette.set([colour >> 16, (colour >> 8) & 255, colour & 255], at * 3);
  return { palette, indexes };
}
