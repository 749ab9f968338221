/**
 * The parts of one machine and how they are wired: hardware, files, console, interpreter and firmware, on one clock. What a host sees of them
 * and does with them is in `pyboard-system.ts`.
 */
import { BOARDS } from '../board/boards.js';
import { Pyboard } from '../board/pyboard.js';
import { ResetCause } from '../board/reset.js';
import type { Debugger } from '../debug/debugger.js';
import { Mma7660 } from '../devices/sensors/mma7660.js';
import { firmwareNames } from '../embedded/names.js';
import type { Execution } from '../execution.js';
import type { FlashVolume } from '../files/flash-volume.js';
import { type Features, FIRMWARES } from '../firmwares.js';
import { firstKept, type Kept } from '../modules/kept.js';
import { heapSummary } from '../modules/micropython/memory-map.js';
import { namesInfo } from '../modules/micropython/module.js';
import { pythonWorld } from '../modules/python-world.js';
import { charge } from '../objects/charge.js';
import type { Value } from '../objects/value.js';
import { Clock } from '../sim/clock.js';
import { Interrupts } from '../sim/interrupts.js';
import type { Schedule } from '../sim/schedule.js';
import { Scheduler } from '../sim/scheduler.js';
import { Signal } from '../sim/signal.js';
import { SysTick } from '../sim/systick.js';
import { Trace } from '../sim/trace.js';
import { encodeUtf8 } from '../utf8.js';
import { banner } from '../version.js';
import type { Watcher } from '../vm/counting.js';
import { Thread } from '../vm/thread.js';
import { Coverage } from './counting/coverage.js';
import { LineProfile } from './counting/line-profile.js';
import { RunCounts } from './counting/run-counts.js';
import { debuggerOf } from './debugged-machine.js';
import type { Firmware } from './firmware.js';
import { HardReset } from './hard-reset.js';
import { firmwareOf, MAIN_FILE } from './machine-firmware.js';
import { type MachineActivity, makeActivity } from './make-activity.js';
import { moduleParts } from './module-parts.js';
import type { Plan } from './options.js';
import { BoardPrompt } from './prompt/board-prompt.js';
import { Console } from './prompt/console.js';
import { Python } from './python.js';
import { type InterruptReport, reportSoftFailure } from './reports/explain.js';
import { makeFlash } from './setup/flash-files.js';
import { Standstill } from './standstill.js';
import { tierFor } from './tiers.js';

/** What a machine asks its host for, and what it tells the host. */
interface MachineHost {
  /** Called when typed input is looked for and there is none. Returns true if the host wants to bring some before time advances. */
  lacksInput(): boolean;
  /** Called when boot.py has ended, and when the LEDs begin to show which way of starting USR chooses. */
  booted(): void;
  /** Called for callbacks of interrupts that fail, and for interrupts that are lost; null if there is no listener. */
  readonly explain: ((report: InterruptReport) => void) | null;
}

/** Returns the option `turns` in the form that the scheduler takes. */
const turnsOf = ({ turns, seed }: Plan): number | Schedule | undefined =>
  typeof turns === 'object' ? turns : turns === 'random' ? seed : undefined;

export class Machine {
  readonly clock: Clock;
  readonly trace: Trace;
  /** Null unless the option asks for it. */
  readonly profile: LineProfile | null;
  readonly coverage: Coverage | null;
  readonly activity: MachineActivity | null;
  /** Null without the option `debug`. */
  readonly debugger: Debugger | null;
  /** Notified of what is executed: the debugger, the profile, or the counts for coverage. */
  readonly #watcher: Watcher | null;
  readonly board: Pyboard;
  readonly flash: FlashVolume;
  readonly scheduler: Scheduler;
  readonly console: Console;
  readonly python: Python;
  readonly standstill: Standstill;
  /** What the firmware was built with. */
  readonly features: Features;
  /** These three are recreated by each hard reset. */
  kept!: Kept;
  prompt!: BoardPrompt;
  firmware!: Firmware;
  /** Reset to this by each reset. */
  mainFile = MAIN_FILE;
  /** How often the firmware has started. */
  starts = 0;

  constructor(
    readonly options: Plan,
    readonly host: MachineHost,
  ) {
    const description = BOARDS[options.board];
    this.features = FIRMWARES[options.firmware].features;
    this.clock = new Clock(description.clocks.rate, options.clock === 'ideal' ? 'ideal' : 'board');
    const { clock } = this;
    const interrupts = new Interrupts(clock);
    const systick = new SysTick(clock, interrupts);
    this.scheduler = new Scheduler(clock, interrupts, systick, { stopEvery: options.stopEvery, turns: turnsOf(options) });
    this.trace = new Trace(clock);
    this.activity = options.activity ? makeActivity({ clock, trace: this.trace, interrupts, scheduler: this.scheduler }) : null;
    const runs = options.coverage ? new RunCounts() : null;
    this.profile = options.profile ? new LineProfile(clock, runs) : null;
    this.coverage = runs && new Coverage(runs);
    this.debugger = options.debug ? debuggerOf(this) : null;
    this.#watcher = this.debugger ?? this.profile ?? runs;
    this.trace.place = () => this.profile?.place ?? null;
    this.board = new Pyboard(
      description,
      { clock, interrupts, systick, trace: this.trace },
      { seed: options.seed, time: options.startTime, uniqueId: options.uniqueId, accelerometer: (supply) => new Mma7660(supply) },
    );
    this.standstill = new Standstill(this.board, this.scheduler, this.activity?.activity ?? null);
    this.flash = makeFlash(options, this.board);
    this.console = new Console({
      send: options.output,
      newline: options.newline,
      encode: encodeUtf8,
      interrupted: () => this.python.interrupt(),
      arrived: () => this.scheduler.notify(),
      lacking: () => host.lacksInput(),
      waitForEvent: () => systick.waitForEvent(),
    });
    this.python = this.#makePython();
    this.board.resetButton.onPress = () => this.reset(ResetCause.HARD);
    this.board.resetButton.onRelease = () => this.board.stopMode.letGo();
    this.#start();
  }

