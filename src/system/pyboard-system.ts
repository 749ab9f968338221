/**
 * A whole simulated pyboard: hardware, interpreter, firmware, files and console, on one clock.
 * Several may live in one process; each puts its own heap, precision and thread in place whenever it runs.
 */
import { BOARDS } from '../board/boards.js';
import { Pyboard } from '../board/pyboard.js';
import { ResetCause, type ResetMode } from '../board/reset.js';
import { Mma7660 } from '../devices/mma7660.js';
import { firmwareNames } from '../embedded/names.js';
import { frozenModules } from '../embedded/stdlib.js';
import { ABORT } from '../execution.js';
import { writeFactoryFiles } from '../files/factory.js';
import { FatVolume, fatGeometry } from '../files/fat-volume.js';
import { FileError } from '../files/file-error.js';
import { FlashVolume } from '../files/flash-volume.js';
import { type Features, FIRMWARES } from '../firmwares.js';
import { type MachineParts, pythonWorld } from '../modules/index.js';
import { firstKept, type Kept } from '../modules/kept.js';
import { heapSummary } from '../modules/micropython/memory-map.js';
import { namesInfo } from '../modules/micropython/module.js';
import { InputWait } from '../modules/terminal.js';
import { nameCodec } from '../modules/vfs/native-fs.js';
import { charge } from '../objects/charge.js';
import { raise } from '../objects/exception.js';
import type { PyModule } from '../objects/module.js';
import { encodeUtf8 } from '../objects/utf8.js';
import { Clock } from '../sim/clock.js';
import { FARTHEST } from '../sim/horizon.js';
import { Interrupts } from '../sim/interrupts.js';
import { Scheduler } from '../sim/scheduler.js';
import { Signal } from '../sim/signal.js';
import { SysTick } from '../sim/systick.js';
import { Trace } from '../sim/trace.js';
import { banner } from '../version.js';
import { NO_WAY_ON } from '../vm/supervisor.js';
import { current } from '../vm/thread.js';
import { BoardPrompt } from './board-prompt.js';
import { Console } from './console.js';
import { type InterruptReport, reportFailure, reportLoss } from './explain.js';
import { Firmware, type ProgramEnd } from './firmware.js';
import { Bootloader, Fatal, HardReset } from './hard-reset.js';
import { InputLine } from './input-line.js';
import { type Plan, type SystemOptions, withDefaults } from './options.js';
import { Python } from './python.js';
import { tierFor } from './tiers.js';

/** So many of the largest things are named where the flash is too small for all. */
const NAMED_TAKINGS = 3;

/** What a board is given is more than its flash holds. */
export class FlashFull extends Error {}

/** Why `run` came back: the moment is reached; the program is over and nothing follows; all wait for input; the host asked; the host aborted. */
export type RunState = 'moment' | 'ended' | 'awaiting-input' | 'stopped' | 'aborted';

/** The longest that the chip stands still at once. */
const LONGEST_STANDSTILL = BigInt(FARTHEST);

/** The earlier of two moments; null: never. */
const earlier = (one: bigint | null, other: bigint | null): bigint | null =>
  one === null || (other !== null && other < one) ? other : one;

export class PyboardSystem {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly board: Pyboard;
  /** The flash's files. */
  readonly volume: FlashVolume;
  /** They as a tree. */
  readonly #files: FatVolume;
  readonly #scheduler: Scheduler;
  readonly #interrupts: Interrupts;
  readonly #systick: SysTick;
  readonly #console: Console;
  readonly #python: Python;
  #firmware: Firmware;
  #prompt: BoardPrompt;
  /** What runs after boot.py. */
  #mainFile = 'main.py';
  #kept: Kept;
  /** The board has begun to run. */
  #isOn = false;
  /** Python has been left for the chip's bootloader (`machine.bootloader`): the machine has ended. */
  isInBootloader = false;
  /** Its code runs, down the host's stack. */
  #runs = false;
  /** Called each time boot.py has ended and the LEDs are as they are then, and when they begin to show which way of starting USR chooses. */
  booted: (() => void) | null = null;
  /** Told what went wrong in callbacks of interrupts, with what the board does not say: where, why, and what to do instead. */
  explain: ((report: InterruptReport) => void) | null = null;

