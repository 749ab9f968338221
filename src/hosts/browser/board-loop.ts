/** A board beside an event loop: it runs in bursts of a few milliseconds (`system/bursts.ts`) and shows what it has done. */
import type { TraceEvent } from '../../sim/trace.js';
import { Bursts } from '../../system/bursts.js';
import type { SystemOptions } from '../../system/options.js';
import { isAdvance } from '../../system/pace.js';
import { PyboardSystem } from '../../system/pyboard-system.js';
import type { InterruptReport } from '../../system/reports/explain.js';
import { firstOf, partsOf, type SetupDescription } from '../../system/setup/description.js';
import { Setup } from '../../system/setup/setup.js';
import type { Frame } from './protocol.js';
import { Screens } from './screens.js';

/** What the loop needs of the place where it runs. */
export interface LoopHost {
  /** Wall time in milliseconds from any origin. */
  now(): number;
  /** Calls `run` once after `ms` milliseconds. */
  later(run: () => void, ms: number): void;
  /** Blocks this thread, and so the event loop, for `ms` milliseconds. This holds nested code, which cannot be left, to real time. */
  pause(ms: number): void;
  /** Takes a frame. `BoardLoop.shown` must be called when the frame has been shown. */
  show(frame: Frame): void;
  /** The simulation has failed: the board has stopped for good. */
  failed(message: string): void;
}

/** How long a burst may block the event loop. */
const BURST_MS = 15;
/** Limits, approximate, on what has not been shown yet; beyond them the board waits. */
const MOST_EVENTS = 20_000;
const MOST_BYTES = 100_000;
/**
 * Nested code cannot wait for the page. What it does is shown this often without being asked for, and whenever twice the limits above are
 * reached.
 */
const UNASKED_MS = 50;

/** What kind of board it is, and what is plugged into it. A board and a firmware that the options leave out are those that the set-up names. */
export interface LoopOptions extends Omit<SystemOptions, 'output'> {
  readonly setup?: SetupDescription;
}

/** Runs one board from power-on until `stop`. The board behaves the same at any pace and in bursts of any length. */
export class BoardLoop {
  readonly system: PyboardSystem;
  /** What is plugged in, and what changes the world. */
  readonly setup: Setup;
  readonly #screens: Screens;
  readonly #bursts: Bursts;
  #events: TraceEvent[] = [];
  #output: Uint8Array[] = [];
  #bytes = 0;
  /** The latest report for each pair of source and callback. */
  readonly #reports = new Map<string, InterruptReport>();
  /** The latest value of each thing that has changed in the world. */
  readonly #changes = new Map<string, unknown>();
  /** The moment at which simulated time stands still, ns since reset; null if there is none. */
  #halt: bigint | null = null;
  /** Number of frames that the page has not shown yet. */
  #underWay = 0;
  #shownAt = 0;
  #hasStopped = false;

