import { iconEmoji, iconPen, iconShapes, type IconPath } from '../ui/icons.ts';
import type { boardWords } from '../words/board.ts';

/** The equal ways to answer, always in this order (people 30). Say, Draw and Picture join here when they work. */
export type WayId = 'words' | 'emoji' | 'symbol';
type WayWord = Extract<Parameters<ReturnType<typeof boardWords>>[0], `way${string}`>;

export const WAYS: readonly { id: WayId; icon: IconPath; key: WayWord }[] = [
  { id: 'words', icon: iconPen, key: 'wayWords' },
  { id: 'emoji', icon: iconEmoji, key: 'wayEmoji' },
  { id: 'symbol', icon: iconShapes, key: 'waySymbol' },
];
