/**
 * Runs one board in bursts (`system/bursts.ts`); between them the event loop handles signals and typing. How a run ends and with which status is
 * decided in `ending.ts`; the LEDs are watched by Watch (`watch.ts`).
 */
import { CTRL_C, CTRL_CLOSE, CTRL_X } from '../control-bytes.js';
import type { Input } from '../hosts/node/input.js';
import type { Output } from '../hosts/node/output.js';
import type { Passage } from '../hosts/node/passage.js';
import { keepHeapSmall } from '../hosts/node/small-heap.js';
import { endedByTimeout } from '../hosts/node/time-limit.js';
import { pause, wallMs } from '../hosts/node/wall-clock.js';
import { Bursts } from '../system/bursts.js';
import type { PyboardSystem, RunState } from '../system/pyboard-system.js';
import { Ending, type EndingPlan } from './ending.js';
import { SIGNAL_STATUS, Status, say } from './fail.js';
import { type Outbound, RunOut } from './run-out.js';
import { SignalListeners } from './signal-listeners.js';
import { Typing, type Typist } from './typing.js';
import type { Watch } from './watch.js';

/** How the run is to proceed. */
interface SessionPlan extends EndingPlan {
  readonly pace: number;
  /** Input and output are a client's serial line. */
  readonly isClientLine: boolean;
  /** The most milliseconds of real time that the run may take; null: no limit. */
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
  /** The ways between real programs and the board; null if there are none. */
  readonly passage: Passage | null;
  /** What the board has sent, on its way to the world around it. */
  readonly outbound: readonly Outbound[];
  /** Handles messages of another client that may have something to say: a debugger. */
  readonly hear?: (() => void) | undefined;
}

/** How long a burst lasts, and how often the board gets attention while it is paced. */
const BURST_MS = 25;
/** How often it gets attention while real programs and the board talk to each other. */
const BUSY_MS = 2;
/** Extra time before the second guard, for code that does not even poll. */
const GUARD_MS = 2000;
/** After waiting this long for standard input, the user is told about it. */
const HINT_MS = 3000;
/** Runs longer than this save memory. */
const LONG_MS = 1000;
/** If a board has been reset this often in a run without an end, it may go on like this for ever. */
const MANY_RESETS = 10;

/** Runs a system to its end. */
export class Session {
  readonly #ending: Ending;
  #input: Input | null = null;
  readonly #typist: Typist;
  readonly #typing: Typing;
  readonly #started = wallMs();
  readonly #bursts: Bursts;
  /** What runs: the board, which goes on after its program until what it has sent has arrived. */
  readonly #board: Pick<PyboardSystem, 'run'>;
  /** How the last burst ended. */
  #state: RunState = 'moment';
  #wake: (() => void) | null = null;
  #isLong = false;
  #hasSaidThatItResets = false;
  readonly #signals = new SignalListeners();

