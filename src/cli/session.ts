/**
 * One board at work: in bursts (`system/bursts.ts`) it runs for a little while, then the event loop hears signals and typing.
 * How a run ends and with which status is decided in `ending.ts`; what the LEDs did is watched by Watch (`watch.ts`).
 */
import { CTRL_C, CTRL_CLOSE, CTRL_X } from '../control-bytes.js';
import type { Input } from '../hosts/node/input.js';
import type { Output } from '../hosts/node/output.js';
import { keepHeapSmall } from '../hosts/node/small-heap.js';
import { endedByTimeout } from '../hosts/node/time-limit.js';
import { pause, wallMs } from '../hosts/node/wall-clock.js';
import { Bursts } from '../system/bursts.js';
import type { PyboardSystem, RunState } from '../system/pyboard-system.js';
import { Ending, type EndingPlan } from './ending.js';
import { SIGNAL_STATUS, SIGNALS, Status, say } from './fail.js';
import { Typing, type Typist } from './typing.js';
import type { Watch } from './watch.js';

/** How a run is to go. */
interface SessionPlan extends EndingPlan {
  readonly pace: number;
  /** Input and output are a client's serial line. */
  readonly isClientLine: boolean;
  /** Milliseconds of real time. */
  readonly maxWallMs: number | null;
}

/** What a session works with. */
interface SessionParts {
  readonly system: PyboardSystem;
  readonly output: Output;
  readonly watch: Watch;
  /** Made when first needed: short programs never look at standard input. */
  readonly openInput: (listener: Session) => Input;
  readonly inputIsTerminal: boolean;
  /** Hears somebody else who may have something to say: a debugger. */
  readonly hear?: (() => void) | undefined;
}

/** A burst of the simulation, and how often the board is looked at while it is paced. */
const BURST_MS = 25;
/** Grace of the second guard, for code that does not even poll. */
const GUARD_MS = 2000;
/** After so long a wait for standard input the user is told what is waited for. */
const HINT_MS = 3000;
/** From then on memory is saved. */
const LONG_MS = 1000;
/** A board that has been reset so often, in a run that nothing ends, may be so for ever. */
const MANY_RESETS = 10;

/** Runs a system to its end. */
export class Session {
  readonly #ending: Ending;
  #input: Input | null = null;
  readonly #typist: Typist;
  readonly #typing: Typing;
  readonly #started = wallMs();
  readonly #bursts: Bursts;
  /** How the last burst ended. */
  #state: RunState = 'moment';
  #wake: (() => void) | null = null;
  #isLong = false;
  #hasSaidThatItResets = false;
  readonly #signals = new Map<NodeJS.Signals, () => void>();

  constructor(
    private readonly plan: SessionPlan,
    private readonly parts: SessionParts,
  ) {
    const isMax = plan.pace === Number.POSITIVE_INFINITY;
    this.#typist = parts.inputIsTerminal ? 'terminal' : plan.isClientLine || !isMax ? 'client' : 'script';
    this.#typing = new Typing(parts.system, this.#typist);
    this.#ending = new Ending(plan, { ...parts, typing: this.#typing, typist: this.#typist, ended: () => this.#wake?.() });
    // Who types at a board that need not keep to real time is waited for; but a board at a prompt that nothing limits keeps to it, for timers.
    parts.system.stopsForInput = this.#typist === 'script' || (this.#typist === 'client' && isMax && plan.until !== null);
    this.#bursts = this.#makeBursts();
  }

  /** Milliseconds of real time since the session was made. */
  get wallMs(): number {
    return wallMs() - this.#started;
  }

