/** Each vote and each stage has a table of its own, dropped whole. Ids come from outside, so nothing else gets into SQL. */
export function tableOf(kind: 'ballot' | 'leaf', id: string): string {
  if (!/^[a-z0-9]{20}$/.test(id)) throw new Error('not an id');
  return `${kind}_${id}`;
}
