/** Fisher–Yates with the house's randomness: 32 bits per step make the bias too small to matter. */
export function shuffle<T>(items: readonly T[], randomBytes: (n: number) => Uint8Array): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const bytes = randomBytes(4);
    const random = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    const pick = random % (last + 1);
    [mixed[last], mixed[pick]] = [mixed[pick] as T, mixed[last] as T];
  }
  return mixed;
}