  readonly #options: Plan;
  #endsAt: bigint | null = null;

  constructor(given: SystemOptions) {
    const options = withDefaults(given);
    this.#options = options;
    const description = BOARDS[options.board];
    this.#kept = firstKept(description);
    this.clock = new Clock(description.clocks.rate, options.clock === 'ideal' ? 'ideal' : 'board');
    this.#interrupts = new Interrupts(this.clock);
    this.#systick = new SysTick(this.clock, this.#interrupts);
    this.#scheduler = new Scheduler(this.clock, this.#interrupts, this.#systick, { stopEvery: options.stopEvery });
    this.trace = new Trace(this.clock);
    this.board = new Pyboard(
      description,
      { clock: this.clock, interrupts: this.#interrupts, systick: this.#systick, trace: this.trace },
      { seed: options.seed, time: options.startTime, accelerometer: (supply) => new Mma7660(supply) },
    );
    const { blocks, unit } = description.flash;
    this.#files = new FatVolume(fatGeometry(blocks), { flash: options.flash, shared: options.shared }, () => this.board.rtc.seconds);
    const { flash } = this.board;
    this.volume = new FlashVolume({ files: this.#files, blocks, unit, chip: flash, codec: nameCodec, now: () => this.board.rtc.nanos });
    if (options.factoryFiles) this.#writeFactoryFiles();
    const { clusters, clusterBytes } = this.#files.geometry;
    if (this.#files.takenBytes > clusters * clusterBytes) throw this.#flashFull();
    this.#console = new Console({
      send: options.output,
      newline: options.newline,
      encode: encodeUtf8,
      interrupted: () => this.#python.interrupt(),
      arrived: () => this.#scheduler.notify(),
      lacking: () => this.#lack(),
    });
    const collecting = new Signal('GC');
    this.trace.watchOnceUsed(collecting);
    this.#python = new Python({
      description,
      features: this.#features,
      scheduler: this.#scheduler,
      heapSize: options.heap ?? description.heap,
      counting: options.counting,
      print: (text) => this.#console.write(text),
      pause: (cycles, isStopped) => {
        collecting.drive(1);
        if (isStopped) this.clock.spend(cycles);
        else charge(cycles);
        collecting.drive(0);
      },
      firmwareNames: () => firmwareNames(`${options.board}-${options.firmware}`),
      world: (python) => pythonWorld(this.#parts(python)),
      tier: tierFor(options.tier),
      optimize: options.optimize,
      native: options.native,
      store: options.store,
      args: options.args,
    });
    this.#prompt = this.#makePrompt();
    this.#firmware = this.#makeFirmware();
    this.#scheduler.add(this.#firmware);
  }

  /** Runs until an absolute moment, ns since reset, or until nothing is left to do before it without the host. null: there is no moment. */
  run(until: bigint | null): RunState {
    if (until !== null && typeof until !== 'bigint')
      throw new TypeError(`run: ${until} is no moment; give nanoseconds since reset as a bigint, such as 5n`);
    const deactivate = this.#python.activate();
    this.#isOn = this.#runs = true;
    try {
      return this.#runActive(until);
    } finally {
      this.#runs = false;
      deactivate();
    }
  }

  #runActive(until: bigint | null): RunState {
    const { stopMode } = this.board;
    const limit = until === null ? null : this.clock.world.momentOf(until);
    for (;;) {
      try {
        if (stopMode.isActive) {
          const state = this.#standStill(until);
          if (state !== null) return state;
        }
        const outcome = this.#scheduler.run(limit);
        if (stopMode.isActive) continue;
        if (outcome === 'until') return 'moment';
        if (outcome === 'stopped') return 'stopped';
        if (outcome === 'deadlock') {
          this.#die('deadlock');
          continue;
        }
        return this.#firmware.done ? 'ended' : 'awaiting-input';
      } catch (x) {
        if (x === ABORT) return 'aborted';
        if (x instanceof Fatal) this.#die(x.message);
        else if (x instanceof HardReset) this.#hardReset(x.cause);
        else if (x instanceof Bootloader) this.#leave();
        else throw x;
      }
    }
  }

