import type { House } from '@canopy/actions';

const BOARDS_EVERY_MS = 60_000;
const SIGN_INS_EVERY_MS = 60 * 60_000;

/** What a house does for itself: boards nobody reads go to sleep, sign-ins that ended are swept out. */
export function keepHouse(house: House, onBug: (error: unknown) => void): () => void {
  const timers = [
    setInterval(() => void house.boards.rest().catch(onBug), BOARDS_EVERY_MS),
    setInterval(() => void house.auth.sweep().catch(onBug), SIGN_INS_EVERY_MS),
  ];
  return () => timers.forEach((timer) => clearInterval(timer));
}