  constructor(
    private readonly plan: SessionPlan,
    private readonly parts: SessionParts,
  ) {
    const isMax = plan.pace === Number.POSITIVE_INFINITY;
    this.#typist = parts.inputIsTerminal ? 'terminal' : plan.isClientLine || !isMax ? 'client' : 'script';
    this.#typing = new Typing(parts.system, this.#typist);
    const { system, passage } = parts;
    this.#board = new RunOut(system, passage === null ? parts.outbound : [...parts.outbound, passage]);
    if (passage !== null) passage.onNews = () => this.#wake?.();
    this.#ending = new Ending(plan, {
      ...{ ...parts, typing: this.#typing, typist: this.#typist, hasPeers: passage !== null },
      ended: () => this.#wake?.(),
    });
    // A board that need not keep to real time waits for its typist. Only a client's board without a limit does not: at its prompt it keeps to
    // real time, for timers.
    system.stopsForInput = this.#typist === 'script' || (this.#typist === 'client' && isMax && plan.until !== null);
    this.#bursts = this.#makeBursts();
  }

  /** Milliseconds of real time since the session was made. */
  get wallMs(): number {
    return wallMs() - this.#started;
  }

  /** Runs the system to its end; returns the exit status. Afterwards the terminal is as it was before. */
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
      this.#signals.mute();
    }
  }

  /** Bytes have been typed. */
  bytes(bytes: Uint8Array): void {
    if (this.parts.inputIsTerminal && (bytes.includes(CTRL_CLOSE) || bytes.includes(CTRL_X))) this.#ending.leave();
    if (this.parts.inputIsTerminal && bytes.includes(CTRL_C)) this.#ending.insist();
    this.#typing.add(bytes);
    this.#wake?.();
  }

  /** Nothing more will be typed. A terminal in raw mode ends only by going away. */
  ended(): void {
    this.#typing.hasEnded = true;
    if (this.parts.inputIsTerminal) this.#ending.end(Status.hungUp);
    this.#wake?.();
  }

  /**
   * Tells the user that the board is reset again and again, for instance by a forgotten watchdog: one would only see the same output repeatedly,
   * or none, in a run that does not end.
   */
  #sayThatItResets(): void {
    const { system, watch } = this.parts;
    if (this.#hasSaidThatItResets || this.plan.until !== null || this.plan.hasPrompt || system.resets < MANY_RESETS) return;
    this.#hasSaidThatItResets = true;
    watch.message(
      'the board is reset again and again, by its program or a watchdog; --for 10s would end the run after ten simulated seconds',
    );
  }

  /** Waits until something has been typed or the input has ended. The board is looking for input, and its time stands still. */
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

  /** Waits until the reader has taken the output that is being written, or the run is over. */
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
    this.#signals.listen((signal) => this.#ending.end(SIGNAL_STATUS[signal]));
    this.parts.passage?.attend();
    const limit = this.#bursts.begin(this.#farthest);
    const left = this.plan.maxWallMs === null ? null : this.plan.maxWallMs - this.wallMs + GUARD_MS;
    const isOver = endedByTimeout(() => {
      this.#state = this.#board.run(limit);
      this.#ending.hasRun(this.#state);
    }, left);
    if (isOver) this.#ending.end(Status.maxWall);
    else this.#judge();
  }

  /** Ends the run if it is over although the board would continue. */
  #judge(): void {
    this.#ending.judge(this.#state, this.wallLeft);
  }

  /** How far the next burst may run at any pace; null: no limit. */
  get #farthest(): bigint | null {
    const { until } = this.plan;
    const { due } = this.#typing;
    return due !== null && due > this.parts.system.elapsed && (until === null || due < until) ? due : until;
  }

  #makeBursts(): Bursts {
    const { system, output, passage } = this.parts;
    return new Bursts(system, this.plan.pace, BURST_MS, {
      now: wallMs,
      pause,
      get isFull() {
        return output.isFull;
      },
      looksForInput: this.plan.until === null,
      hasTypist: this.plan.until === null && this.#typist !== 'script',
      hasPeers: passage !== null,
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

  /** Called when that time is over: ends the run as soon as the board's code can be left. */
  giveUp(): void {
    this.#ending.abort(Status.maxWall);
  }

  #wallLeft(now: number): number {
    const { maxWallMs } = this.plan;
    return maxWallMs === null ? Number.POSITIVE_INFINITY : this.#started + maxWallMs - now;
  }

  /**
   * Called in code that no stop unwinds, where the event loop is blocked: reads the terminal, writes output, and lets signals end the process at
   * once.
   */
  #attend(): void {
    // This comes before any output, because its reader may send a signal at once.
    this.#signals.mute();
    this.#openInput();
    this.parts.watch.flushNow();
    this.#input?.poll();
    this.#typing.send();
    this.parts.passage?.poll();
    this.parts.hear?.();
  }

  /**
   * Runs `wait`, which blocks this thread. Meanwhile no input is handled, and a terminal is an ordinary one, at which Ctrl-C ends the process.
   */
  standStill<T>(wait: () => T): T {
    this.#signals.mute();
    this.parts.watch.flushNow();
    this.#input?.rest();
    try {
      return wait();
    } finally {
      this.#input?.goOn();
    }
  }

  /** Ends the run as if the user had left. */
  leave(): void {
    this.#ending.leave();
  }

  /**
   * Looks for input while nested code blocks the event loop. Returns true if there was some; false if there will be none and there is nothing
   * else to wait for; null if the pace is to decide (`system/bursts.ts`).
   */
  #listen(until: bigint | null, awaitsInput: boolean): boolean | null {
    const { system, watch, passage } = this.parts;
    this.#openInput();
    watch.flushNow();
    this.#input?.poll();
    const { unread } = system;
    this.#typing.send();
    passage?.attend();
    if (passage?.poll() || system.unread > unread) return true;
    if (!awaitsInput || !this.#typing.hasEnded) return null;
    const isOver = this.plan.until === null && this.#typing.isEmpty && (until === null || system.awaitsHost);
    if (isOver) this.#ending.abort(this.#ending.statusAtEndOfInput());
    system.stopsForInput = false;
    return until === null ? false : null;
  }

  #openInput(): void {
    if (this.#input !== null) return;
    this.#input = this.parts.openInput(this);
    this.#input.start();
  }

  /** Lets the event loop run until it is time for the next burst. */
  #breathe(): Promise<void> {
    const usual = this.#state === 'awaiting-input' ? BURST_MS : this.#bursts.rest();
    const rest = this.parts.passage?.isBusy ? Math.min(usual, BUSY_MS) : usual;
    if (rest === 0 || !this.#typing.isEmpty) return new Promise((resolve) => setImmediate(resolve));
    return this.#sleep(Math.min(rest, this.wallLeft));
  }

  /** Waits for `ms` milliseconds, or until something is typed or the run ends. */
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
