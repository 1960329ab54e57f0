import { defineParams } from '@sveltejs/kit/params';

export const params = defineParams({
  /** Welsh pages carry /cy, English pages carry nothing (people 43). */
  lang: (value) => (value === 'cy' ? value : undefined),
});
