export type Lang = 'en' | 'cy';

export const LANGS: readonly Lang[] = ['en', 'cy'];

/** The language a page address stands for: /cy and below is Welsh, all else English. */
export function langOfPath(pathname: string): Lang {
  return pathname === '/cy' || pathname.startsWith('/cy/') ? 'cy' : 'en';
}

/** The address of a page in a language. `path` starts with "/" and carries no prefix. */
export function href(lang: Lang, path: string): string {
  if (lang === 'en') return path;
  return path === '/' ? '/cy' : `/cy${path}`;
}

/** The same page in another language, query kept. */
export function samePage(lang: Lang, url: { pathname: string; search: string }): string {
  const bare = url.pathname.replace(/^\/cy(?=\/|$)/, '') || '/';
  return href(lang, bare) + url.search;
}
