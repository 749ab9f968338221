/** Counting mode: code compiled with `count` says before each instruction that it comes. Opcodes are counted, or somebody watches. */
import type { Code } from '../bytecode/code.js';
import { type Engine, engine } from '../objects/engine.js';
import type { PyException } from '../objects/exception.js';
import type { PyInstance } from '../objects/instance.js';
import type { Frame } from './frame.js';

/** Executions by opcode name, as `py/bc0.h` spells it. */
export const opcodeCounts = new Map<string, number>();

/** Told what code runs, instruction by instruction. What it does has no effect on the machine. */
export interface Watcher {
  /** The COUNT at `pc` of `code` is executed: the instruction behind it comes, or the place of the source that it marks. */
  comesTo(code: Code, pc: number): void;
  /** Native code, an interrupt perhaps, calls Python: nothing that runs until `run` has come back is a part of what calls. */
  around?<T>(run: () => T): T;
  /** An exception has come to a frame, at the instruction at `pc`: it is caught there, or goes on to the frame below. */
  raised?(exception: PyException | PyInstance, frame: Frame, pc: number): void;
}
let watcher: Watcher | null = null;

/** The ways from native code to Python. */
const CALLS = ['finish', 'call', 'callForItem', 'resume', 'someOf', 'throwInto'] as const satisfies readonly (keyof Engine)[];

/** From now on somebody watches, until the function that is answered is called. */
export function watch(by: Watcher): () => void {
  const outer = watcher;
  const unwatched = Object.fromEntries(CALLS.map((name) => [name, engine[name]]));
  watcher = by;
  for (const name of by.around === undefined ? [] : CALLS) {
    const call = engine[name] as (...args: unknown[]) => unknown;
    Object.assign(engine, { [name]: (...args: unknown[]) => by.around?.(() => call(...args)) });
  }
  return () => {
    watcher = outer;
    Object.assign(engine, unwatched);
  };
}

/** A COUNT is executed. Machine code has no opcodes. */
export function count(code: Code, pc: number, ledger: number): void {
  if (watcher !== null) watcher.comesTo(code, pc);
  else if (code.emitter === 'bytecode') countOpcodes(code.ledger[ledger] as string);
}

/** An exception has come to a frame, at the instruction at `pc`. */
export function noticeRaised(exception: PyException | PyInstance, frame: Frame, pc: number): void {
  watcher?.raised?.(exception, frame, pc);
}

/** Counts the opcodes of one ledger entry, names separated by blanks; it may be empty. */
export function countOpcodes(ledger: string): void {
  if (ledger === '') return;
  for (const name of ledger.split(' ')) opcodeCounts.set(name, (opcodeCounts.get(name) ?? 0) + 1);
}

/** Takes an execution back: of an opcode that the firmware runs as part of the one before it. */
export function uncount(name: string): void {
  if (opcodeCounts.size > 0) opcodeCounts.set(name, (opcodeCounts.get(name) ?? 0) - 1);
}
