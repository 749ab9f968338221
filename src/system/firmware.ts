/**
 * What the firmware does around Python: boot, boot.py, main.py, the prompt, soft reset (`ports/stm32/main.c`, `boardctrl.c`,
 * `shared/runtime/pyexec.c`). It is one Execution: the main thread of the board.
 */
import { type ModeChoice, ResetMode } from '../board/reset.js';
import { CTRL_C } from '../control-bytes.js';
import { ABORT, type Execution, isOver, type Wait } from '../execution.js';
import type { Value } from '../objects/value.js';
import type { ThreadResult } from '../vm/supervisor.js';
import { showFailure, showFatalError } from './failure-lights.js';
import type { FirmwarePort } from './firmware-port.js';
import type { Afterwards, Program, ProgramEnd } from './program.js';
import { chooseMode, showFactory } from './reset-mode.js';

/** What the firmware runs, and what follows. */
interface FirmwareOptions {
  readonly program: Program;
  readonly afterwards: Afterwards;
  readonly modeChoice: ModeChoice;
  /**
   * Whether any SystemExit in the program resets the board softly, as on a real board; otherwise only `machine.soft_reset()` does, and any other
   * SystemExit ends the run.
   */
  readonly exitResets: boolean;
}

/** `look`: the host looks around before the firmware continues. `unwind`: in addition, no nested code of other threads is left then. */
type Request = { readonly wait: Wait } | 'program' | 'look' | 'unwind';

const MAIN_OF_FLASH = '/flash/main.py';
const NEVER: Wait = { ready: () => false };
/** No byte interrupts. */
const NO_BYTE = -1;
/** For work that begins as soon as the core is free. */
const AT_ONCE: Wait = { ready: () => true };
/** How often LEDs change after a fatal error if the run ends with the program. */
const FATAL_CHANGES = 16;

export class Firmware implements Execution {
  /** How the last program to end has ended; null until one has. */
  exit: ProgramEnd | null = null;
  /** When a program last ended, ns since power came; null until one has. */
  endedAt: bigint | null = null;
  /** The firmware has ended: nothing will run any more. */
  done = false;
  /** The firmware controls the LEDs: they show that it boots, or that a program has failed. */
  hasLights = true;
  /** The LEDs show that a program has failed; no program runs. */
  showsFailure = false;
  /** The prompt is open and no program runs. */
  atPrompt = false;
  /** How the board has started. */
  mode = ResetMode.NORMAL;
  #wait: Wait | null = null;
  #sequence: Generator<Request, void, ProgramEnd | null>;
  #running = false;
  /** A soft callback runs while the firmware waits. */
  #inCallback = false;
  #unwinds = false;
  /** The firmware has died: it serves nothing but interrupts. */
  #isDead = false;

  constructor(
    private readonly port: FirmwarePort,
    private readonly options: FirmwareOptions,
  ) {
    this.#sequence = this.#power();
  }

  get waiting(): Wait | null {
    if (this.#wait !== null && !this.#inCallback) return this.#servesCallbacks ? null : this.#wait;
    // A soft callback may wait as well, and so may code that the prompt runs to complete a word.
    return this.port.python.main.waiting;
  }

  /** Whether a soft callback is to be run while the firmware waits. */
  get #servesCallbacks(): boolean {
    return this.port.python.pending.hasCallback && !this.#isDead;
  }

  /** Leaves the firmware for good. */
  leave(): void {
    this.done = true;
    this.exit ??= { kind: 'ok' };
  }

  /** Called if nothing is to follow the program but its threads do not end: from now on the firmware waits, too. */
  waitOn(): void {
    this.done = false;
    this.#wait = null;
    this.#sequence = this.#idle();
  }

