import type { PageServerLoad } from './$types';

/** A borrowed phone goes back with nothing on it (people 80). Cookies are dropped one by one, so that settings stay. */
export const load: PageServerLoad = ({ setHeaders }) => {
  setHeaders({ 'clear-site-data': '"cache", "storage"' });
};
