/** Time that the main thread has computed: other work of the machine does not count, V8's compiler and collector threads neither. */
import { existsSync, readFileSync } from 'node:fs';

const STATISTICS = `/proc/self/task/${process.pid}/schedstat`;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

let last = -1;

/** Milliseconds of the main thread's processor time from some moment on; of wall time where the system does not tell. */
export function threadMilliseconds(): number {
  if (!existsSync(STATISTICS)) {
    const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };
    if (threadCpuUsage === undefined) return performance.now();
    const { user, system } = threadCpuUsage();
    return (user + system) / 1000;
  }
  // Linux brings the figure up to date when a thread goes to sleep or at its tick, 4 ms apart: `threadCpuUsage` reads the latter only.
  // A shorter sleep may be none, half a millisecond now and then.
  let now = last;
  for (let pause = 2; now === last; pause *= 2) {
    Atomics.wait(sleeper, 0, 0, pause);
    now = Number(readFileSync(STATISTICS, 'utf8').split(' ')[0]) / 1e6;
  }
  last = now;
  return now;
}
