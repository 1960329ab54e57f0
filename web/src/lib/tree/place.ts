type Where = { readonly [Side in 'left' | 'right' | 'top' | 'width' | 'height']?: number };

/** Puts an element at a place in px, from script: the page's policy lets no style attribute through. */
export const place =
  (where: Where) =>
  (node: HTMLElement): void => {
    for (const [side, px] of Object.entries(where)) node.style.setProperty(side, `${px}px`);
  };