  /** The chip stands still until something wakes it: null. Or why not before the moment `until`. */
  #standStill(until: bigint | null): RunState | null {
    const { stopMode, clock } = this.board;
    while (stopMode.isActive) {
      const last = earlier(until, this.#endsAt);
      if (last !== null && this.elapsed >= last) return 'moment';
      if (last === null && !this.#interrupts.isPending && clock.world.nextDue === Number.POSITIVE_INFINITY) return 'awaiting-input';
      stopMode.pass(earlier(last, this.elapsed + LONGEST_STANDSTILL) as bigint);
      const reason = this.#scheduler.lookInStandstill();
      if (reason !== null && stopMode.isActive) return reason === 'until' ? 'moment' : reason;
    }
    return null;
  }

  /** The same under nested code, which cannot be left. Raises RuntimeError if nothing will wake it. */
  #standStillNested(): void {
    const { stopMode, clock } = this.board;
    while (stopMode.isActive) {
      const next = Math.min(clock.world.nextDue, this.#scheduler.end);
      if (next === Number.POSITIVE_INFINITY && !this.#interrupts.isPending) {
        stopMode.leave();
        throw raise.RuntimeError(NO_WAY_ON.never);
      }
      if (this.#scheduler.passesInStandstill(next)) stopMode.pass(next === Number.POSITIVE_INFINITY ? 0n : clock.elapsed(next));
    }
  }

  /** The firmware finds no way to go on. */
  #die(message: string): void {
    this.#python.main.drop();
    this.#python.forgetThreads();
    this.#scheduler.clear();
    this.#firmware.die(message);
    this.#scheduler.add(this.#firmware);
  }

  #hardReset(cause: ResetCause): void {
    this.board.hardReset(cause);
    if (cause === ResetCause.DEEPSLEEP) this.board.stopMode.enter(true);
    this.#python.main.drop();
    this.#scheduler.clear();
    this.#mainFile = 'main.py';
    this.#kept = firstKept(this.board.description);
    this.#prompt = this.#makePrompt();
    this.#firmware = this.#makeFirmware();
    this.#scheduler.add(this.#firmware);
  }

