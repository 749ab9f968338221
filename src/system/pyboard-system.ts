/**
 * A whole simulated pyboard as its host sees it: the host runs it, feeds it, queries it and stops it. Several may live in one process; each puts
 * its own heap, precision and thread in place whenever it runs.
 */
import type { Pyboard } from '../board/pyboard.js';
import type { ResetMode } from '../board/reset.js';
import { bytes as isBytes, moment } from '../checks.js';
import type { Debugger } from '../debug/debugger.js';
import { ABORT } from '../execution.js';
import type { FlashVolume } from '../files/flash-volume.js';
import type { FirmwareName } from '../firmwares.js';
import type { Lack } from '../modules/lack.js';
import { InputWait } from '../modules/terminal.js';
import { isRaised } from '../objects/exception-type.js';
import type { PyModule } from '../objects/module.js';
import type { Load } from '../sim/activity.js';
import type { Clock } from '../sim/clock.js';
import type { Change } from '../sim/runs.js';
import type { Trace } from '../sim/trace.js';
import type { FileCoverage } from './counting/file-coverage.js';
import type { LineCost } from './counting/line-profile.js';
import { Bootloader, FatalError, HardReset } from './hard-reset.js';
import { Machine } from './machine.js';
import { type SystemOptions, withDefaults } from './options.js';
import type { ProgramEnd } from './program.js';
import type { InterruptReport } from './reports/explain.js';
import { type ThreadSwitch, whyStopped } from './thread-switch.js';

/** Boards that run together (`world.ts`). */
export interface BoardGroup {
  /** Runs all boards to a moment, ns since power came. Returns how each board stands, in the order of `systems`. */
  run(until: bigint): readonly RunState[];
  readonly systems: readonly PyboardSystem[];
  /** The moment until which nothing happens on any of the boards by itself, ns since power came; null: for ever. */
  readonly quietUntil: bigint | null;
}

const isMoment = moment('reset');

/**
 * Why `run` has returned: the moment is reached; the program is over and nothing follows; everything waits for input; the host asked for a stop;
 * the host aborted.
 */
export type RunState = 'moment' | 'ended' | 'awaiting-input' | 'stopped' | 'aborted';

export class PyboardSystem {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly board: Pyboard;
  /** The flash's files. */
  readonly volume: FlashVolume;
  readonly #machine: Machine;
  /** The board has been run at least once. */
  #isOn = false;
  /** Python has been left for the chip's bootloader (`machine.bootloader`): the machine has ended. */
  isInBootloader = false;
  /** The board's code is running, further down the host's stack. */
  #runs = false;
  /** The world that the board belongs to. Running such a board alone leaves the others behind. */
  group: BoardGroup | null = null;
  /** Called each time boot.py has ended and the LEDs are as they are then, and when the LEDs begin to show which way of starting USR chooses. */
  booted: (() => void) | null = null;
  /** Called with what went wrong in callbacks of interrupts, including what the board does not say: where, why, and what to do instead. */
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

