import { iconEmoji, iconPen, iconShapes, type IconPath } from '../ui/icons.ts';

/** The equal ways to answer, always in this order (people 30). Say, Draw and Picture join here when they work. */
export type WayId = 'words' | 'emoji' | 'symbol';
export type WayWord = 'wayWords' | 'wayEmoji' | 'waySymbol';

export const WAYS: readonly { id: WayId; icon: IconPath; key: WayWord }[] = [
  { id: 'words', icon: iconPen, key: 'wayWords' },
  { id: 'emoji', icon: iconEmoji, key: 'wayEmoji' },
  { id: 'symbol', icon: iconShapes, key: 'waySymbol' },
];
