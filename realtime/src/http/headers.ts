import type { RequestHandler } from 'express';

/** What SvelteKit does not set, on everything the host answers: health, refusals and files too. */
const HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not `no-referrer`: with it a browser posts our own forms with `Origin: null` (tried in Chromium).
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'geolocation=(), camera=(), microphone=()',
  'x-robots-tag': 'noindex',
};
const ONE_YEAR_S = 31_536_000;
const KEEP_PICTURES = 'public, max-age=86400';

export function securityHeaders(https: boolean): RequestHandler {
  return (req, res, next) => {
    for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
    // Pages hold what people said, and phones are borrowed: only files (they have an ending) are kept.
    if (!/\.[a-z0-9]+$/i.test(req.path)) res.setHeader('cache-control', 'no-store');
    // Pictures a phone may need again while it is offline; nothing in them says who looked.
    else if (/^\/(emoji|alias)\//.test(req.path)) res.setHeader('cache-control', KEEP_PICTURES);
    // Without it the first visit on hostile Wi-Fi can be kept on http for ever.
    if (https) res.setHeader('strict-transport-security', `max-age=${ONE_YEAR_S}`);
    next();
  };
}
