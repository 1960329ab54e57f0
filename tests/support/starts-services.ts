// Starts the servers that tests share, says where they are, and is then killed from outside.
import { startTestServices } from '../../setup/services/test-services.mjs';

const { env } = await startTestServices();
process.stdout.write(`${JSON.stringify(env)}\n`);
setInterval(() => undefined, 1_000);