  /** Runs until an absolute moment, ns since reset, or until nothing is left to do before it without the host. null: no such moment. */
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
        else if (x instanceof FatalError) machine.die(x.message);
        else if (x instanceof HardReset) machine.hardReset(x.cause);
        else if (x instanceof Bootloader) {
          machine.leave();
          this.isInBootloader = true;
        } else throw x;
      }
    }
  }

  /** Closes all files on flash and card, as a soft reset does, so that everything that the program has written to them is there. */
  closeFiles(): void {
    this.#machine.python.closeFiles();
    this.volume.closeFiles();
  }

  /** After `ended`: from now on the firmware waits as it does on a board, so that `run` lets time pass on for what is around it. */
  linger(): void {
    this.#machine.waitOn();
  }

  /** How often the board has restarted since power-on, after any kind of reset, including the one that ends `machine.deepsleep()`. */
  get resets(): number {
    return Math.max(0, this.#machine.starts - 1);
  }

  /** The kind of firmware that the board has. */
  get firmware(): FirmwareName {
    return this.#machine.options.firmware;
  }

  /** How the board last started: USR, held at power-on, chooses. */
  get resetMode(): ResetMode {
    return this.#machine.firmware.mode;
  }

  /** Whether the program is the main.py of whatever the board starts from, its flash or a card. */
  get runsMain(): boolean {
    const { program } = this.#machine.options;
    return program.kind === 'main' && program.isNamed !== true;
  }

  /** How the program ended; null until it has. */
  get exit(): ProgramEnd | null {
    return this.#machine.firmware.exit;
  }

  /** When a program last ended, ns since power came; null until one has. */
  get endedAt(): bigint | null {
    return this.#machine.firmware.endedAt;
  }

  /** What threads other than the main one have printed when an uncaught exception ended them. */
  get failedThreads(): readonly string[] {
    return this.#machine.python.threads.failed;
  }

  /** For want of what callbacks and threads have failed, each thing once. */
  get lacks(): readonly Lack[] {
    return this.#machine.python.lacks.all;
  }

  /** Whether the main thread waits for input, at the prompt or in a program, and nothing typed is left unread. */
  get awaitsInput(): boolean {
    return this.#isOn && this.#machine.firmware.waiting instanceof InputWait && this.#machine.console.available === 0;
  }

  /** The same, and only the host can send it: no stream that the program has given to `os.dupterm` could bring some. */
  get awaitsHost(): boolean {
    return this.awaitsInput && !this.#machine.console.hasStreams;
  }

  /** Timers, interrupts and sockets that call the program, under names for people: `Timer(4)`, `Switch()`. */
  get callers(): readonly string[] {
    return this.#machine.python.callers();
  }

  /** The numbers of threads that wait for each other's locks, and will do so unless another thread releases one; 0 is the main thread. */
  get knot(): readonly number[] {
    return this.#machine.scheduler.knot;
  }

  /** Called whenever a different thread continues than ran last. */
  set onSwitch(listener: ((change: ThreadSwitch) => void) | null) {
    this.#machine.scheduler.runs.onChange = listener && ((change) => listener(this.#switchOf(change)));
  }

  /** The thread that ran last and why it stopped, as a switch to itself now; null if no thread has run. */
  get lastSwitch(): ThreadSwitch | null {
    const { last } = this.#machine.scheduler.runs;
    return last && this.#switchOf(last);
  }

  #switchOf({ last, ...change }: Change): ThreadSwitch {
    return { ...change, ns: this.elapsed, why: whyStopped(last), at: this.#machine.linesOf(last) };
  }

  /** Number of bytes that were typed and have not been read. */
  get unread(): number {
    return this.#machine.console.usb.available;
  }

  /** Whether the firmware controls the LEDs: it boots, or shows that a program has failed. */
  get lightsAreFirmwares(): boolean {
    return this.#machine.firmware.hasLights;
  }

  /** Whether the LEDs show that a program has failed; no program runs then. */
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
   * Whether the board stops where it looks for input and finds none: `run` returns `stopped`, `lacksInput` is true, and what is fed then is
   * there at that very moment, no matter how long the host takes to get it. Default: false.
   */
  stopsForInput = false;
  #lacks = false;

  /** The board has looked for input, has found none and stopped, and has not been fed since. */
  get lacksInput(): boolean {
    return this.stopsForInput && this.#lacks;
  }

  #lack(): boolean {
    if (!this.stopsForInput) return false;
    this.#lacks = true;
    this.#machine.scheduler.requestStop();
    return true;
  }

  /** Called with what is fed, before the board gets it. */
  fed: ((bytes: Uint8Array) => void) | null = null;

  /** Types bytes at the console. The interrupt byte raises KeyboardInterrupt in a running program. */
  feed(bytes: Uint8Array): void {
    isBytes('feed', bytes);
    this.fed?.(bytes);
    this.#lacks = false;
    // A host that is called in the middle of a run may feed the machine that runs, or another one.
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

  /** The moment until which nothing happens on this board by itself, ns since reset; null: for ever. */
  get quietUntil(): bigint | null {
    const { quietUntil } = this.#machine.scheduler;
    return quietUntil === Number.POSITIVE_INFINITY ? null : this.clock.elapsed(quietUntil);
  }

  /** Bytes of the simulated heap that are in use, and its size. */
  get memory(): { readonly used: number; readonly total: number } {
    return { used: this.#machine.python.heap.used, total: this.#machine.python.heap.total };
  }

  /** Gives the heap room for so many bytes beside what is in use, for code that is no part of the program; 0 takes back what was given. */
  lendMemory(bytes: number): void {
    this.#machine.python.heap.lend(bytes);
  }

  /** What has been allocated on that heap since the machine was made, alive or not: objects, and their blocks of 16 bytes. */
  get allocated(): { readonly objects: number; readonly blocks: number } {
    return { objects: this.#machine.python.heap.objects, blocks: this.#machine.python.heap.taken };
  }

  /** Makes `run` return at the next safe point that allows a stop. */
  requestStop(): void {
    this.#machine.scheduler.requestStop();
  }

  /** Ends the program for good at the next safe point, even in nested code; nothing catches it. `run` returns `aborted`. */
  abort(): void {
    this.#machine.scheduler.requestAbort();
  }

  /**
   * When everything ends, ns since reset; null: never. `run` returns then, with `aborted` if the code is such that no stop unwinds it. What the
   * board has done until then does not depend on the host, unlike with `abort`.
   */
  set endsAt(moment: bigint | null) {
    if (moment !== null) isMoment('endsAt', moment);
    this.#machine.standstill.endsAt = this.#machine.scheduler.endsAt = moment;
  }

  /** Called at least once per 50 ms of simulated work, also in code that no stop unwinds. It may feed the board, request a stop or abort. */
  set poll(poll: (() => void) | null) {
    this.#machine.scheduler.poll = poll;
  }

  /**
   * Called if everything waits but `run` cannot return because nested code runs, before time jumps to a moment (ns since reset; null: time would
   * stand still for ever). `awaitsInput`: the prompt or a program waits for input. The function may take a little while, so that the board keeps
   * to real time, and may feed what comes. It is called again as long as it returns true. Without it, or when it returns false, time jumps, or
   * the nested code gets a RuntimeError.
   */
  set hold(hold: ((until: bigint | null, awaitsInput: boolean) => boolean) | null) {
    this.#machine.scheduler.hold =
      hold && ((until, awaitsInput) => hold(until === Number.POSITIVE_INFINITY ? null : this.clock.elapsed(until), awaitsInput));
  }

  /** What the lines of the program have cost so far, the most expensive first. Throws an Error without the option `profile`. */
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

  /** What has run so far of the files that the board has compiled, ordered by path. Throws an Error without the option `coverage`. */
  get coverage(): readonly FileCoverage[] {
    const { coverage } = this.#machine;
    if (coverage === null) throw new Error('coverage: lines were not counted; give the option { coverage: true }');
    return coverage.files;
  }

  /** The debugger, which stops the program on request; null without the option `debug`. */
  get debugger(): Debugger | null {
    return this.#machine.debugger;
  }

  /** Stops the program for the debugger: before its next line, or at once if the board is not in the middle of `run`. */
  pause(): void {
    if (this.#runs) this.debugger?.pause();
    else this.debugger?.pauseHere();
  }

  /** The firmware's own modules by name, each made when it is first needed. */
  get modules(): ReadonlyMap<string, () => PyModule> {
    return this.#machine.python.modules;
  }
}
