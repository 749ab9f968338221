/** Makes a frame from a function and its arguments (`py/bc.c`, mp_setup_code_state). */
import { CALL_PRICE } from '../bytecode/prices.js';
import { wrongArgumentCount } from '../objects/argument-count.js';
import { allocate, charge, release, tryAllocate, visitHeap } from '../objects/charge.js';
import { newDict, type PyDict } from '../objects/dict.js';
import { raise } from '../objects/exception.js';
import { Cell, PyFunction } from '../objects/function.js';
import { collect } from '../objects/protocol/iterate.js';
import { makeStr } from '../objects/str.js';
import type { Table } from '../objects/table.js';
import { newTuple, type PyTuple } from '../objects/tuple.js';
import type { Keywords, Value } from '../objects/value.js';
import { Frame } from './frame.js';
import type { LinkedCode } from './link.js';
import { currentLocals } from './stack.js';

/** Makes the frame of a call. Charges the call. Raises TypeError for arguments that do not fit. */
export function makeFrame(f: PyFunction, args: readonly Value[], keywords: Keywords | null): Frame {
  const linked = f.linked as LinkedCode;
  const stack = linked.blank.slice() as (Value | undefined)[];
  const cells = bindCall(f, stack, args, keywords);
  return new Frame(linked, stack, cells, linked.code.kind === 'module' ? currentLocals() : null);
}

/**
 * Puts the arguments of a call into the parameters' slots, and returns the cells of its frame. Charges the call. Raises TypeError for
 * arguments that do not fit.
 */
export function bindCall(f: PyFunction, stack: (Value | undefined)[], args: readonly Value[], keywords: Keywords | null): Cell[] {
  const linked = f.linked as LinkedCode;
  chargeCall(f, linked, args.length);
  if (keywords === null && args.length === linked.plainArity) {
    for (let i = 0; i < args.length; i++) stack[i] = args[i];
  } else bindArguments(f, stack, args, keywords);
  return linked.code.cellNames.length === 0 ? NO_CELLS : makeCells(linked, stack, f.cells);
}

/** Like `makeFrame`, for a call with exactly `frameArity` arguments, which lie at `from` on the caller's stack. */
export function makePlainFrame(f: PyFunction, caller: readonly (Value | undefined)[], from: number): Frame {
  const linked = f.linked as LinkedCode;
  const count = linked.frameArity;
  const stack = linked.blank.slice() as (Value | undefined)[];
  chargeCall(f, linked, count);
  for (let i = 0; i < count; i++) stack[i] = caller[from + i];
  return new Frame(linked, stack, linked.code.cellNames.length === 0 ? NO_CELLS : makeCells(linked, stack, f.cells), null);
}

/** The cells of a frame that has none. */
export const NO_CELLS: Cell[] = [];

/** Charges what a call of a Python function costs. */
export function chargeCall(f: PyFunction, linked: LinkedCode, count: number): void {
  const { code } = linked;
  charge(code.entryCharge + count * (f.cells.length === 0 ? CALL_PRICE.BYTECODE_PER_ARGUMENT : CALL_PRICE.CLOSURE_PER_ARGUMENT));
  if (linked.heapFrameBytes === 0) return;
  if (code.isGenerator) allocate(linked.heapFrameBytes, 'generator');
  else frameOnHeap(linked.heapFrameBytes);
}

/** Charges a frame that is too large for the stack; if the heap is locked or full, the frame lies on the stack after all. */
export function frameOnHeap(bytes: number): void {
  if (!visitHeap(bytes) && tryAllocate(bytes)) release(bytes);
}

/** Makes a frame's cells: those captured at definition, then its own; a parameter that is a cell moves into its cell. */
function makeCells(linked: LinkedCode, stack: (Value | undefined)[], captured: readonly Cell[]): Cell[] {
  const cells = captured.slice();
  for (const slot of linked.code.cells) {
    allocate(16, 'cell');
    if (slot < 0) cells.push(new Cell(undefined));
    else {
      cells.push(new Cell(stack[slot]));
      stack[slot] = undefined;
    }
  }
  return cells;
}

/** Makes the function of an inner Code, which captures cells of `outer`. `defaults`: a tuple, `keywordDefaults`: a dict, or undefined. */
export function makeFunction(
  outer: readonly Cell[],
  linked: LinkedCode,
  defaults: Value | undefined,
  keywordDefaults: Value | undefined,
): Value {
  if (linked.code.emitter === 'assembler') return linked.runtime.machineFunction(linked.code);
  const { captured, emitter } = linked.code;
  const extra = (defaults === undefined ? 0 : (defaults as PyTuple).items.length) + (keywordDefaults === undefined ? 0 : 1);
  allocate(16 + 4 * extra, 'function');
  if (captured.length > 0) allocate(12 + 4 * captured.length, 'function');
  const cells = captured.length === 0 ? NO_CELLS : captured.map((index) => outer[index] as Cell);
  // Viper makes its defaults but never uses them.
  if (emitter === 'viper') return new PyFunction(linked, [], null, cells);
  const byName = keywordDefaults === undefined ? null : (keywordDefaults as PyDict).table;
  return new PyFunction(linked, defaults === undefined ? NO_DEFAULTS : collect(defaults), byName, cells);
}

