/**
 * A whole simulated pyboard: hardware, interpreter, firmware, files and console, on one clock.
 * Several may live in one process; each puts its own heap, precision and thread in place whenever it runs.
 */
import { BOARDS, type BoardName } from '../board/boards.js';
import { Pyboard } from '../board/pyboard.js';
import { ResetCause } from '../board/reset.js';
import { ABORT } from '../execution.js';
import { writeFactoryFiles } from '../files/factory.js';
import { FatVolume, fatGeometry } from '../files/fat-volume.js';
import type { FileTree } from '../host.js';
import { machineBuiltins, type MachineParts, machineModules } from '../modules/index.js';
import { decodeUtf8, encodeUtf8 } from '../objects/utf8.js';
import { Clock } from '../sim/clock.js';
import { Interrupts } from '../sim/interrupts.js';
import { Scheduler } from '../sim/scheduler.js';
import { SysTick } from '../sim/systick.js';
import { Trace } from '../sim/trace.js';
import { BoardPrompt } from './board-prompt.js';
import { Console } from './console.js';
import { type Afterwards, Firmware, type Program, type ProgramEnd } from './firmware.js';
import { ModuleFinder } from './module-finder.js';
import { Python } from './python.js';
import { banner } from '../version.js';

export interface SystemOptions {
  readonly board: BoardName;
  /** The stock firmware has no `_thread`. */
  readonly firmware: 'threads' | 'stock';
  /** `ideal`: code takes no time. */
  readonly clock: 'calibrated' | 'ideal';
  /** Seed of everything random. */
  readonly seed: number;
  /** Bytes of heap; absent: the board's. */
  readonly heap?: number;
  /** Forces a stop at every k-th safe point. Changes nothing that can be observed. */
  readonly stopEvery?: number;
  /** The -O level. */
  readonly optimize: 0 | 1 | 2 | 3;
  /** Content of the flash. Blank: factory files are put on it. */
  readonly flash: FileTree;
  /** Files that the flash shows beside its own, read-only. */
  readonly shared: FileTree | null;
  /** Takes what the board sends. The array is the callee's to keep. */
  readonly output: (bytes: Uint8Array) => void;
  /** What a printed \n becomes: a serial line carries CR LF. */
  readonly newline: '\n' | '\r\n';
  readonly program: Program;
  readonly afterwards: Afterwards;
  /** Whether SystemExit in the program resets the board softly, as it does there; otherwise the command is over. */
  readonly exitResets: boolean;
  /** What the real-time clock shows at power-on: seconds since 2000-01-01. */
  readonly startTime?: number;
  /** `sys.argv`. */
  readonly args?: readonly string[];
}

/** Why `run` came back: the moment is reached; the program is over and nothing follows; all wait for input; the host asked; the host aborted. */
export type RunState = 'moment' | 'ended' | 'awaiting-input' | 'stopped' | 'aborted';

const BLOCKS_PYBV11 = 224;
const BLOCKS_PYBD = 4096;

export class PyboardSystem {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly board: Pyboard;
  readonly volume: FatVolume;
  readonly #scheduler: Scheduler;
  readonly #interrupts: Interrupts;
  readonly #systick: SysTick;
  readonly #console: Console;
  readonly #python: Python;
  readonly #firmware: Firmware;
  /** The board has begun to run. */
  #isOn = false;

