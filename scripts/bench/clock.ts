/** Processor time of the main thread: other work of the machine does not count, nor do V8's compiler and collector threads. */
import { existsSync, readFileSync } from 'node:fs';

const STATISTICS = `/proc/self/task/${process.pid}/schedstat`;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

let last = -1;

/** Processor time of the main thread in milliseconds, counted from an arbitrary moment; wall time if the system does not report it. */
export function threadMilliseconds(): number {
  if (!existsSync(STATISTICS)) {
    const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };
    if (threadCpuUsage === undefined) return performance.now();
    const { user, system } = threadCpuUsage();
    return (user + system) / 1000;
  }
  // Linux updates the figure when a thread goes to sleep and at each tick, every 4 ms; `threadCpuUsage` sees only the updates at ticks.
  // A sleep shorter than this may not happen at all: half a millisecond sometimes does not.
  let now = last;
  for (let pause = 2; now === last; pause *= 2) {
    Atomics.wait(sleeper, 0, 0, pause);
    now = Number(readFileSync(STATISTICS, 'utf8').split(' ')[0]) / 1e6;
  }
  last = now;
  return now;
}
