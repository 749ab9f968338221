/**
 * One board at work: in bursts (`system/bursts.ts`) it runs for a little while, then the event loop hears signals and typing.
 * Here is decided how a run ends and with which status; what the LEDs did is watched by Watch (watch.ts).
 */
import { CTRL_C, CTRL_CLOSE } from '../control-bytes.js';
import type { Input } from '../hosts/node/input.js';
import type { Output } from '../hosts/node/output.js';
import { keepHeapSmall } from '../hosts/node/small-heap.js';
import { endedByTimeout } from '../hosts/node/time-limit.js';
import { pause, wallMs } from '../hosts/node/wall-clock.js';
import { Bursts } from '../system/bursts.js';
import type { PyboardSystem, RunState } from '../system/pyboard-system.js';
import { Status, say } from './fail.js';
import { Typing, type Typist } from './typing.js';
import type { Watch } from './watch.js';

/** How a run is to go. */
interface SessionPlan {
  /** Nanoseconds since reset; null: until the program ends or the user leaves. */
  readonly until: bigint | null;
  readonly pace: number;
  /** Milliseconds of real time. */
  readonly maxWallMs: number | null;
  /** The prompt follows: the run ends when the user leaves or the input ends. */
  readonly hasPrompt: boolean;
  /** Input and output are a client's serial line. */
  readonly isClientLine: boolean;
}

/** What a session works with. */
interface SessionParts {
  readonly system: PyboardSystem;
  readonly output: Output;
  readonly watch: Watch;
  /** Made when first needed: short programs never look at standard input. */
  readonly openInput: (listener: Session) => Input;
  readonly inputIsTerminal: boolean;
}

/** A burst of the simulation, and how often the board is looked at while it is paced. */
const BURST_MS = 25;
/** Grace of the second guard, for code that does not even poll. */
const GUARD_MS = 2000;
/** After so long a wait for standard input the user is told what is waited for. */
const HINT_MS = 3000;
/** So much simulated time a program gets that a client has left: it ends, or shows what it does, ns. */
const ABANDONED = 10_000_000_000n;
/** A second Ctrl-C within this time ends a program that did not react to the first. */
const INSISTENCE_MS = 2000;
/** From then on memory is saved. */
const LONG_MS = 1000;

/** Runs a system to its end. */
export class Session {
  #status: number | null = null;
  #input: Input | null = null;
  readonly #typist: Typist;
  readonly #typing: Typing;
  /** Since when the board has sent nothing, and how much it had sent. */
  #quiet = { since: 0n, sent: 0 };
  readonly #started = wallMs();
  readonly #bursts: Bursts;
  /** How the last burst ended. */
  #state: RunState = 'moment';
  /** The status of an abort that has been asked for. */
  #abortStatus: number | null = null;
  #interruptedAt = Number.NEGATIVE_INFINITY;
  #wake: (() => void) | null = null;
  #isLong = false;
  readonly #signals = new Map<NodeJS.Signals, () => void>();

  constructor(
    private readonly plan: SessionPlan,
    private readonly parts: SessionParts,
  ) {
    const isMax = plan.pace === Number.POSITIVE_INFINITY;
    this.#typist = parts.inputIsTerminal ? 'terminal' : plan.isClientLine || !isMax ? 'client' : 'script';
    this.#typing = new Typing(parts.system, this.#typist);
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
        if (this.#status !== null) return this.#status;
        watch.flush();
        await this.#read();
        if (this.#status !== null) return this.#status;
        await this.#breathe();
        if (!this.#isLong && this.wallMs >= LONG_MS) {
          this.#isLong = true;
          await keepHeapSmall();
        }
        this.#openInput();
        if (system.lacksInput) await this.#typed();
        this.#typing.send();
        if (output.isClosed) this.#end(Status.ok);
      }
    } finally {
      this.#bursts.release();
      this.#input?.stop();
      for (const [signal, listener] of this.#signals) process.off(signal, listener);
    }
  }

  /** Bytes have been typed. */
  bytes(bytes: Uint8Array): void {
    if (this.parts.inputIsTerminal && bytes.includes(CTRL_CLOSE)) this.#leave();
    if (this.parts.inputIsTerminal && bytes.includes(CTRL_C)) this.#insist();
    this.#typing.add(bytes);
    this.#wake?.();
  }

  /** Nothing more will be typed. A terminal in raw mode has no end but that nobody is there any more. */
  ended(): void {
    this.#typing.hasEnded = true;
    if (this.parts.inputIsTerminal) this.#end(Status.hungUp);
    this.#wake?.();
  }

  /** Waits until something has been typed, or nothing ever will be: the board looks for it, and its time stands still. */
  async #typed(): Promise<void> {
    const { system } = this.parts;
    const begun = wallMs();
    let isSilent = this.plan.hasPrompt;
    while (this.#typing.isEmpty && !this.#typing.hasEnded && this.#status === null) {
      await this.#sleep(BURST_MS);
      this.#judge();
      if (isSilent || wallMs() - begun < HINT_MS) continue;
      isSilent = true;
      say('vpyb: the program looks for input: its time stands still until standard input brings some or ends\n');
    }
    if (this.#typing.isEmpty && this.#typing.hasEnded) {
      this.#judge();
      system.stopsForInput = false;
    }
  }

