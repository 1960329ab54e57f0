import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** For screenshots and tests. Not a page of the product: there only when the host is told so. */
export const load: PageServerLoad = () => {
  if (process.env['CANOPY_GALLERY'] !== 'on') error(404, 'not found');
};