  constructor(private readonly options: SystemOptions) {
    const description = BOARDS[options.board];
    this.clock = new Clock(description.clocks.rate, options.clock === 'ideal' ? 'ideal' : 'board');
    this.#interrupts = new Interrupts(this.clock);
    this.#systick = new SysTick(this.clock, this.#interrupts);
    this.#scheduler = new Scheduler(this.clock, this.#interrupts, this.#systick, { stopEvery: options.stopEvery });
    this.trace = new Trace(this.clock);
    this.board = new Pyboard(description, this.clock, this.#interrupts, this.trace, { seed: options.seed, time: options.startTime });
    this.volume = new FatVolume(fatGeometry(options.board === 'pybv11' ? BLOCKS_PYBV11 : BLOCKS_PYBD), { flash: options.flash, shared: options.shared }, () => Number(this.board.rtc.nanos / 1_000_000_000n));
    if (this.volume.isBlank || this.volume.kind('/boot.py') === null) this.#makeFactoryFiles();
    this.#console = new Console(options.output, options.newline, encodeUtf8, () => this.#python.interrupt(), () => this.#scheduler.notify());
    const finder = new ModuleFinder(this.volume);
    this.#python = new Python({
      description,
      scheduler: this.#scheduler,
      interrupts: this.#interrupts,
      heapSize: options.heap ?? description.heap,
      print: (text) => this.#console.write(text),
      nativeModules: (python) => machineModules(this.#parts(python)),
      builtins: (python) => machineBuiltins(this.#parts(python)),
      searchPath: () => finder.searchPath(),
      findModule: (path, compile) => finder.find(path, compile),
    });
    this.#python.optimize = options.optimize;
    this.#firmware = this.#makeFirmware();
    this.#scheduler.add(this.#firmware);
  }

  /** Runs until an absolute moment, ns since reset, or until nothing is left to do before it without the host. */
  run(until: bigint): RunState {
    this.#python.activate();
    this.#isOn = true;
    try {
      const outcome = this.#scheduler.run(Number(until - this.clock.epoch));
      if (outcome === 'until') return 'moment';
      if (outcome === 'stopped') return 'stopped';
      return this.#firmware.done ? 'ended' : 'awaiting-input';
    } catch (x) {
      if (x === ABORT) return 'aborted';
      throw x;
    }
  }

  /** How the program ended; null while it has not. */
  get exit(): ProgramEnd | null {
    return this.#firmware.exit;
  }

  /** Whether the prompt waits for input and nothing typed is left unread. */
  get isIdleAtPrompt(): boolean {
    return this.#isOn && this.#firmware.atPrompt && this.#console.available === 0;
  }

  /** Bytes typed at the console. The interrupt byte raises KeyboardInterrupt in a running program. */
  feed(bytes: Uint8Array): void {
    this.#python.activate();
    this.#console.feed(bytes);
  }

  /** Nanoseconds since reset. */
  get elapsed(): bigint {
    return this.clock.elapsed();
  }

  /** `run` comes back at the next safe point that allows a stop. */
  requestStop(): void {
    this.#scheduler.requestStop();
  }

  /** Ends the program for good at the next safe point, nested code included; nothing catches it. `run` answers `aborted`. */
  abort(): void {
    this.#scheduler.requestAbort();
  }

  /** Called at least once per 50 ms of simulated work, in code that no stop unwinds, too. May feed, request a stop or abort. */
  set poll(poll: (() => void) | null) {
    this.#scheduler.poll = poll;
  }

  /** Factory files on a blank flash; beside the user's own main.py only what is missing. */
  #makeFactoryFiles(): void {
    writeFactoryFiles(this.volume);
  }

  #parts(python: Python): MachineParts {
    return {
      board: this.board,
      clock: this.clock,
      systick: this.#systick,
      interrupts: this.#interrupts,
      console: this.#console,
      python,
      volume: this.volume,
      hasThreads: this.options.firmware === 'threads',
      args: this.options.args ?? [],
      heap: python.heap,
    };
  }

  #makeFirmware(): Firmware {
    const { board } = this;
    const python = this.#python;
    const prompt = new BoardPrompt({
      console: this.#console,
      banner: banner(board.description),
      prompt: () => undefined,
      names: () => [],
    });
    return new Firmware(
      {
        systick: this.#systick,
        mainThread: python.main,
        resetSoftly: () => {
          if (this.#isOn && this.clock.elapsed() > 0n) board.resetCause = ResetCause.SOFT;
          board.softReset();
          python.reset();
          board.lightForBoot();
        },
        bootDone: () => board.lightAfterBoot(),
        startFile: (name) => (this.volume.kind(`/${name}`) === 'file' ? python.startSource(this.#readText(name), name, 'file') : false),
        startSource: (source, filename, kind) => python.startSource(source, filename, kind),
        startModule: (name) => python.startSource(`import ${name}`, '<stdin>', 'file'),
        endOf: (result) => python.endOf(result),
        print: (text) => this.#console.write(text),
        flash: (half) => {
          const [red, green] = board.leds;
          if (half === 'red') red?.on();
          else red?.off();
          if (half === 'green') green?.on();
          else green?.off();
        },
        armInterrupt: (armed) => {
          this.#console.interruptByte = armed ? this.#console.programInterruptByte : -1;
        },
        prompt,
      },
      { program: this.options.program, afterwards: this.options.afterwards, exitResets: this.options.exitResets },
    );
  }

  #readText(name: string): string {
    return decodeUtf8(this.volume.read(`/${name}`), 'replace') as string;
  }
}