  *#idle(): Generator<Request, never, ProgramEnd | null> {
    for (;;) yield { wait: NEVER };
  }

  strike(thrown: unknown): boolean {
    return this.#running && this.#wait === null && this.port.python.main.strike(thrown);
  }

  /** From now on the firmware only shows that it has failed, for instance because nobody has caught an exception. */
  die(message: string, uncaught: Value | null): void {
    this.#running = false;
    this.#isDead = true;
    this.#wait = null;
    this.#sequence = this.#fatalError(message, uncaught);
  }

  /** `boardctrl_fatal_error`, which never returns. If nothing is to follow the program, the program ends here. */
  *#fatalError(message: string, uncaught: Value | null): Generator<Request, void, ProgramEnd | null> {
    const { port } = this;
    this.hasLights = true;
    if (uncaught !== null) port.python.printUncaught(uncaught);
    const tell = (): void => {
      const report = `\nFATAL ERROR:\n${message}`;
      port.print(report);
      this.#ends({ kind: 'exception', report });
    };
    yield* showFatalError(port, tell, this.options.afterwards === 'stop' ? FATAL_CHANGES : Number.POSITIVE_INFINITY);
  }

  #ends(end: ProgramEnd): void {
    this.exit = end;
    this.endedAt = this.port.elapsed();
  }

  run(): void {
    const { python } = this.port;
    const { main } = python;
    if (this.#wait !== null && !isOver(this.#wait, this.port.now)) {
      if (this.#servesCallbacks) this.#runCallback();
      return;
    }
    let end: ProgramEnd | null = null;
    for (;;) {
      if (this.#running) {
        main.run();
        if (!main.done) return;
        this.#running = false;
        const result = main.result as ThreadResult;
        if ('raised' in result && result.raised === ABORT) {
          this.done = true;
          throw ABORT;
        }
        end = python.endOf(result);
      }
      this.#wait = null;
      if (this.#unwinds) {
        this.#unwinds = false;
        this.port.unwindCovered();
      }
      const next = this.#sequence.next(end);
      end = null;
      if (next.done) {
        this.done = true;
        return;
      }
      if (next.value === 'program') {
        this.#running = true;
        continue;
      }
      if (next.value === 'unwind') this.#unwinds = true;
      else if (next.value !== 'look') this.#wait = next.value.wait;
      return;
    }
  }

  #runCallback(): void {
    this.#inCallback = true;
    try {
      this.port.python.runPendingCallback();
    } finally {
      this.#inCallback = false;
    }
  }

  *#power(): Generator<Request, void, ProgramEnd | null> {
    const { port, options } = this;
    this.mode = yield* chooseMode(port, options.modeChoice);
    if (this.mode === ResetMode.BOOTLOADER) port.enterBootloader();
    for (let isFirst = true; ; isFirst = false) {
      if (!isFirst) {
        yield 'unwind';
        this.mode = ResetMode.NORMAL;
      }
      const { mode } = this;
      this.hasLights = true;
      const began = port.systick.ticks;
      port.resetSoftly(isFirst, mode === ResetMode.FACTORY);
      yield* this.#whenFree();
      if (mode === ResetMode.FACTORY) yield* showFactory(port, began);
      const booted: ProgramEnd = mode === ResetMode.SAFE ? { kind: 'ok' } : yield* this.#bootFile();
      if (yield* this.#resets(booted)) continue;
      if (booted.kind === 'exit') {
        this.#ends(booted);
        return;
      }
      this.hasLights = false;
      port.bootDone();
      const skipProgram =
        mode === ResetMode.SAFE ||
        booted.kind === 'exception' ||
        options.program.kind === 'none' ||
        (options.program.kind !== 'main' && options.program.isOnce === true && port.wasReset) ||
        (port.prompt.isRaw && options.program.kind === 'main');
      if (!skipProgram) {
        const end = yield* this.#runProgram(this.#startProgram());
        if (yield* this.#resets(end)) continue;
        this.#ends(end);
        if (options.afterwards !== 'prompt' && end.kind === 'exit') return;
        if (end.kind === 'exception') yield* this.#fail(end.report, 3);
      } else this.exit ??= { kind: 'ok' };
      if (options.afterwards === 'stop') return;
      if (options.afterwards === 'idle') yield* this.#idle();
      yield* this.#promptLoop();
    }
  }

  /** Returns true if a program that has ended in this way restarts the board; then says so. */
  *#resets(end: ProgramEnd): Generator<Request, boolean, ProgramEnd | null> {
    const resets = end.kind === 'exit' && (this.options.exitResets || end.isReset);
    if (resets) yield* this.#announceReset();
    return resets;
  }

  /** Runs boot.py. If it ends with an exception, only the prompt follows (`boardctrl_run_boot_py`), and that is how the program has ended. */
  *#bootFile(): Generator<Request, ProgramEnd, ProgramEnd | null> {
    const end = yield* this.#runProgram(this.port.python.startFile('boot.py'));
    if (end.kind === 'exception') {
      this.#ends(end);
      yield* this.#fail(end.report, 4);
    }
    return end;
  }

  #startProgram(): ProgramEnd | boolean {
    const { program } = this.options;
    const { python } = this.port;
    switch (program.kind) {
      case 'main':
        return python.startFile(this.port.mainFile()) || (program.isNamed === true && python.startFile(MAIN_OF_FLASH));
      case 'code':
        return python.startSource(program.source, program.filename, 'file');
      case 'module':
        return python.startModule(program.name);
      default:
        return false;
    }
  }

  *#runProgram(started: ProgramEnd | boolean): Generator<Request, ProgramEnd, ProgramEnd | null> {
    if (started === false) return { kind: 'ok' };
    let end = started;
    if (end === true) {
      this.port.setInterruptByte(CTRL_C);
      end = (yield 'program') as ProgramEnd;
    }
    this.port.setInterruptByte(NO_BYTE);
    return end;
  }

  /** Prints an exception, then lights red and green alternately. */
  *#fail(report: string, rounds: number): Generator<Request, void, ProgramEnd | null> {
    const hadLights = this.hasLights;
    this.hasLights = this.showsFailure = true;
    this.port.print(report);
    yield* showFailure(this.port, rounds);
    this.hasLights = hadLights;
    this.showsFailure = false;
  }

  *#promptLoop(): Generator<Request, void, ProgramEnd | null> {
    const { prompt } = this.port;
    prompt.open();
    for (;;) {
      const action = prompt.step();
      if (action === null) {
        this.atPrompt = true;
        yield { wait: prompt.inputWait };
        this.atPrompt = false;
        continue;
      }
      if (action === 'reset') {
        yield* this.#announceReset();
        return;
      }
      const started = this.port.python.startSource(action.run, '<stdin>', action.kind);
      if (started === true) prompt.began();
      const end = yield* this.#runProgram(started);
      prompt.finished(end);
      // There may be an endless supply of source to run.
      yield 'look';
      if (end.kind === 'exit') {
        yield* this.#announceReset();
        return;
      }
    }
  }

  *#announceReset(): Generator<Request, void, ProgramEnd | null> {
    const { port } = this;
    port.print('MPY: sync filesystems\n');
    port.syncFlash();
    yield* this.#whenFree();
    port.print('MPY: soft reboot\n');
  }

  *#whenFree(): Generator<Request, void, ProgramEnd | null> {
    if (this.port.isOccupied) yield { wait: AT_ONCE };
  }
}
