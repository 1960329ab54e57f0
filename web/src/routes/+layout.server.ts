import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => {
  // Reading the address makes a client navigation between / and /cy load this again.
  void url.pathname;
  return { lang: locals.lang, look: locals.look };
};