  /** The chip's bootloader runs, of which nothing is simulated but that it is there: the machine has ended. */
  #leave(): void {
    this.board.hardReset();
    this.#python.main.drop();
    this.#python.forgetThreads();
    this.#scheduler.clear();
    this.#firmware.leave();
    this.isInBootloader = true;
  }

  /** How the board has started last: USR held at power-on chooses. */
  get resetMode(): ResetMode {
    return this.#firmware.mode;
  }

  /** How the program ended; null while it has not. */
  get exit(): ProgramEnd | null {
    return this.#firmware.exit;
  }

  /** Whether the main thread waits for input, at the prompt or in a program, and nothing typed is left unread. */
  get awaitsInput(): boolean {
    return this.#isOn && this.#firmware.waiting instanceof InputWait && this.#console.available === 0;
  }

  /** What calls the program, as a person names it: `Timer(4)`, `Switch()`. */
  get callers(): readonly string[] {
    return this.#python.callers();
  }

  /** Number of bytes typed and not yet read. */
  get unread(): number {
    return this.#console.usb.available;
  }

  /** Whether the LEDs are the firmware's, which boots or shows that a program has failed. */
  get lightsAreFirmwares(): boolean {
    return this.#firmware.hasLights;
  }

  /** Whether the LEDs show that a program has failed: none runs. */
  get showsFailure(): boolean {
    return this.#firmware.showsFailure;
  }

  /** The prompt is open and no program runs. */
  get atPrompt(): boolean {
    return this.#isOn && this.#firmware.atPrompt;
  }

  /** Whether the prompt waits for input and nothing typed is left unread. */
  get isIdleAtPrompt(): boolean {
    return this.#isOn && this.#firmware.atPrompt && this.#console.available === 0;
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
    this.#scheduler.requestStop();
    return true;
  }

  /** Bytes typed at the console. The interrupt byte raises KeyboardInterrupt in a running program. */
  feed(bytes: Uint8Array): void {
    if (!ArrayBuffer.isView(bytes)) throw new TypeError('feed: give bytes, such as new TextEncoder().encode(text)');
    this.#lacks = false;
    // A host that is asked in the middle of a run may feed the machine that runs, or another.
    const deactivate = this.#runs ? null : this.#python.activate();
    try {
      this.#console.feed(bytes);
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
    const { quietUntil } = this.#scheduler;
    return quietUntil === Number.POSITIVE_INFINITY ? null : this.clock.elapsed(quietUntil);
  }

  /** Bytes of the simulated heap in use, and in all. */
  get memory(): { readonly used: number; readonly total: number } {
    return { used: this.#python.heap.used, total: this.#python.heap.total };
  }

  /** What has been allocated on that heap since the machine was made, whatever became of it: objects, and their blocks of 16 bytes. */
  get allocated(): { readonly objects: number; readonly blocks: number } {
    return { objects: this.#python.heap.objects, blocks: this.#python.heap.taken };
  }

  /** `run` comes back at the next safe point that allows a stop. */
  requestStop(): void {
    this.#scheduler.requestStop();
  }

  /** Ends the program for good at the next safe point, nested code included; nothing catches it. `run` answers `aborted`. */
  abort(): void {
    this.#scheduler.requestAbort();
  }

  /**
   * When everything ends, ns since reset; null: never. `run` comes back then, with `aborted` from code that no stop unwinds. What the board
   * has done until then does not depend on the host, unlike the moment at which `abort` strikes.
   */
  set endsAt(moment: bigint | null) {
    this.#endsAt = this.#scheduler.endsAt = moment;
  }

  /** Called at least once per 50 ms of simulated work, in code that no stop unwinds, too. May feed, request a stop or abort. */
  set poll(poll: (() => void) | null) {
    this.#scheduler.poll = poll;
  }

  /**
   * Called where `run` cannot come back since nested code runs, and all wait: before time jumps to a moment (ns since reset; null: it would
   * stand still for ever). `awaitsInput`: the prompt or a program does. The host may take a little while, so that the board keeps to real
   * time, and feed what comes; it is asked again as long as it answers true. Without it, and when it answers false, time jumps, or the
   * nested code gets a RuntimeError.
   */
  set hold(hold: ((until: bigint | null, awaitsInput: boolean) => boolean) | null) {
    this.#scheduler.hold =
      hold && ((until, awaitsInput) => hold(until === Number.POSITIVE_INFINITY ? null : this.clock.elapsed(until), awaitsInput));
  }

  /** The firmware's own modules by name, each made when it is first asked for. */
  get modules(): ReadonlyMap<string, () => PyModule> {
    return this.#python.modules;
  }

  /** What the firmware was built with. */
  get #features(): Features {
    return FIRMWARES[this.#options.firmware].features;
  }

  #parts(python: Python): MachineParts {
    const console = this.#console;
    const scheduler = this.#scheduler;
    return {
      board: this.board,
      firmware: this.#options.firmware,
      scheduler,
      flash: this.volume,
      kept: this.#kept,
      terminal: console,
      lineEditor: new InputLine(console, this.#features.wordMoves),
      runtime: python.runtime,
      pending: python.pending,
      observer: {
        failed: (source, callee, exception) => this.explain?.(reportFailure(this.elapsed, source, callee, exception)),
        lost: (source, callee) => this.explain?.(reportLoss(this.elapsed, source, callee)),
      },
      collector: python.heap,
      micropython: {
        schedule: (callee, argument) => python.pending.schedule(callee, argument),
        scheduleInterrupt: () => python.pending.scheduleInterrupt(() => python.interrupt()),
        get interruptByte() {
          return console.programInterruptByte;
        },
        set interruptByte(byte) {
          console.programInterruptByte = console.interruptByte = byte;
        },
        get optimize() {
          return python.optimize;
        },
        set optimize(level) {
          python.optimize = level as 0 | 1 | 2 | 3;
        },
        stack: () => ({ used: current.stackUsed, limit: current.stackLimit }),
        memory: () => ({ used: python.heap.used, total: python.heap.total }),
        heap: () => python.heapContent(),
        print: (text) => console.write(text),
      },
      threads: !this.#features.threads
        ? null
        : {
            start: (callee, args, keywords, stackSize) => python.startThread(callee, args, keywords, stackSize),
            get currentId() {
              return current.id;
            },
            acquire: (mutex) => scheduler.acquire(mutex),
            release: (mutex) => scheduler.release(mutex),
            get isContended() {
              return scheduler.isContended;
            },
          },
      listThreads: () => python.threads(),
      frozen: [...frozenModules.values()].map(({ file }) => file.replace(/\.py$/, '')),
      path: python.path,
      argv: python.argv,
      control: {
        reset: (cause) => {
          throw new HardReset(cause);
        },
        leave: () => {
          throw new Bootloader();
        },
        stop: () => {
          const { stopMode } = this.board;
          stopMode.enter();
          if (current.canStop) this.#scheduler.requestStop();
          else this.#standStillNested();
        },
        setMain: (name) => {
          this.#mainFile = name;
        },
        setRunInfo: (isOn) => {
          this.#prompt.showsInfo = isOn;
        },
      },
    };
  }

  #makePrompt(): BoardPrompt {
    const python = this.#python;
    return new BoardPrompt({
      console: this.#console,
      movesByWords: this.#features.wordMoves,
      banner: banner(this.board.description),
      prompt: (which) => python.prompt(which),
      ticks: () => this.#systick.ticks,
      memoryInfo: () => {
        python.collectAtPrompt();
        return namesInfo() + heapSummary(python.heapContent());
      },
      names: () => python.names(),
    });
  }

  #makeFirmware(): Firmware {
    const { board } = this;
    const python = this.#python;
    return new Firmware(
      {
        get now() {
          return board.clock.now;
        },
        systick: this.#systick,
        python,
        switch: board.switch,
        leds: board.leds,
        choosing: () => this.booted?.(),
        enterBootloader: () => {
          throw new Bootloader();
        },
        mainFile: () => this.#mainFile,
        unwindCovered: () => this.#scheduler.unwindCovered(),
        syncFlash: () => this.volume.sync(),
        get isOccupied() {
          return board.interrupts.isOccupied;
        },
        resetSoftly: (isFirst, makesFlash) => {
          if (!isFirst) board.resetCause = ResetCause.SOFT;
          this.#mainFile = 'main.py';
          this.#console.lines = [this.#console.usb];
          this.#console.usb.onArrival = null;
          board.softReset();
          if (!isFirst) python.finalise();
          this.volume.closeFiles();
          if (makesFlash) this.volume.makeAnew();
          this.volume.remount();
          python.reset();
          board.lightForBoot();
        },
        bootDone: () => {
          board.lightAfterBoot();
          board.usbDevice.bootDone();
          this.booted?.();
        },
        print: (text) => this.#console.write(text),
        armInterrupt: (armed) => {
          this.#console.interruptByte = armed ? this.#console.programInterruptByte : -1;
        },
        prompt: this.#prompt,
      },
      {
        program: this.#options.program,
        afterwards: this.#options.afterwards,
        exitResets: this.#options.exitResets,
        modeChoice: board.description.modeChoice,
      },
    );
  }

  #writeFactoryFiles(): void {
    try {
      writeFactoryFiles(this.#files);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      throw this.#flashFull();
    }
  }

  #flashFull(): FlashFull {
    const { clusters, clusterBytes } = this.#files.geometry;
    const kib = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`;
    const need =
      this.#files.takenBytes > clusters * clusterBytes ? ` (${kib(this.#files.takenBytes)} on ${kib(clusters * clusterBytes)})` : '';
    const takings = this.#files.takings.sort((a, b) => b.bytes - a.bytes).slice(0, NAMED_TAKINGS);
    const largest = takings.map(({ name, isFolder, bytes }) => `${name}${isFolder ? '/' : ''} ${kib(bytes)}`).join(', ');
    return new FlashFull(`the files do not fit on the flash of ${this.#options.board}${need}; the largest: ${largest}`);
  }
}
