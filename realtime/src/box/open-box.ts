import { openBoxLine } from '@canopy/passes/issuer';
import type { BoxPlace } from '../config.ts';
import type { HostLog } from '../log.ts';
import { answersSoon, keepBox, type BallotBox } from './keep-box.ts';

type OpenBox = { place: BoxPlace; dataDir: string; origins: readonly string[]; log: HostLog };

/** The box this host starts and watches, or the one that runs apart; null where there is none. */
export function openBox({ place, dataDir, origins, log }: OpenBox): BallotBox | null {
  if (place.runs === 'nowhere') return null;
  if (place.runs === 'with-host')
    return keepBox({ dataDir, origins, listen: place.listen, address: place.address, log });
  const line = openBoxLine(fetch, place.url, place.secret);
  return {
    line: () => line,
    address: () => place.address,
    answers: () => answersSoon(line),
    stop: () => Promise.resolve(),
  };
}
