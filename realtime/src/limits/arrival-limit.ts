import type { ArrivalLimit } from '@canopy/actions';
import { blockOf } from '../http/address.ts';
import { ownShelf } from './shelf.ts';

/** A thousand people behind one address are in within four minutes. */
const A_MINUTE = 300;

/**
 * Whoever has the join link may take seats, so a script with it could fill a lobby. By address, never
 * written to a disk of ours. Each host counts for itself: this is asked while the session's turn is
 * held, where nobody should wait for a Redis that does not answer.
 */
export function limitArrivals(): ArrivalLimit {
  const byAddress = ownShelf('arrivals', { points: A_MINUTE, seconds: 60 });
  return {
    // Over the limit the library rejects with its own result, which is no error here.
    mayCome: (address) =>
      byAddress.consume(blockOf(address)).then(
        () => true,
        () => false,
      ),
  };
}