  #makePython(): Python {
    const { options, clock } = this;
    const { description } = this.board;
    const collecting = new Signal('GC');
    this.trace.watchOnceUsed(collecting);
    return new Python({
      description,
      features: this.features,
      scheduler: this.scheduler,
      heapSize: options.heap ?? description.heap,
      counting: options.counting || this.#watcher !== null,
      watcher: this.#watcher,
      profile: this.profile,
      coverage: this.coverage,
      actors: this.activity?.actors ?? null,
      print: (text) => this.console.write(text),
      failedSoftly: (from, callee, exception) => this.host.explain?.(reportSoftFailure(clock.elapsed(), from, callee, exception)),
      pause: (cycles, isStopped) => {
        collecting.drive(1);
        if (isStopped) clock.spend(cycles);
        else charge(cycles);
        collecting.drive(0);
      },
      firmwareNames: () => firmwareNames(`${options.board}-${options.firmware}`),
      world: (python) => pythonWorld(moduleParts(this, python)),
      // Only the interpreter notifies a watcher.
      tier: tierFor(this.#watcher === null ? options.tier : 'interpreter'),
      optimize: options.optimize,
      store: options.store,
      args: options.args,
    });
  }

  /** The chip starts. */
  #start(): void {
    this.console.interruptByte = -1;
    this.kept = firstKept(this.board.description);
    this.prompt = this.#makePrompt();
    this.firmware = firmwareOf(this);
    this.scheduler.add(this.firmware);
  }

  #makePrompt(): BoardPrompt {
    const { python, board } = this;
    return new BoardPrompt({
      console: this.console,
      movesByWords: this.features.wordMoves,
      banner: banner(board.description),
      prompt: (which) => python.prompt(which),
      ticks: () => board.systick.ticks,
      memoryInfo: () => {
        python.collectAtPrompt();
        return namesInfo() + heapSummary(python.heapContent());
      },
      names: () => python.names(),
    });
  }

  /** Returns the lines that an Execution which has just stopped is in, the innermost first; empty without the option `profile`. */
  linesOf(execution: Execution): string[] {
    const { profile } = this;
    if (profile === null || profile.place === null) return [];
    const thread = execution === this.firmware ? this.python.main : execution;
    const lines = [profile.place];
    const top = thread instanceof Thread ? thread.top : null;
    for (let frame = top?.back ?? null; frame !== null; frame = frame.back) lines.push(profile.lineOf(frame.linked.code, frame.pc - 1));
    return lines;
  }

  /**
   * Called when something resets the chip. It returns only in standby, which ends with any reset; the flag for standby is checked before the
   * others (`modmachine.c`, machine_init).
   */
  reset(cause: ResetCause): void {
    const { stopMode, resetButton } = this.board;
    if (!stopMode.isStandby) throw new HardReset(cause);
    stopMode.leave();
    if (resetButton.isPressed) stopMode.hold();
  }

  /** Resets the chip, which starts once the button RST is released. */
  hardReset(cause: ResetCause): void {
    const { stopMode, resetButton } = this.board;
    stopMode.leave();
    this.board.hardReset(cause);
    if (resetButton.isPressed) stopMode.hold();
    else if (cause === ResetCause.DEEPSLEEP) stopMode.enter(true);
    this.python.main.drop();
    this.scheduler.clear();
    this.#start();
  }

  /** The firmware finds no way to continue. `uncaught`: an exception that nobody has caught. */
  die(message: string, uncaught: Value | null = null): void {
    this.#forgetExecutions();
    this.board.interrupts.stayIfLeftBy(uncaught);
    this.firmware.die(message, uncaught);
    this.scheduler.add(this.firmware);
  }

  /** The threads that the program has left behind wait for each other; on a real board the prompt would wait beside them. */
  waitOn(): void {
    this.firmware.waitOn();
    this.scheduler.add(this.firmware);
  }

  /** Starts the chip's bootloader and ends the machine. Nothing else is simulated of the bootloader. */
  leave(): void {
    this.board.hardReset();
    this.#forgetExecutions();
    this.firmware.leave();
  }

  #forgetExecutions(): void {
    this.python.main.drop();
    this.python.threads.forget();
    this.scheduler.clear();
  }
}
