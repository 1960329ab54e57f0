/**
 * The one place that says whether a Welsh speaker has checked the Welsh of this release (people 47).
 * Fill both in when they sign; until then Welsh pages say so at the foot.
 */
export const welshCheck: { readonly signedBy: string | null; readonly signedAt: string | null } = {
  signedBy: null,
  signedAt: null,
};