const NO_DEFAULTS: readonly Value[] = [];

/** Makes the frame of a module or class body, whose names live in a table. */
export function makeNamespaceFrame(linked: LinkedCode, locals: Table, captured: readonly Cell[] = []): Frame {
  const stack = linked.blank.slice() as (Value | undefined)[];
  return new Frame(linked, stack, makeCells(linked, stack, captured), locals);
}

function bindArguments(f: PyFunction, stack: (Value | undefined)[], args: readonly Value[], keywords: Keywords | null): void {
  const { signature, emitter } = f.linked.code;
  const { positional, keywordOnly } = signature;
  const count = args.length;
  if (emitter === 'viper' && keywords !== null && keywords.size > 0) throw raise.TypeError("function doesn't take keyword arguments");
  if (emitter === 'viper' && count !== positional) throw wrongCount(f, positional, count);
  for (let i = 0; i < Math.min(count, positional); i++) stack[i] = args[i];
  if (emitter === 'viper') return;
  if (signature.star) {
    stack[positional + keywordOnly] = newTuple(args.slice(positional));
  } else if (count > positional) throw wrongCount(f, positional, count);
  // As in the firmware: without keyword arguments and keyword defaults, only positional arguments count (`py/bc.c`).
  const isPlain = (keywords === null || keywords.size === 0) && f.keywordDefaults === null;
  if (isPlain && count < positional - f.defaults.length) throw wrongCount(f, positional - f.defaults.length, count);
  if (isPlain && keywordOnly > 0) throw raise.TypeError('function missing keyword-only argument');
  if (keywords !== null || signature.doubleStar) bindKeywords(f, stack, keywords);
  fillDefaults(f, stack);
}

/** In MicroPython a closure's captured cells are its first arguments: errors about too many or too few arguments count them. */
const hiddenArguments = (f: PyFunction): number => f.linked.code.captured.length;

function wrongCount(f: PyFunction, wanted: number, given: number): object {
  const hidden = hiddenArguments(f);
  return wrongArgumentCount(f.linked.code.name, wanted + hidden, given + hidden);
}

function bindKeywords(f: PyFunction, stack: (Value | undefined)[], keywords: Keywords | null): void {
  const { signature } = f.linked.code;
  const extra = signature.doubleStar ? new Map<string, Value>() : null;
  if (keywords !== null) {
    charge(CALL_PRICE.KEYWORDS * keywords.size);
    for (const [name, value] of keywords) {
      const slot = signature.names.indexOf(name);
      if (slot < 0) {
        if (extra === null) throw raise.TypeError("unexpected keyword argument '%q'", name);
        if (extra.has(name)) throw repeatedArgument(name);
        extra.set(name, value);
      } else {
        if (stack[slot] !== undefined) throw repeatedArgument(name);
        stack[slot] = value;
      }
    }
  }
  if (extra !== null) stack[signature.positional + signature.keywordOnly + (signature.star ? 1 : 0)] = dictOf(extra);
}

const repeatedArgument = (name: string): object => raise.TypeError("function got multiple values for argument '%q'", name);

function dictOf(items: Keywords): Value {
  const dict = newDict(items.size);
  for (const [name, value] of items) dict.table.set(makeStr(name), value);
  return dict;
}

function fillDefaults(f: PyFunction, stack: (Value | undefined)[]): void {
  const { signature } = f.linked.code;
  const { positional, keywordOnly } = signature;
  const firstDefault = positional - f.defaults.length;
  for (let i = firstDefault; i < positional; i++) stack[i] ??= f.defaults[i - firstDefault];
  // The firmware checks the last argument first, and numbers them from 0.
  for (let i = firstDefault - 1; i >= 0; i--) {
    if (stack[i] === undefined) throw raise.TypeError('function missing required positional argument #%d', i + hiddenArguments(f));
  }
  for (let i = positional; i < positional + keywordOnly; i++) {
    if (stack[i] !== undefined) continue;
    const name = signature.names[i] as string;
    const fallback = f.keywordDefaults?.getName(name)?.value;
    if (fallback === undefined) throw raise.TypeError("function missing required keyword argument '%q'", name);
    stack[i] = fallback;
  }
}
