/**
 * A whole simulated pyboard, as its host sees it: it runs, is fed, asked and stopped.
 * Several may live in one process; each puts its own heap, precision and thread in place whenever it runs.
 */
import type { Pyboard } from '../board/pyboard.js';
import type { ResetMode } from '../board/reset.js';
import { bytes as isBytes, moment } from '../checks.js';
import type { Debugger } from '../debug/debugger.js';
import { ABORT } from '../execution.js';
import type { FlashVolume } from '../files/flash-volume.js';
import { InputWait } from '../modules/terminal.js';
import { isRaised } from '../objects/exception-type.js';
import type { PyModule } from '../objects/module.js';
import type { Load } from '../sim/activity.js';
import type { Clock } from '../sim/clock.js';
import type { Change } from '../sim/runs.js';
import type { Trace } from '../sim/trace.js';
import type { FileCoverage } from './counting/file-coverage.js';
import type { LineCost } from './counting/line-profile.js';
import { Bootloader, HardReset } from './hard-reset.js';
import { Machine } from './machine.js';
import { type SystemOptions, withDefaults } from './options.js';
import type { ProgramEnd } from './program.js';
import type { InterruptReport } from './reports/explain.js';
import { type ThreadSwitch, whyStopped } from './thread-switch.js';

/** Boards that go on together (`world.ts`). */
export interface BoardGroup {
  /** Runs them all to a moment, ns since power came; answers how the boards stand, in the order of `systems`. */
  run(until: bigint): readonly RunState[];
  readonly systems: readonly PyboardSystem[];
  /** Nanoseconds since power came until which nothing happens on any of them by itself; null for ever. */
  readonly quietUntil: bigint | null;
}

const isMoment = moment('reset');

/** Why `run` came back: the moment is reached; the program is over and nothing follows; all wait for input; the host asked; the host aborted. */
export type RunState = 'moment' | 'ended' | 'awaiting-input' | 'stopped' | 'aborted';

export class PyboardSystem {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly board: Pyboard;
  /** The flash's files. */
  readonly volume: FlashVolume;
  readonly #machine: Machine;
  /** The board has begun to run. */
  #isOn = false;
  /** Python has been left for the chip's bootloader (`machine.bootloader`): the machine has ended. */
  isInBootloader = false;
  /** Its code runs, down the host's stack. */
  #runs = false;
  /** The world that it is part of: who lets time go by for this board alone leaves the others behind. */
  group: BoardGroup | null = null;
  /** Called each time boot.py has ended and the LEDs are as they are then, and when they begin to show which way of starting USR chooses. */
  booted: (() => void) | null = null;
  /** Told what went wrong in callbacks of interrupts, with what the board does not say: where, why, and what to do instead. */
  explain: ((report: InterruptReport) => void) | null = null;

