/** Spreads the seeds over processes, which are watched: whoever hangs in one program is ended, and another goes on after it. */
import { fork } from 'node:child_process';

/** What became of many programs. */
export interface Tally {
  same: number;
  different: number;
  /** How often each reason explained a difference. */
  readonly explained: Record<string, number>;
}

/** What a worker tells: the seed that it begins, or, at its end, its tally. */
interface Message {
  readonly at?: number;
  readonly tally?: Tally;
}

/** Seeds that a worker takes at a time. */
const SHARE = 250;
/** Milliseconds after which a program hangs; making it small takes longer and is announced by nothing. */
const PATIENCE = 180_000;

/** Runs `script` with `words` for all seeds, `jobs` processes at a time, and adds up what they tell. */
export async function runJobs(script: string, words: readonly string[], first: number, count: number, jobs: number): Promise<Tally> {
  const total: Tally = { same: 0, different: 0, explained: {} };
  const end = first + count;
  let next = first;
  let done = 0;
  const worker = async () => {
    while (next < end) {
      const from = next;
      next = Math.min(end, next + SHARE);
      await share(script, words, from, next, total);
      done += next - from;
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${count} `);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return total;
}

async function share(script: string, words: readonly string[], from: number, to: number, total: Tally): Promise<void> {
  for (let seed = from; seed < to; ) {
    const { tally, stuckAt } = await watch(script, [...words, '--seed', String(seed), '--count', String(to - seed)]);
    if (tally !== null) {
      total.same += tally.same;
      total.different += tally.different;
      for (const [reason, times] of Object.entries(tally.explained)) total.explained[reason] = (total.explained[reason] ?? 0) + times;
      return;
    }
    console.log(`--seed ${stuckAt} --count 1: hangs, or ends the process\n`);
    total.different++;
    // What the worker counted before it died is lost; those programs were announced one by one, and none was printed as different.
    total.same += stuckAt - seed;
    seed = stuckAt + 1;
  }
}

/** One process; `stuckAt` is the seed in which it was ended, if it left no tally. */
function watch(script: string, words: readonly string[]): Promise<{ tally: Tally | null; stuckAt: number }> {
  return new Promise((resolve) => {
    const child = fork(script, words, { execArgv: process.execArgv });
    let tally: Tally | null = null;
    let stuckAt = Number(words[words.indexOf('--seed') + 1]);
    let timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    child.on('message', (message: Message) => {
      clearTimeout(timer);
      if (message.at !== undefined) stuckAt = message.at;
      if (message.tally !== undefined) tally = message.tally;
      timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    });
    child.on('exit', () => {
      clearTimeout(timer);
      resolve({ tally, stuckAt });
    });
  });
}
