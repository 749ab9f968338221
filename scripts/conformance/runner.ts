/** Runs test programs in worker processes, several at a time. A worker whose program takes too long is killed; the program has timed out. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FirmwareName } from '../../src/firmwares.js';
import type { TierName } from '../../src/system/options.js';
import type { Options } from './options.js';

/** A program to run. */
export interface Job {
  /** Its path in the tests folder. */
  readonly path: string;
  readonly source: string;
  /** A folder whose files are copied to the board's flash, the current directory; null: an empty flash. */
  readonly folder: string | null;
  /** `sys.argv`. */
  readonly args?: readonly string[];
  /** The program is typed at the prompt, line by line. */
  readonly typed?: boolean;
  /** Runs before the prompt appears. */
  readonly first?: string;
}

/** The result of running a program. */
export interface JobResult {
  /** What the board printed, line ends as \n. */
  readonly output: string;
  /**
   * `crash`: an uncaught exception, which was printed; `timeout`: the limit of wall time was reached; `internal`: an error that is not
   * Python's, or the worker died, as `output` says; `refused`: mpy-cross does not compile the program, and `output` says why.
   */
  readonly end: 'ok' | 'crash' | 'timeout' | 'internal' | 'refused';
}

/** The settings that a worker gets when it starts. */
export interface WorkerSettings {
  /** The `tests` folder. */
  readonly tests: string;
  readonly board: string;
  readonly firmware: FirmwareName;
  readonly limit: number;
  readonly stopEvery: number;
  readonly tier: TierName;
  readonly viaMpy: string | null;
  readonly reference: boolean;
}

/** A pool of worker processes. */
export class Runner {
  readonly #idle: ChildProcess[] = [];
  readonly #all = new Set<ChildProcess>();

  constructor(private readonly options: Options) {}

  /** Runs a program on a freshly booted board. */
  async run(job: Job): Promise<JobResult> {
    const worker = this.#idle.pop() ?? this.#start();
    const result = await this.#ask(worker, job);
    if (result.end === 'timeout') this.#stop(worker);
    else if (this.#all.has(worker)) this.#idle.push(worker);
    return result;
  }

  /** Ends all workers. */
  close(): void {
    for (const worker of this.#all) this.#stop(worker);
  }

  #start(): ChildProcess {
    const { tests, board, firmware, limit, stopEvery, tier, viaMpy, reference } = this.options;
    const settings: WorkerSettings = { tests, board, firmware, limit, stopEvery, tier, viaMpy, reference };
    const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#all.add(worker);
    return worker;
  }

  #stop(worker: ChildProcess): void {
    this.#all.delete(worker);
    worker.kill('SIGKILL');
  }

  #ask(worker: ChildProcess, job: Job): Promise<JobResult> {
    return new Promise((resolve) => {
      const settle = (result: JobResult): void => {
        clearTimeout(timer);
        worker.removeAllListeners();
        resolve(result);
      };
      // The worker checks the limit itself at every safe point; this timer is for programs that reach none.
      const timer = setTimeout(() => settle({ output: '', end: 'timeout' }), (this.options.limit + 10) * 1000);
      worker.once('message', (result) => settle(result as JobResult));
      worker.once('exit', (code, signal) => {
        this.#all.delete(worker);
        settle({ output: `worker ended: ${signal ?? code}\n`, end: 'internal' });
      });
      worker.send(job);
    });
  }
}
