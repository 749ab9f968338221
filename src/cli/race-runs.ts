/** The runs of a hunt, one after the other, in bursts. Signals and the limit of real time are handled between bursts. */
import { pause, wallMs } from '../hosts/node/wall-clock.js';
import { Bursts } from '../system/bursts.js';
import { KeptTexts } from '../system/kept-texts.js';
import type { PyboardSystem } from '../system/pyboard-system.js';
import { lacks } from '../testing/failure.js';
import { runToEnd, type Trial } from '../testing/trial.js';
import { Status } from './fail.js';
import { makeSystem } from './make-system.js';
import { load } from './program.js';
import type { RaceRequest } from './race-arguments.js';
import { prepare, type SettledRun, settle } from './setup.js';
import { StopSignals } from './stop-signals.js';

/** How long a burst of a run lasts. */
const BURST_MS = 25;

/** The result of steps, or the status with which they were stopped. */
type Outcome<T> = { readonly value: T } | { readonly status: number };

/** The runs of one command. */
export class RaceRuns {
  /** Runs the program once. */
  readonly trial: Trial;
  /** When the present steps must end, ms of real time. */
  #end = Number.POSITIVE_INFINITY;
  #signals = new StopSignals();

  constructor(request: RaceRequest) {
    this.trial = this.#trialOf(request);
  }

  /** Takes steps until they end, or are stopped by a signal or after `mostMs` milliseconds; `taken` is called after each. */
  async take<T>(steps: Generator<void, T>, mostMs: number, taken: () => void = () => {}): Promise<Outcome<T>> {
    this.#end = wallMs() + mostMs;
    const signals = new StopSignals();
    this.#signals = signals;
    try {
      for (;;) {
        signals.listen();
        const { done, value } = steps.next();
        if (done === true) return { value };
        taken();
        await new Promise((resolve) => setImmediate(resolve));
        const status = signals.status ?? (this.#isLate(wallMs()) ? Status.maxWall : null);
        if (status !== null) return { status };
      }
    } finally {
      signals.mute();
    }
  }

  #isLate(wall: number): boolean {
    return wall >= this.#end;
  }

  #trialOf({ run: asked, expect }: RaceRequest): Trial {
    const loaded = load(asked.program, false);
    const run: SettledRun = { ...asked, ...settle(asked) };
    const store = new KeptTexts();
    const burstsOf = (system: PyboardSystem): Bursts => this.#burstsOf(system);
    return function* ({ turns, seed, profile, within }, look) {
      let text = '';
      const decoder = new TextDecoder();
      const output = (bytes: Uint8Array): void => {
        if (expect !== null) text += decoder.decode(bytes, { stream: true });
      };
      const system = makeSystem({ turns, seed, profile, output, store, afterwards: 'stop', exitResets: false }, loaded, run);
      prepare(system.board, run);
      look?.(system);
      const bursts = burstsOf(system);
      const steps = runToEnd(system, within);
      for (;;) {
        bursts.begin();
        const { done, value } = steps.next();
        yield; // Also before the end is evaluated, since the run may have ended because real time is over.
        if (done !== true) continue;
        const missing = expect === null || text.includes(expect) ? null : lacks(expect);
        const lines = profile ? system.profile : [];
        return { failure: value.failure ?? missing, hasEnded: value.hasEnded, ns: system.elapsed, lines };
      }
    };
  }

  #burstsOf(system: PyboardSystem): Bursts {
    return new Bursts(system, Number.POSITIVE_INFINITY, BURST_MS, {
      now: wallMs,
      pause,
      isFull: false,
      looksForInput: false,
      hasTypist: false,
      hasPeers: false,
      givesUp: (wall) => {
        if (this.#isLate(wall)) system.abort();
        return false;
      },
      attend: () => this.#signals.mute(),
      // There is no input.
      listen: () => false,
    });
  }
}
