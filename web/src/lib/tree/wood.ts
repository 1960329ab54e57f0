export type Point = { x: number; y: number };

/** A closed outline: a start and cubic curves, so it can be moved and mirrored as numbers. */
export type Outline = { points: readonly Point[]; path: string };

function outline(points: readonly Point[]): Outline {
  const at = (i: number): string => {
    const point = points[i] ?? { x: 0, y: 0 };
    return `${round(point.x)} ${round(point.y)}`;
  };
  let path = `M${at(0)}`;
  for (let i = 1; i + 2 < points.length; i += 3) path += `C${at(i)} ${at(i + 1)} ${at(i + 2)}`;
  return { points, path: `${path}Z` };
}

const round = (n: number): number => Math.round(n * 10) / 10;

/** The tapered left-hand bough of a tree whose trunk stands at `half`. Drawn once for half = 536. */
export function bough(half: number): Outline {
  const outer = (x: number): number => 18 + ((x - 18) * (half - 18)) / 518;
  const inner = (x: number): number => half - (536 - x);
  const under: readonly [number, number][] = [[538, 152], [519, 98], [480, 73], [420, 70], [300, 63], [130, 63], [18, 73]]; // prettier-ignore
  const over: readonly [number, number][] = [[130, 56], [300, 56], [420, 62], [482, 65], [526, 82], [538, 120]]; // prettier-ignore
  return outline([...under, ...over].map(([x, y]) => ({ x: x >= 420 ? inner(x) : outer(x), y })));
}

export const shiftDown = (wood: Outline, by: number): Outline =>
  outline(wood.points.map(({ x, y }) => ({ x, y: y + by })));

export const mirror = (wood: Outline, width: number): Outline =>
  outline(wood.points.map(({ x, y }) => ({ x: width - x, y })));

/** The trunk, from the plaque at `foot` up to `top`, thinner as it climbs. */
export function trunkPath(half: number, top: number, foot: number): string {
  const y = (part: number): number => top + ((foot - top) * (part - 124)) / 476;
  const points: readonly [number, number][] = [
    [-9, 600], [-14, 520], [-3, 430], [-5, 330], [-6, 250], [-4, 190], [-1, 124],
    [1, 124], [3, 124], [5, 190], [6, 250], [6, 330], [7, 430], [15, 520], [10, 600],
  ]; // prettier-ignore
  const drawn = points.map(([x, part]) => `${half + x} ${round(y(part))}`);
  const [a, b, c, d, e, f, g, , i, j, k, l, m, n, o] = drawn;
  return `M${a}C${b} ${c} ${d}C${e} ${f} ${g}L${i}C${j} ${k} ${l}C${m} ${n} ${o}Z`;
}
