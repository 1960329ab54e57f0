import { MediaQuery } from 'svelte/reactivity';

/**
 * Room for list and felt side by side. Not with text at 150 % or more, nor in a window so short that
 * the page scrolls as one.
 */
export function wideScreen(): { readonly current: boolean } {
  const query = new MediaQuery('(min-width: 60rem) and (min-height: 27.01rem)', false);
  return {
    get current() {
      return query.current && !hasBigText();
    },
  };
}

const hasBigText = (): boolean =>
  typeof document !== 'undefined' &&
  ['150', '200'].includes(document.documentElement.dataset['text'] ?? '');
