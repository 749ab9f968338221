/**
 * Spreads the seeds over processes and watches these: a process that hangs in a program is killed, and another continues with the next one.
 * Every program is counted when its verdict comes, so that a process that dies takes nothing with it.
 */
import { fork } from 'node:child_process';
import type { Verdict } from './compare.js';

/** The results of many programs. */
export interface Tally {
  same: number;
  different: number;
  /** How often each reason explained a difference. */
  readonly explained: Record<string, number>;
  /** How often the reference failed to answer, by how it failed. */
  readonly unanswered: Record<string, number>;
}

/** A message from a worker. */
export type Message =
  /** It begins the program of this seed. */
  | { readonly begins: number }
  /** Whether the reference is running that program. */
  | { readonly isAsking: boolean }
  /** The verdict on it; if that is a difference, a report follows. */
  | { readonly verdict: Verdict }
  /** The worker is still making a program small. */
  | { readonly isAlive: true }
  /** The difference and the program, made small. */
  | { readonly report: string };

/** How to run many programs. */
export interface Jobs {
  /** Forked with `words`, `--seed` and `--count`. */
  readonly script: string;
  readonly words: readonly string[];
  readonly first: number;
  readonly count: number;
  /** Processes at a time. */
  readonly jobs: number;
  /** Milliseconds without a message after which a process is taken to hang. */
  readonly patience?: number;
  readonly print: (text: string) => void;
}

/** Seeds that a worker takes at a time. */
const SHARE = 250;
const PATIENCE = 120_000;

/** Runs `script` for all seeds and adds up what the processes report. */
export async function runJobs(jobs: Jobs): Promise<Tally> {
  const total: Tally = { same: 0, different: 0, explained: {}, unanswered: {} };
  const end = jobs.first + jobs.count;
  let next = jobs.first;
  let done = 0;
  const worker = async () => {
    while (next < end) {
      const from = next;
      const to = Math.min(end, from + SHARE);
      next = to;
      for (let seed = from; seed < to; ) seed = await watch(jobs, seed, to - seed, total);
      done += to - from;
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${jobs.count} `);
    }
  };
  await Promise.all(Array.from({ length: jobs.jobs }, worker));
  return total;
}

/** Runs one process; resolves to the seed after the last one that it handled. */
function watch({ script, words, patience = PATIENCE, print }: Jobs, first: number, count: number, total: Tally): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [...words, '--seed', String(first), '--count', String(count)], { execArgv: process.execArgv });
    let seed: number | null = null;
    /** The verdict on the current program; null until it comes. */
    let verdict: Verdict | null = null;
    let isAsking = false;
    let isHanging = false;
    const end = (): void => {
      isHanging = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(end, patience);
    child.on('message', (message: Message) => {
      clearTimeout(timer);
      timer = setTimeout(end, patience);
      if ('begins' in message) {
        seed = message.begins;
        verdict = null;
      } else if ('isAsking' in message) isAsking = message.isAsking;
      else if ('verdict' in message) {
        verdict = message.verdict;
        add(total, verdict);
      } else if ('report' in message) print(message.report);
    });
    child.on('error', reject);
    child.on('exit', (status, signal) => {
      clearTimeout(timer);
      // Its last messages may still be on their way.
      if (child.connected) child.once('disconnect', () => finish(status, signal));
      else finish(status, signal);
    });
    const finish = (status: number | null, signal: NodeJS.Signals | null): void => {
      const how = isHanging ? `says nothing for ${patience / 1000} s` : `ends the process (${signal ?? `status ${status}`})`;
      if (status === 0) resolve(first + count);
      else if (seed === null) reject(new Error(`a worker dies before it begins: ${how}`));
      else {
        if (verdict === null && isAsking) add(total, { kind: 'unanswered', reason: how });
        else if (verdict === null) {
          total.different++;
          print(`--seed ${seed} --count 1: ${how}\n`);
        } else if (verdict.kind === 'different') print(`--seed ${seed} --count 1: ${verdict.text}\n  (making it small ${how})\n`);
        resolve(seed + 1);
      }
    };
  });
}

function add(total: Tally, verdict: Verdict): void {
  if (verdict.kind === 'same' || verdict.kind === 'different') total[verdict.kind]++;
  else total[verdict.kind][verdict.reason] = (total[verdict.kind][verdict.reason] ?? 0) + 1;
}