  /** Runs the system to its end; answers the exit status. The terminal is as it was afterwards. */
  async run(): Promise<number> {
    const { system, output, watch } = this.parts;
    system.endsAt = this.plan.until;
    if (this.parts.inputIsTerminal) this.#openInput();
    try {
      for (;;) {
        this.#burst();
        if (this.#ending.status !== null) return this.#ending.status;
        this.#sayThatItResets();
        watch.flush();
        await this.#read();
        if (this.#ending.status !== null) return this.#ending.status;
        await this.#breathe();
        if (!this.#isLong && this.wallMs >= LONG_MS) {
          this.#isLong = true;
          await keepHeapSmall();
        }
        this.#openInput();
        if (system.lacksInput) await this.#typed();
        this.#typing.send();
        if (output.isClosed) this.#ending.end(Status.ok);
      }
    } finally {
      this.#bursts.release();
      this.#input?.stop();
      for (const [signal, listener] of this.#signals) process.off(signal, listener);
    }
  }

  /** Bytes have been typed. */
  bytes(bytes: Uint8Array): void {
    if (this.parts.inputIsTerminal && (bytes.includes(CTRL_CLOSE) || bytes.includes(CTRL_X))) this.#ending.leave();
    if (this.parts.inputIsTerminal && bytes.includes(CTRL_C)) this.#ending.insist();
    this.#typing.add(bytes);
    this.#wake?.();
  }

  /** Nothing more will be typed. A terminal in raw mode has no end but that nobody is there any more. */
  ended(): void {
    this.#typing.hasEnded = true;
    if (this.parts.inputIsTerminal) this.#ending.end(Status.hungUp);
    this.#wake?.();
  }

  /** Whoever has forgotten a watchdog sees the same output again and again, or none, and the run does not end. */
  #sayThatItResets(): void {
    const { system, watch } = this.parts;
    if (this.#hasSaidThatItResets || this.plan.until !== null || this.plan.hasPrompt || system.resets < MANY_RESETS) return;
    this.#hasSaidThatItResets = true;
    watch.message(
      'the board is reset again and again, by its program or a watchdog; --for 10s would end the run after ten simulated seconds',
    );
  }

  /** Waits until something has been typed, or nothing ever will be: the board looks for it, and its time stands still. */
  async #typed(): Promise<void> {
    const { system } = this.parts;
    const begun = wallMs();
    let isSilent = this.plan.hasPrompt;
    while (this.#typing.isEmpty && !this.#typing.hasEnded && this.#ending.status === null) {
      await this.#sleep(BURST_MS);
      this.#judge();
      if (isSilent || wallMs() - begun < HINT_MS) continue;
      isSilent = true;
      say('vpyb: the program is waiting for input: its time stands still until standard input delivers some or ends\n');
    }
    if (this.#typing.isEmpty && this.#typing.hasEnded) {
      this.#judge();
      system.stopsForInput = false;
    }
  }

  /** Waits until what the board has printed is read, as far as it is being written, or the run is over. */
  async #read(): Promise<void> {
    const { output } = this.parts;
    if (!output.isWriting) return;
    void output.settled().then(() => this.#wake?.());
    while (output.isWriting && this.#ending.status === null) {
      await this.#sleep(BURST_MS);
      this.#judge();
    }
  }

  #burst(): void {
    if (this.#ending.status !== null) return;
    if (this.#signals.size === 0) this.#listenToSignals();
    const { system } = this.parts;
    const limit = this.#bursts.begin(this.#farthest);
    const left = this.plan.maxWallMs === null ? null : this.plan.maxWallMs - this.wallMs + GUARD_MS;
    const isOver = endedByTimeout(() => {
      this.#state = system.run(limit);
      this.#ending.hasRun(this.#state);
    }, left);
    if (isOver) this.#ending.end(Status.maxWall);
    else this.#judge();
  }

  /** Whether the run is over although the board would go on. */
  #judge(): void {
    this.#ending.judge(this.#state, this.wallLeft);
  }

  /** How far the next burst may run whatever its pace; null: there is no such moment. */
  get #farthest(): bigint | null {
    const { until } = this.plan;
    const { due } = this.#typing;
    return due !== null && due > this.parts.system.elapsed && (until === null || due < until) ? due : until;
  }

  #makeBursts(): Bursts {
    const { system, output } = this.parts;
    return new Bursts(system, this.plan.pace, BURST_MS, {
      now: wallMs,
      pause,
      get isFull() {
        return output.isFull;
      },
      looksForInput: this.plan.until === null,
      hasTypist: this.plan.until === null && this.#typist !== 'script',
      givesUp: (wall) => {
        if (this.#wallLeft(wall) <= 0) this.giveUp();
        if (output.isClosed) this.#ending.abort(Status.ok);
        return this.#ending.isAborted;
      },
      attend: () => this.#attend(),
      listen: (until, awaitsInput) => this.#listen(until, awaitsInput),
    });
  }

  /** Milliseconds of real time that the run may still take. */
  get wallLeft(): number {
    return this.#wallLeft(wallMs());
  }

  /** They are over: so is the run, as soon as the board's code can be left. */
  giveUp(): void {
    this.#ending.abort(Status.maxWall);
  }

  #wallLeft(now: number): number {
    const { maxWallMs } = this.plan;
    return maxWallMs === null ? Number.POSITIVE_INFINITY : this.#started + maxWallMs - now;
  }

