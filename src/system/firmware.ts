/**
 * What the firmware does around Python: boot, boot.py, main.py, the prompt, soft reset (`ports/stm32/main.c`, `boardctrl.c`,
 * `shared/runtime/pyexec.c`). It is one Execution: the main thread of the board.
 */
import { type ModeChoice, ResetMode } from '../board/reset.js';
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
  /** Whether any SystemExit in the program resets the board softly, as it does there; otherwise `machine.soft_reset()` alone, and the rest is the end. */
  readonly exitResets: boolean;
}

/** `look`: the host looks around before the firmware goes on. `unwind`: and nothing of other threads' nested code is left then. */
type Request = { readonly wait: Wait } | 'program' | 'look' | 'unwind';

const MAIN_OF_FLASH = '/flash/main.py';
const NEVER: Wait = { ready: () => false };
/** For what begins as soon as the core is free. */
const AT_ONCE: Wait = { ready: () => true };
/** So many times LEDs change after a fatal error where a program's end is awaited. */
const FATAL_CHANGES = 16;

export class Firmware implements Execution {
  /** How the program ended last; null until it has. */
  exit: ProgramEnd | null = null;
  /** When one ended last, ns since power came; null until one has. */
  endedAt: bigint | null = null;
  /** The command is over: nothing will run any more. */
  done = false;
  /** The LEDs are the firmware's: they show that it boots, or that a program has failed. */
  hasLights = true;
  /** A program has failed, which the LEDs show: no program runs. */
  showsFailure = false;
  /** The prompt is open and no program runs. */
  atPrompt = false;
  /** How the board has started. */
  mode = ResetMode.NORMAL;
  #wait: Wait | null = null;
  #sequence: Generator<Request, void, ProgramEnd | null>;
  #running = false;
  #unwinds = false;
  /** It is at its end, where it serves nothing but interrupts. */
  #isDead = false;

  constructor(
    private readonly port: FirmwarePort,
    private readonly options: FirmwareOptions,
  ) {
    this.#sequence = this.#power();
  }

  get waiting(): Wait | null {
    if (this.#wait !== null) return this.#servesCallbacks ? null : this.#wait;
    // Code that the prompt runs to complete a word may wait, too.
    return this.port.python.main.waiting;
  }

  /** Whether a soft callback is to be run while it waits. */
  get #servesCallbacks(): boolean {
    return this.port.python.pending.hasCallback && !this.#isDead;
  }

  /** The firmware is left for good. */
  leave(): void {
    this.done = true;
    this.exit ??= { kind: 'ok' };
  }

  /** Nothing follows the program, but its threads do not come to their end: from now on the firmware waits, too. */
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

  /** From now on the firmware only shows that it has failed, for want of somebody who catches an exception for instance. */
  die(message: string, uncaught: Value | null): void {
    this.#running = false;
    this.#isDead = true;
    this.#wait = null;
    this.#sequence = this.#fatalError(message, uncaught);
  }

  /** `boardctrl_fatal_error`: it never comes back; where nothing is to follow the program, this is its end. */
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
      if (this.#servesCallbacks) python.runPendingCallback();
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

  /** Whether a program that has ended so has the board start anew, which says so. */
  *#resets(end: ProgramEnd): Generator<Request, boolean, ProgramEnd | null> {
    const resets = end.kind === 'exit' && (this.options.exitResets || end.isReset);
    if (resets) yield* this.#announceReset();
    return resets;
  }

  /** boot.py. After an exception nothing follows it but the prompt (`boardctrl_run_boot_py`): that is how the program ended. */
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
    if (started !== true) return started;
    this.port.armInterrupt(true);
    const end = (yield 'program') as ProgramEnd;
    this.port.armInterrupt(false);
    return end;
  }

  /** Prints an exception, then red and green light up alternately. */
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
      // There may be more to run without end.
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
