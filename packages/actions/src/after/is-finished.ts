import type { Theme } from '@canopy/domain';

/** Ready to be signed: somebody wrote a line on it, in either language, and it has somewhere to go. */
export const isFinished = ({ line, strandId }: Pick<Theme, 'line' | 'strandId'>): boolean =>
  strandId !== null && (line.en !== '' || line.cy !== '');