  /** In code that no stop unwinds the event loop stands still: look at the terminal, write, and let signals end the process at once. */
  #attend(): void {
    // Before anything is written: whoever reads it may send a signal at once.
    this.#ignoreSignals();
    this.#openInput();
    this.parts.watch.flushNow();
    this.#input?.poll();
    this.#typing.send();
    this.parts.hear?.();
  }

  #ignoreSignals(): void {
    for (const signal of SIGNALS) {
      const listener = this.#signals.get(signal);
      if (listener !== undefined) process.off(signal, listener);
      this.#signals.delete(signal);
    }
  }

  /** Nothing is heard while `wait` lasts, which keeps this thread: a terminal is an ordinary one meanwhile, at which Ctrl-C ends the process. */
  standStill<T>(wait: () => T): T {
    this.#ignoreSignals();
    this.parts.watch.flushNow();
    this.#input?.rest();
    try {
      return wait();
    } finally {
      this.#input?.goOn();
    }
  }

  /** The run is over, as if its user had left. */
  leave(): void {
    this.#ending.leave();
  }

  /** Looks for input where nested code keeps the event loop from turning: whether there was some; false also if there will be none; null if not yet. */
  #listen(until: bigint | null, awaitsInput: boolean): boolean | null {
    const { system, watch } = this.parts;
    this.#openInput();
    watch.flushNow();
    this.#input?.poll();
    const { unread } = system;
    this.#typing.send();
    if (system.unread > unread) return true;
    if (!awaitsInput || !this.#typing.hasEnded) return null;
    const isOver = this.plan.until === null && this.#typing.isEmpty && (until === null || system.awaitsInput);
    if (isOver) this.#ending.abort(this.#ending.statusAtEndOfInput());
    system.stopsForInput = false;
    return until === null ? false : null;
  }

  #openInput(): void {
    if (this.#input !== null) return;
    this.#input = this.parts.openInput(this);
    this.#input.start();
  }

  #listenToSignals(): void {
    for (const signal of SIGNALS) {
      const listener = (): void => this.#ending.end(SIGNAL_STATUS[signal]);
      this.#signals.set(signal, listener);
      process.on(signal, listener);
    }
  }

  /** Lets the event loop turn, until it is time to go on. */
  #breathe(): Promise<void> {
    const rest = this.#state === 'awaiting-input' ? BURST_MS : this.#bursts.rest();
    if (rest === 0 || !this.#typing.isEmpty) return new Promise((resolve) => setImmediate(resolve));
    return this.#sleep(Math.min(rest, this.wallLeft));
  }

  /** Waits, but not when something is typed or the run ends. */
  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), ms);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }
}
