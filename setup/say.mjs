/** One plain line to the person who typed the command. */
export function say(sentence) {
  process.stdout.write(`canopy: ${sentence}\n`);
}

/** A step that cannot go on. Its message is the one sentence the person is left with. */
export class StepFailed extends Error {}

/**
 * Runs a command's main function so that every ending is one sentence and an exit code:
 * a stack trace helps nobody who only typed `npm start`.
 */
export async function conclude(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.stderr.write(`canopy: ${error.message}\n`);
    process.exitCode = 1;
  }
}

/** 0.4 s, 12 s, 3 min 05 s */
export function elapsed(fromMs, toMs = Date.now()) {
  const seconds = (toMs - fromMs) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