  constructor(options: SystemOptions) {
    const system = this;
    this.#machine = new Machine(withDefaults(options), {
      lacksInput: () => this.#lack(),
      booted: () => this.booted?.(),
      get explain() {
        return system.explain;
      },
    });
    this.clock = this.#machine.clock;
    this.trace = this.#machine.trace;
    this.board = this.#machine.board;
    this.volume = this.#machine.flash;
  }

  /** Runs until an absolute moment, ns since reset, or until nothing is left to do before it without the host. null: there is no moment. */
  run(until: bigint | null): RunState {
    if (until !== null) isMoment('run', until);
    if (this.#runs) throw new Error('run: the board is already running: a listener or device that is called meanwhile can set an alarm');
    const deactivate = this.#machine.python.activate();
    this.#isOn = this.#runs = true;
    try {
      return this.#runActive(until);
    } finally {
      this.#runs = false;
      this.#machine.activity?.activity.tell();
      deactivate();
    }
  }

  #runActive(until: bigint | null): RunState {
    const machine = this.#machine;
    const { standstill } = machine;
    const limit = until === null ? null : this.clock.world.momentOf(until);
    for (;;) {
      try {
        const state = standstill.pass(until);
        if (state !== null) return state;
        const outcome = machine.scheduler.run(limit);
        if (standstill.isActive) continue;
        if (outcome === 'until') return 'moment';
        if (outcome === 'stopped') return 'stopped';
        if (outcome === 'deadlock') {
          if (machine.firmware.done) machine.waitOn();
          else machine.die('deadlock');
          continue;
        }
        return machine.firmware.done ? 'ended' : 'awaiting-input';
      } catch (x) {
        if (x === ABORT) return 'aborted';
        if (isRaised(x)) machine.die('', x);
        else if (x instanceof HardReset) machine.hardReset(x.cause);
        else if (x instanceof Bootloader) {
          machine.leave();
          this.isInBootloader = true;
        } else throw x;
      }
    }
  }

  /** Closes all files on flash and card, as a soft reset does: what the program has written to them is there then. */
  closeFiles(): void {
    this.#machine.python.closeFiles();
    this.volume.closeFiles();
  }

  /** How often the board has started anew since power-on, after a reset of any kind; `machine.deepsleep()` ends with one, too. */
  get resets(): number {
    return Math.max(0, this.#machine.starts - 1);
  }

  /** How the board has started last: USR held at power-on chooses. */
  get resetMode(): ResetMode {
    return this.#machine.firmware.mode;
  }

  /** How the program ended; null while it has not. */
  get exit(): ProgramEnd | null {
    return this.#machine.firmware.exit;
  }

  /** When a program ended last, ns since power came; null while none has. */
  get endedAt(): bigint | null {
    return this.#machine.firmware.endedAt;
  }

  /** What threads have printed that ended with an exception which nobody caught, the main one excepted. */
  get failedThreads(): readonly string[] {
    return this.#machine.python.threads.failed;
  }

  /** Whether the main thread waits for input, at the prompt or in a program, and nothing typed is left unread. */
  get awaitsInput(): boolean {
    return this.#isOn && this.#machine.firmware.waiting instanceof InputWait && this.#machine.console.available === 0;
  }

  /** What calls the program, as a person names it: `Timer(4)`, `Switch()`. */
  get callers(): readonly string[] {
    return this.#machine.python.callers();
  }

  /** The threads that wait for each other's locks, and will unless somebody else releases one; by number, 0 being the main one. */
  get knot(): readonly number[] {
    return this.#machine.scheduler.knot;
  }

  /** Told whenever another thread goes on than has run last. */
  set onSwitch(listener: ((change: ThreadSwitch) => void) | null) {
    this.#machine.scheduler.runs.onChange = listener && ((change) => listener(this.#switchOf(change)));
  }

  /** The thread that has run last, and why it runs no longer: as if it went on now. Null: none has run. */
  get lastSwitch(): ThreadSwitch | null {
    const { last } = this.#machine.scheduler.runs;
    return last && this.#switchOf(last);
  }

  #switchOf({ last, ...change }: Change): ThreadSwitch {
    return { ...change, ns: this.elapsed, why: whyStopped(last), at: this.#machine.linesOf(last) };
  }

  /** Number of bytes typed and not yet read. */
  get unread(): number {
    return this.#machine.console.usb.available;
  }

  /** Whether the LEDs are the firmware's, which boots or shows that a program has failed. */
  get lightsAreFirmwares(): boolean {
    return this.#machine.firmware.hasLights;
  }

  /** Whether the LEDs show that a program has failed: none runs. */
  get showsFailure(): boolean {
    return this.#machine.firmware.showsFailure;
  }

  /** The prompt is open and no program runs. */
  get atPrompt(): boolean {
    return this.#isOn && this.#machine.firmware.atPrompt;
  }

  /** Whether the prompt waits for input and nothing typed is left unread. */
  get isIdleAtPrompt(): boolean {
    return this.#isOn && this.#machine.firmware.atPrompt && this.#machine.console.available === 0;
  }

  /**
   * Whether the board stops where it looks for input and finds none: `run` answers `stopped`, `lacksInput` holds, and what is fed then is
   * there at that very moment, whenever the host comes by it. Default: false.
   */
  stopsForInput = false;
  #lacks = false;

  /** The board has looked for input, found none and stopped for it, and has not been fed since. */
  get lacksInput(): boolean {
    return this.stopsForInput && this.#lacks;
  }

  #lack(): boolean {
    if (!this.stopsForInput) return false;
    this.#lacks = true;
    this.#machine.scheduler.requestStop();
    return true;
  }

  /** Told of what is fed, before the board has it. */
  fed: ((bytes: Uint8Array) => void) | null = null;

  /** Bytes typed at the console. The interrupt byte raises KeyboardInterrupt in a running program. */
  feed(bytes: Uint8Array): void {
    isBytes('feed', bytes);
    this.fed?.(bytes);
    this.#lacks = false;
    // A host that is asked in the middle of a run may feed the machine that runs, or another.
    const deactivate = this.#runs ? null : this.#machine.python.activate();
    try {
      this.#machine.console.feed(bytes);
    } finally {
      deactivate?.();
    }
  }

  /** Nanoseconds since reset. */
  get elapsed(): bigint {
    return this.clock.elapsed();
  }

  /** Nanoseconds since reset until which nothing happens on this board by itself; null for ever. */
  get quietUntil(): bigint | null {
    const { quietUntil } = this.#machine.scheduler;
    return quietUntil === Number.POSITIVE_INFINITY ? null : this.clock.elapsed(quietUntil);
  }

  /** Bytes of the simulated heap in use, and in all. */
  get memory(): { readonly used: number; readonly total: number } {
    return { used: this.#machine.python.heap.used, total: this.#machine.python.heap.total };
  }

  /** What has been allocated on that heap since the machine was made, whatever became of it: objects, and their blocks of 16 bytes. */
  get allocated(): { readonly objects: number; readonly blocks: number } {
    return { objects: this.#machine.python.heap.objects, blocks: this.#machine.python.heap.taken };
  }

  /** `run` comes back at the next safe point that allows a stop. */
  requestStop(): void {
    this.#machine.scheduler.requestStop();
  }

  /** Ends the program for good at the next safe point, nested code included; nothing catches it. `run` answers `aborted`. */
  abort(): void {
    this.#machine.scheduler.requestAbort();
  }

  /**
   * When everything ends, ns since reset; null: never. `run` comes back then, with `aborted` from code that no stop unwinds. What the board
   * has done until then does not depend on the host, unlike the moment at which `abort` strikes.
   */
  set endsAt(moment: bigint | null) {
    if (moment !== null) isMoment('endsAt', moment);
    this.#machine.standstill.endsAt = this.#machine.scheduler.endsAt = moment;
  }

  /** Called at least once per 50 ms of simulated work, in code that no stop unwinds, too. May feed, request a stop or abort. */
  set poll(poll: (() => void) | null) {
    this.#machine.scheduler.poll = poll;
  }

  /**
   * Called where `run` cannot come back since nested code runs, and all wait: before time jumps to a moment (ns since reset; null: it would
   * stand still for ever). `awaitsInput`: the prompt or a program does. The host may take a little while, so that the board keeps to real
   * time, and feed what comes; it is asked again as long as it answers true. Without it, and when it answers false, time jumps, or the
   * nested code gets a RuntimeError.
   */
  set hold(hold: ((until: bigint | null, awaitsInput: boolean) => boolean) | null) {
    this.#machine.scheduler.hold =
      hold && ((until, awaitsInput) => hold(until === Number.POSITIVE_INFINITY ? null : this.clock.elapsed(until), awaitsInput));
  }

  /** What the lines of the program have cost so far, the dearest first. Throws an Error without the option `profile`. */
  get profile(): readonly LineCost[] {
    const { profile } = this.#machine;
    if (profile === null) throw new Error('profile: lines were not recorded; give the option { profile: true }');
    return profile.lines;
  }

  /** Who has had the processor so far, how often and for how long. Throws an Error without the option `activity`. */
  get load(): Load {
    const { activity } = this.#machine;
    if (activity === null) throw new Error("load: activity was not recorded; give the option 'activity'");
    return activity.activity.load;
  }

  /** What has run so far of the files that the board has compiled, in the order of their paths. Throws an Error without the option `coverage`. */
  get coverage(): readonly FileCoverage[] {
    const { coverage } = this.#machine;
    if (coverage === null) throw new Error('coverage: lines were not counted; give the option { coverage: true }');
    return coverage.files;
  }

  /** Stops the program where it is asked to, with the option `debug`; else null. */
  get debugger(): Debugger | null {
    return this.#machine.debugger;
  }

  /** Stops the program for the debugger: before its next line, or at once where the board is not in the middle of `run`. */
  pause(): void {
    if (this.#runs) this.debugger?.pause();
    else this.debugger?.pauseHere();
  }

  /** The firmware's own modules by name, each made when it is first asked for. */
  get modules(): ReadonlyMap<string, () => PyModule> {
    return this.#machine.python.modules;
  }
}
