/** Whoever asked for calm, here or of their device: nothing moves that need not (people 13). */
export const wantsCalm = (): boolean =>
  document.documentElement.hasAttribute('data-calm') ||
  window.matchMedia('(prefers-reduced-motion: reduce)').matches;
