/** Says how long a session has been going, for whoever reads the run. */
export function stopwatch(): { say: (what: string) => void } {
  const startedAt = Date.now();
  return {
    say: (what) => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(`    ${seconds.padStart(6)} s  ${what}\n`);
    },
  };
}
