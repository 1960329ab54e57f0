// Loaded into a host before anything of ours. At SIGUSR2 the event loop stands still for as long as
// CANOPY_TEST_HOLD_MS says, as under a collection of rubbish or a machine that was put to sleep.

const forMs = Number(process.env.CANOPY_TEST_HOLD_MS);
const never = new Int32Array(new SharedArrayBuffer(4));

process.on('SIGUSR2', () => {
  Atomics.wait(never, 0, 0, forMs);
});
