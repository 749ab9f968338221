/** A board beside an event loop: it runs in turns of a few milliseconds, held to real time or as fast as it goes, and shows what it did. */

import type { TraceEvent } from '../../sim/trace.js';
import type { SystemOptions } from '../../system/options.js';
import { ConsolePace } from '../../system/pace.js';
import { PyboardSystem } from '../../system/pyboard-system.js';
import type { Frame } from './protocol.js';

/** What the loop needs of the place where it runs. */
export interface LoopHost {
  /** Wall time in milliseconds from any origin. */
  now(): number;
  /** Calls `run` once after so many milliseconds. */
  later(run: () => void, ms: number): void;
  /** Takes a frame; `BoardLoop.shown` is to be called when it has been shown. */
  show(frame: Frame): void;
}

/** How long a turn may keep the event loop. */
const TURN_MS = 15;
/** The farthest that a turn may run, a simulated day: moments are safe integers. */
const FAR = 86_400_000_000_000n;
/** What is not shown yet may grow to about so much; then the board waits. */
const MOST_EVENTS = 20_000;
const MOST_BYTES = 100_000;

/** Runs one board from power-on until `stop`. What it does is the same at any pace, in any turns. */
export class BoardLoop {
  readonly system: PyboardSystem;
  #pace = new ConsolePace(1);
  #events: TraceEvent[] = [];
  #output: Uint8Array[] = [];
  #bytes = 0;
  #isShown = true;
  #turnEnds = 0;
  #hasStopped = false;

  constructor(
    options: Omit<SystemOptions, 'output'>,
    private readonly host: LoopHost,
  ) {
    this.system = new PyboardSystem({
      afterwards: 'prompt',
      newline: '\r\n',
      ...options,
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
    this.system.poll = () => {
      if (this.host.now() >= this.#turnEnds) this.system.requestStop();
    };
  }

  /** Simulated seconds per second; Infinity: as fast as it goes. */
  set pace(factor: number) {
    this.#pace = new ConsolePace(factor);
  }

  /** Switches the board on. */
  start(): void {
    this.host.later(() => this.#turn(), 0);
  }

  /** The board does nothing any more. */
  stop(): void {
    this.#hasStopped = true;
  }

  /** The last frame has been shown. */
  shown(): void {
    this.#isShown = true;
  }

  get #isFull(): boolean {
    return this.#events.length >= MOST_EVENTS || this.#bytes >= MOST_BYTES;
  }

  #stopIfFull(): void {
    if (this.#isFull) this.system.requestStop();
  }

  #turn(): void {
    if (this.#hasStopped) return;
    const { system } = this;
    const wall = this.host.now();
    const pace = this.#pace.present(system.elapsed, wall, system.awaitsInput);
    this.#turnEnds = wall + TURN_MS;
    if (!this.#isFull) system.run(pace.limit(system.elapsed, wall) ?? system.elapsed + FAR);
    if (this.#isShown) this.#show();
    this.host.later(() => this.#turn(), pace.isMax && !this.#isFull ? 0 : TURN_MS);
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
    this.#output = [];
    this.#events = [];
    this.#bytes = 0;
    this.#isShown = false;
    this.host.show({ elapsed: system.elapsed, output, events, atPrompt: system.atPrompt });
  }
}