  constructor(
    { setup = {}, ...options }: LoopOptions,
    private readonly host: LoopHost,
  ) {
    this.system = new PyboardSystem({
      afterwards: 'prompt',
      newline: '\r\n',
      ...options,
      ...firstOf(options, partsOf(setup)),
      output: (bytes) => {
        this.#output.push(bytes);
        this.#bytes += bytes.length;
        this.#stopIfFull();
      },
    });
    this.#events.push(...this.system.trace.state());
    this.system.trace.subscribe((event) => {
      this.#events.push(event);
      this.#stopIfFull();
    });
    this.system.explain = (report) => {
      // A soft callback's traceback is in the output.
      if (report.kind !== 'soft') this.#reports.set(`${report.source} ${report.callback}`, report);
    };
    this.setup = new Setup(this.system.board);
    this.setup.onChange = (target, value) => this.#changes.set(target, value);
    this.setup.add(setup);
    this.#screens = new Screens(this.setup.devices);
    const isFull = (): boolean => this.#isFull;
    this.#bursts = new Bursts(this.system, 1, BURST_MS, {
      now: () => host.now(),
      pause: (ms) => host.pause(ms),
      get isFull() {
        return isFull();
      },
      looksForInput: true,
      hasTypist: true,
      hasPeers: false,
      givesUp: () => this.#hasStopped,
      attend: () => this.#showUnasked(),
      // No input can arrive while the event loop is blocked.
      listen: (until) => {
        if (until === null) return false;
        this.#showUnasked();
        return null;
      },
    });
  }

  /** Simulated seconds per second; Infinity: as fast as it goes. */
  set pace(factor: number) {
    this.#bursts.pace = factor;
  }

  /**
   * Lets simulated time advance by `nanos` nanoseconds and then stand still; 0 pauses the board. What is typed meanwhile waits. Nested code
   * cannot be left, so it first runs to its end.
   */
  advance(nanos: number): void {
    isAdvance('advance', nanos);
    const { elapsed } = this.system;
    this.#halt = (this.#halt !== null && this.#halt > elapsed ? this.#halt : elapsed) + BigInt(nanos);
  }

  /** Lets simulated time continue after `advance`. */
  goOn(): void {
    this.#halt = null;
  }

  /** Switches the board on. */
  start(): void {
    this.host.later(() => this.#burst(), 0);
  }

  /** Stops the board for good. */
  stop(): void {
    this.#hasStopped = true;
  }

  /** Called when a frame has been shown, perhaps a frame of the board before this one. */
  shown(): void {
    this.#underWay = Math.max(0, this.#underWay - 1);
  }

  get #isPaused(): boolean {
    return this.#halt !== null && this.system.elapsed >= this.#halt;
  }

  get #canRun(): boolean {
    return !this.#isFull && !this.#isPaused;
  }

  get #isFull(): boolean {
    return this.#events.length >= MOST_EVENTS || this.#bytes >= MOST_BYTES;
  }

  #stopIfFull(): void {
    if (!this.#isFull) return;
    this.system.requestStop();
    if (this.#events.length >= 2 * MOST_EVENTS || this.#bytes >= 2 * MOST_BYTES) this.#show();
  }

  #burst(): void {
    if (this.#hasStopped) return;
    let rest = BURST_MS;
    try {
      // While the board waits for something outside, the next burst is not urgent: `rest` keeps its default.
      if (this.#isPaused) this.#bursts.stand();
      const goesOn = this.#canRun && ['moment', 'stopped'].includes(this.system.run(this.#bursts.begin(this.#halt)));
      if (goesOn && !this.#isFull) rest = this.#bursts.rest();
      if (this.#underWay === 0) this.#show();
    } catch (x) {
      this.stop();
      this.host.failed(`internal error: ${x instanceof Error ? x.message : x}`);
    }
    this.host.later(() => this.#burst(), rest);
  }

  #showUnasked(): void {
    if (this.host.now() - this.#shownAt >= UNASKED_MS) this.#show();
  }

  #show(): void {
    const { system } = this;
    const output = new Uint8Array(this.#bytes);
    let at = 0;
    for (const bytes of this.#output) {
      output.set(bytes, at);
      at += bytes.length;
    }
    const events = this.#events;
    const reports = [...this.#reports.values()];
    const changes = Object.fromEntries(this.#changes);
    this.#output = [];
    this.#events = [];
    this.#reports.clear();
    this.#changes.clear();
    this.#bytes = 0;
    this.#underWay++;
    this.#shownAt = this.host.now();
    const { elapsed, atPrompt } = system;
    this.host.show({ elapsed, output, events, atPrompt, state: this.#state, reports, pictures: this.#screens.changed(), changes });
  }

  get #state(): Frame['state'] {
    if (this.system.isInBootloader) return 'bootloader';
    if (this.#isPaused) return 'paused';
    return this.system.board.stopMode.isActive ? 'asleep' : 'runs';
  }
}
