// The only file of the ballot box that does something by being loaded.
import { start } from './start.ts';

await start();
