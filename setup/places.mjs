import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** Where the project lies, wherever it was cloned to. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {...string} parts */
export const place = (...parts) => path.join(root, ...parts);

// The pinned Node comes from the npm package `node`. Everything past the install runs on it, because
// the host's own Node may be 20: better-sqlite3 13 crashes there and TypeScript sources do not run.
const pinnedNodePlace = place('node_modules', 'node', 'bin', 'node');

export const pinnedNode = () => (existsSync(pinnedNodePlace) ? pinnedNodePlace : undefined);
