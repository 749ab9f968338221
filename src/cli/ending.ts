/** How a run ends and with which status: by its program, by its user, at a limit, or because nothing more will happen. */
import type { Output } from '../hosts/node/output.js';
import { wallMs } from '../hosts/node/wall-clock.js';
import type { PyboardSystem, RunState } from '../system/pyboard-system.js';
import { Status } from './fail.js';
import type { Typing, Typist } from './typing.js';
import type { Watch } from './watch.js';

/** What decides when a run ends. */
export interface EndingPlan {
  /** Nanoseconds since reset; null: until the program ends or the user leaves. */
  readonly until: bigint | null;
  /** The prompt follows the program: the run ends when the user leaves or the input ends. */
  readonly hasPrompt: boolean;
}

/** What shows whether a run is over. */
interface EndingParts {
  readonly system: PyboardSystem;
  readonly output: Output;
  readonly watch: Watch;
  readonly typing: Typing;
  readonly typist: Typist;
  /** Real programs may connect to the board, or answer it, at any time. */
  readonly hasPeers: boolean;
  /** Called when the run is over. */
  ended(): void;
}

/** After its typist has left, code may run for this much simulated time without output before the run is given up, ns. */
const ABANDONED = 10_000_000_000n;
/** A second Ctrl-C within this time ends a program that did not react to the first. */
const INSISTENCE_MS = 2000;

/** The end of one run. */
export class Ending {
  #status: number | null = null;
  /** The status of the abort that has been requested; null if there is none. */
  #abortStatus: number | null = null;
  #interruptedAt = Number.NEGATIVE_INFINITY;
  /** Since when the board has sent nothing, and how much it had sent by then. */
  #quiet = { since: 0n, sent: 0 };

  constructor(
    private readonly plan: EndingPlan,
    private readonly parts: EndingParts,
  ) {}

  /** The exit status; null while the run continues. */
  get status(): number | null {
    return this.#status;
  }

  /** Whether the run is being given up. */
  get isAborted(): boolean {
    return this.#abortStatus !== null;
  }

  /** Ends the run. */
  end(status: number): void {
    this.#status ??= status;
    this.parts.system.abort();
    this.parts.ended();
  }

  /** Ends the run as soon as the board's code can be left. */
  abort(status: number): void {
    this.#abortStatus ??= status;
    this.parts.system.abort();
  }

  /** Called after the board has run; ends the run if the board has ended or was aborted. */
  hasRun(state: RunState): void {
    if (state === 'ended') this.end(this.#programStatus ?? Status.ok);
    else if (state === 'aborted') this.end(this.#abortStatus ?? this.#programStatus ?? Status.ok);
  }

  /**
   * Ends the run if it is over although the board, which is in that state, would continue. `wallLeft`: ms of real time that it may still take.
   */
  judge(state: RunState, wallLeft: number): void {
    const { system, typing } = this.parts;
    const { until, hasPrompt } = this.plan;
    if (this.#status !== null) return;
    // At the prompt again, the program has reacted, so the next Ctrl-C is a first one.
    if (system.isIdleAtPrompt) this.#interruptedAt = Number.NEGATIVE_INFINITY;
    if (until !== null && system.elapsed >= until) this.end(this.#programStatus ?? Status.ok);
    else if (wallLeft <= 0) this.end(Status.maxWall);
    else if (this.#wasInterrupted && !hasPrompt && system.exit !== null) this.end(Status.interrupted);
    else if (this.#sleepsForGood(state)) this.#sleepOn();
    else if (typing.hasEnded && typing.isEmpty && until === null) {
      if (system.awaitsHost) this.end(this.statusAtEndOfInput());
      else if (this.parts.hasPeers) return;
      else if (this.#isAbandoned(state)) this.#abandon();
      else if (state === 'awaiting-input') this.#waitInVain();
    }
  }

  /** True if the chip stands still and nothing will wake it: no clock, no device, and nobody who could plug one in. */
  #sleepsForGood(state: RunState): boolean {
    const { system, typist } = this.parts;
    return system.board.stopMode.isActive && state === 'awaiting-input' && typist === 'script' && this.plan.until === null;
  }

  #sleepOn(): void {
    this.parts.watch.message('the board is asleep, and nothing will wake it');
    this.end(this.#programStatus ?? Status.ok);
  }

  #waitInVain(): void {
    this.parts.watch.message('the program is waiting for something that will never come');
    this.end(Status.exception);
  }

  /** True if the typist has left while code was running and the code does not get anywhere. */
  #isAbandoned(state: RunState): boolean {
    const { system, output } = this.parts;
    if (output.taken !== this.#quiet.sent) this.#quiet = { since: system.elapsed, sent: output.taken };
    return this.#hasLeft && (state === 'awaiting-input' || system.elapsed - this.#quiet.since >= ABANDONED);
  }

  get #hasLeft(): boolean {
    return this.plan.hasPrompt && this.parts.system.exit !== null;
  }

  #abandon(): void {
    this.parts.watch.message('standard input has ended, and the code it started keeps running without output; use --for to let it run on');
    this.end(Status.hungUp);
  }

  /** The status with which the program has ended; null until it has. */
  get #programStatus(): number | null {
    const { exit } = this.parts.system;
    if (exit === null) return null;
    if (exit.kind === 'exit') return exit.status & 255;
    if (exit.kind === 'ok') return Status.ok;
    return this.#wasInterrupted && !this.plan.hasPrompt ? Status.interrupted : Status.exception;
  }

  /** Returns the status at the end of the input: ok at the prompt. A program that still waits for input fails, and the user is told. */
  statusAtEndOfInput(): number {
    if (this.parts.system.isIdleAtPrompt) return Status.ok;
    this.parts.watch.message('the program is waiting for input, but standard input has ended');
    return Status.exception;
  }

  get #wasInterrupted(): boolean {
    return this.#interruptedAt !== Number.NEGATIVE_INFINITY;
  }

  /** Handles Ctrl-C at the terminal. The first one goes only to the board, which may not be enough. */
  insist(): void {
    const now = wallMs();
    const { system } = this.parts;
    const programIsOver = system.exit !== null && !this.plan.hasPrompt;
    if (programIsOver) this.end(Status.interrupted);
    else if (system.isIdleAtPrompt || system.showsFailure) return;
    else if (now - this.#interruptedAt < INSISTENCE_MS) this.abort(Status.interrupted);
    this.#interruptedAt = now;
  }

  /** The user leaves, which counts as success at the prompt. */
  leave(): void {
    this.end(this.parts.system.isIdleAtPrompt ? Status.ok : (this.#programStatus ?? Status.interrupted));
  }
}
