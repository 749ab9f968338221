/** Counting mode: code compiled with `count` has a COUNT before each instruction. Either opcodes are counted, or a Watcher is called. */
import type { Code } from '../bytecode/code.js';
import { type Engine, engine } from '../objects/engine.js';
import type { PyException } from '../objects/exception.js';
import type { PyInstance } from '../objects/instance.js';
import type { Frame } from './frame.js';

/** Number of executions by opcode name, spelled as in `py/bc0.h`. */
export const opcodeCounts = new Map<string, number>();

/** Called for the code that runs, instruction by instruction. What it does has no effect on the machine. */
export interface Watcher {
  /** The COUNT at `pc` of `code` is executed: next comes the instruction after it, or the place in the source that it marks. */
  comesTo(code: Code, pc: number): void;
  /** Native code, perhaps of an interrupt, calls Python: nothing that runs before `run` returns is part of the calling code. */
  around?<T>(run: () => T): T;
  /** An exception has reached a frame, at the instruction at `pc`: it is caught there, or passes on to the frame below. */
  raised?(exception: PyException | PyInstance, frame: Frame, pc: number): void;
}
/** Who watches the machine that runs; null if nobody does. */
export let watcher: Watcher | null = null;

/** The ways from native code to Python. */
const WAYS = ['finish', 'call', 'callForItem', 'resume', 'someOf', 'throwInto'] as const satisfies readonly (keyof Engine)[];
/** The same, as they are when nobody watches around them; null until somebody does. */
let unwatched: Partial<Engine> | null = null;

/** Lets `by` watch from now on, or nobody. */
export function useWatcher(by: Watcher | null): void {
  if (by === watcher) return;
  if (watcher?.around !== undefined) Object.assign(engine, unwatched);
  watcher = by;
  if (by?.around === undefined) return;
  unwatched ??= Object.fromEntries(WAYS.map((name) => [name, engine[name]]));
  for (const name of WAYS) {
    const call = engine[name] as (...args: unknown[]) => unknown;
    Object.assign(engine, { [name]: (...args: unknown[]) => by.around?.(() => call(...args)) });
  }
}

/** Executes a COUNT. Machine code has no opcodes to count. */
export function count(code: Code, pc: number, ledger: number): void {
  if (watcher !== null) watcher.comesTo(code, pc);
  else if (code.emitter === 'bytecode') countOpcodes(code.ledger[ledger] as string);
}

/** Tells the watcher that an exception has reached a frame, at the instruction at `pc`. */
export function noticeRaised(exception: PyException | PyInstance, frame: Frame, pc: number): void {
  watcher?.raised?.(exception, frame, pc);
}

/** Counts the opcodes of one ledger entry, names separated by blanks; it may be empty. */
export function countOpcodes(ledger: string): void {
  if (ledger === '') return;
  for (const name of ledger.split(' ')) opcodeCounts.set(name, (opcodeCounts.get(name) ?? 0) + 1);
}

/** Takes back one count of an opcode that the firmware executes as part of the one before it. */
export function uncount(name: string): void {
  if (opcodeCounts.size > 0) opcodeCounts.set(name, (opcodeCounts.get(name) ?? 0) - 1);
}
