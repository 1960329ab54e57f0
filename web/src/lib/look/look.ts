export const THEMES = ['device', 'light', 'dark'] as const;
export const TEXT_SIZES = ['100', '125', '150', '200'] as const;

export type Theme = (typeof THEMES)[number];
export type TextSize = (typeof TEXT_SIZES)[number];
export type Look = { theme: Theme; text: TextSize; calm: boolean };

export const LOOK_COOKIE = 'canopy-look';
export const PLAIN_LOOK: Look = { theme: 'device', text: '100', calm: false };

const oneOf = <T extends string>(all: readonly T[], value: string | undefined): T | undefined =>
  all.find((each) => each === value);

/** Reads "dark.150.calm". Anything unknown falls back part by part, so a bad cookie never breaks a page. */
export function readLook(cookie: string | undefined): Look {
  const [theme, text, calm] = (cookie ?? '').split('.');
  return {
    theme: oneOf(THEMES, theme) ?? PLAIN_LOOK.theme,
    text: oneOf(TEXT_SIZES, text) ?? PLAIN_LOOK.text,
    calm: calm === 'calm',
  };
}

export function writeLook(look: Look): string {
  return [look.theme, look.text, look.calm ? 'calm' : 'moving'].join('.');
}

/** The attributes of <html>. Built from closed sets only, so nothing a person sends reaches the markup. */
export function lookAttributes(look: Look): string {
  const theme = look.theme === 'device' ? '' : ` data-theme="${look.theme}"`;
  const text = look.text === '100' ? '' : ` data-text="${look.text}"`;
  return theme + text + (look.calm ? ' data-calm' : '');
}