  /** Waits until what the board has printed is read, as far as it is being written, or the run is over. */
  async #read(): Promise<void> {
    const { output } = this.parts;
    while (output.isWriting && this.#status === null) {
      void output.settled().then(() => this.#wake?.());
      await this.#sleep(BURST_MS);
      this.#judge();
    }
  }

  #burst(): void {
    if (this.#status !== null) return;
    if (this.#signals.size === 0) this.#listenToSignals();
    const { system } = this.parts;
    const limit = this.#bursts.begin(this.#farthest);
    const left = this.plan.maxWallMs === null ? null : this.plan.maxWallMs - this.wallMs + GUARD_MS;
    const isOver = endedByTimeout(() => {
      this.#state = system.run(limit);
      if (this.#state === 'ended') this.#end(this.#programStatus ?? Status.ok);
      else if (this.#state === 'aborted') this.#end(this.#abortStatus ?? this.#programStatus ?? Status.ok);
    }, left);
    if (isOver) this.#end(Status.maxWall);
    else this.#judge();
  }

  /** Whether the run is over although the board would go on. */
  #judge(): void {
    const { system } = this.parts;
    const { until, hasPrompt } = this.plan;
    if (this.#status !== null) return;
    // Back at the prompt the program has reacted: the next Ctrl-C is a first one.
    if (system.isIdleAtPrompt) this.#interruptedAt = Number.NEGATIVE_INFINITY;
    if (until !== null && system.elapsed >= until) this.#end(this.#programStatus ?? Status.ok);
    else if (this.#wallLeft(wallMs()) <= 0) this.#end(Status.maxWall);
    else if (this.#wasInterrupted && !hasPrompt && system.exit !== null) this.#end(Status.interrupted);
    else if (this.#sleepsForGood) this.#sleepOn();
    else if (this.#typing.hasEnded && this.#typing.isEmpty && until === null) {
      if (system.awaitsInput) this.#end(this.#statusAtEndOfInput);
      else if (this.#isAbandoned) this.#abandon();
      else if (this.#state === 'awaiting-input') this.#waitInVain();
    }
  }

  /** The chip stands still and nothing will wake it: no clock, no device, and nobody who would plug one in. */
  get #sleepsForGood(): boolean {
    const { stopMode } = this.parts.system.board;
    return stopMode.isActive && this.#state === 'awaiting-input' && this.#typist === 'script' && this.plan.until === null;
  }

  #sleepOn(): void {
    this.parts.watch.message('the board sleeps, and nothing will wake it');
    this.#end(this.#programStatus ?? Status.ok);
  }

  #waitInVain(): void {
    this.parts.watch.message('the program waits for what will never come');
    this.#end(Status.exception);
  }

  /** A client has left in the middle of what it had the board do, and nothing comes of that. */
  get #isAbandoned(): boolean {
    const { system, output } = this.parts;
    if (output.taken !== this.#quiet.sent) this.#quiet = { since: system.elapsed, sent: output.taken };
    return this.#hasLeft && (this.#state === 'awaiting-input' || system.elapsed - this.#quiet.since >= ABANDONED);
  }

  get #hasLeft(): boolean {
    return this.plan.isClientLine && this.plan.hasPrompt && this.parts.system.exit !== null;
  }

  #abandon(): void {
    this.parts.watch.message('standard input has ended, and what was begun there goes on without a word; --for lets it go on for so long');
    this.#end(Status.hungUp);
  }

  /** The status with which the program ended; null while it has not. */
  get #programStatus(): number | null {
    const { exit } = this.parts.system;
    if (exit === null) return null;
    if (exit.kind === 'exit') return exit.status & 255;
    if (exit.kind === 'ok') return Status.ok;
    return this.#wasInterrupted && !this.plan.hasPrompt ? Status.interrupted : Status.exception;
  }

  /** A prompt ends well when its input ends; a program that still wants some does not. */
  get #statusAtEndOfInput(): number {
    if (this.parts.system.isIdleAtPrompt) return Status.ok;
    this.parts.watch.message('the program waits for input, but standard input has ended');
    return Status.exception;
  }

  get #wasInterrupted(): boolean {
    return this.#interruptedAt !== Number.NEGATIVE_INFINITY;
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
        if (this.#wallLeft(wall) <= 0) this.#abort(Status.maxWall);
        return this.#abortStatus !== null;
      },
      attend: () => this.#attend(),
      listen: (until, awaitsInput) => this.#listen(until, awaitsInput),
    });
  }

  /** Milliseconds of real time that the run may still take. */
  #wallLeft(now: number): number {
    const { maxWallMs } = this.plan;
    return maxWallMs === null ? Number.POSITIVE_INFINITY : this.#started + maxWallMs - now;
  }

  /** In code that no stop unwinds the event loop stands still: look at the terminal, write, and let signals end the process at once. */
  #attend(): void {
    // Before anything is written: whoever reads it may send a signal at once.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const listener = this.#signals.get(signal);
      if (listener !== undefined) process.off(signal, listener);
      this.#signals.delete(signal);
    }
    this.#openInput();
    this.parts.watch.flushNow();
    this.#input?.poll();
    this.#typing.send();
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
    if (isOver) this.#abort(this.#statusAtEndOfInput);
    system.stopsForInput = false;
    return until === null ? false : null;
  }

  /** A Ctrl-C at the terminal. The first goes to the board; it alone may not help. */
  #insist(): void {
    const now = wallMs();
    const { system } = this.parts;
    const programIsOver = system.exit !== null && !this.plan.hasPrompt;
    if (programIsOver) this.#end(Status.interrupted);
    else if (system.isIdleAtPrompt || system.showsFailure) return;
    else if (now - this.#interruptedAt < INSISTENCE_MS) this.#abort(Status.interrupted);
    this.#interruptedAt = now;
  }

  /** The user leaves: from the prompt that is a good end. */
  #leave(): void {
    this.#end(this.parts.system.isIdleAtPrompt ? Status.ok : (this.#programStatus ?? Status.interrupted));
  }

  #abort(status: number): void {
    this.#abortStatus ??= status;
    this.parts.system.abort();
  }

  #end(status: number): void {
    this.#status ??= status;
    this.parts.system.abort();
    this.#wake?.();
  }

  #openInput(): void {
    if (this.#input !== null) return;
    this.#input = this.parts.openInput(this);
    this.#input.start();
  }

  #listenToSignals(): void {
    const statuses = { SIGINT: Status.interrupted, SIGTERM: Status.terminated, SIGHUP: Status.hungUp } as const;
    for (const [signal, status] of Object.entries(statuses) as [NodeJS.Signals, number][]) {
      const listener = (): void => this.#end(status);
      this.#signals.set(signal, listener);
      process.on(signal, listener);
    }
  }

  /** Lets the event loop turn, until it is time to go on. */
  #breathe(): Promise<void> {
    const rest = this.#state === 'awaiting-input' ? BURST_MS : this.#bursts.rest();
    if (rest === 0 || !this.#typing.isEmpty) return new Promise((resolve) => setImmediate(resolve));
    return this.#sleep(Math.min(rest, this.#wallLeft(wallMs())));
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
