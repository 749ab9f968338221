/**
 * Computes how many bytes of the board's heap live objects take, by a walk over everything that can be reached from the roots. Sizes are those
 * of a 32-bit build in blocks of 16 bytes. Nothing is freed here, since JavaScript does that. Only the number is needed, and it depends on the
 * program alone.
 */
import type { Code } from '../../bytecode/code.js';
import { opAt } from '../../bytecode/instruction.js';
import { Op } from '../../bytecode/opcodes.js';
import { SMALL_LIMIT } from '../../bytecode/small-int.js';
import type { HeapObject } from '../../modules/micropython/memory-map.js';
import { NativeFs } from '../../modules/vfs/native-fs.js';
import { PyBytes } from '../../objects/bytes.js';
import { BLOCK, wholeBlocks } from '../../objects/charge.js';
import { complexBytes, PyComplex } from '../../objects/complex.js';
import { PyDict } from '../../objects/dict.js';
import { PyException } from '../../objects/exception.js';
import { PyFloat } from '../../objects/float.js';
import { BoundMethod, Cell, MethodMarker, Property, PyFunction } from '../../objects/function.js';
import { PyGenerator } from '../../objects/generator.js';
import { GrowingArray } from '../../objects/growing-array.js';
import { PyInstance } from '../../objects/instance.js';
import { limbs } from '../../objects/int-size.js';
import { PyList } from '../../objects/list.js';
import { PyModule } from '../../objects/module.js';
import { knownNames } from '../../objects/name-pool.js';
import { PySet } from '../../objects/set.js';
import { Table } from '../../objects/table.js';
import { PyTuple } from '../../objects/tuple.js';
import { type Hold, PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { Frame } from '../../vm/frame.js';

/** Returns the bytes of a code object in the firmware: its bytecode, constants, names and line table, or its machine code [estimate]. */
function codeBytes(code: Code): number {
  const { emitter, machine, constants, names, children } = code;
  if (machine !== undefined) return wholeBlocks(32) + wholeBlocks(machine.bytes.length);
  const count = instructions(code);
  const bytes = emitter === 'bytecode' ? 2 * count + (count >> 1) : MACHINE_CODE_BYTES * count;
  return wholeBlocks(32 + bytes + 4 * (constants.length + names.length + children.length));
}
/** Returns the number of instructions, without those that counting mode adds, which take no room on the board. */
function instructions({ words, lines, ledger }: Code): number {
  return ledger.length === 0 ? lines.length : lines.reduce((sum, _, pc) => sum + (opAt(words, pc) === Op.COUNT ? 0 : 1), 0);
}
/** Bytes for an instruction: a call through the table of functions with its arguments, or three machine instructions. */
const MACHINE_CODE_BYTES = 8;

/** Returns the bytes of a Code and all Codes inside it. */
export function compiledBytes(code: Code): number {
  return code.children.reduce((sum, child) => sum + compiledBytes(child), codeBytes(code));
}

class Walk {
  bytes = 0;
  /** The objects in the order in which they were found; null if they are not needed. */
  readonly census: HeapObject[] | null;
  readonly #seen = new Set<unknown>();
  readonly #todo: unknown[] = [];

  constructor(withCensus: boolean) {
    this.census = withCensus ? [] : null;
  }

  add(value: unknown): void {
    if (value === undefined || value === null || typeof value === 'boolean') return;
    if (typeof value === 'number' && value < SMALL_LIMIT && value >= -SMALL_LIMIT) return;
    const { size } = this.#seen;
    if (this.#seen.add(value).size === size) return;
    // These are the most frequent objects, and they hold no others.
    if (value instanceof PyFloat) this.object(BLOCK, 'F');
    else if (value instanceof PyComplex) this.object(complexBytes());
    else this.#todo.push(value);
  }

  addAll(values: Iterable<unknown>): void {
    for (const value of values) this.add(value);
  }

  has(value: unknown): boolean {
    return this.#seen.has(value);
  }

  run(): number {
    for (let value = this.#todo.pop(); value !== undefined; value = this.#todo.pop()) this.#visit(value);
    return this.bytes;
  }

  /** Adds an object of `bytes` bytes. */
  object(bytes: number, letter = 'h'): void {
    const size = wholeBlocks(bytes);
    this.bytes += size;
    if (size > 0) this.census?.push({ letter, bytes: size });
  }

  readonly #hold: Hold = (held) => this.add(held);

  /** Counts the object's own memory, and adds what it refers to to the walk. */
  #visit(value: unknown): void {
    if (typeof value === 'number' || typeof value === 'bigint') {
      this.object(BLOCK);
      this.object(2 * limbs(value));
    } else if (typeof value === 'string') {
      if (!knownNames.knows(value)) this.#text(value.length);
    } else if (value instanceof Table) this.#table(value);
    else if (value instanceof Frame) this.#frame(value);
    else if (!this.#container(value) && !this.#callable(value)) this.#other(value);
  }

  #code(code: Code): void {
    if (!code.isFrozen && !this.#seen.has(code)) this.object(codeBytes(code));
    this.#seen.add(code);
  }

  #text(length: number): void {
    this.object(BLOCK, 'S');
    this.object(length + 1);
  }

  #table(table: Table): void {
    for (const { key, value } of table.ordered()) {
      this.add(key);
      this.add(value);
    }
    this.object(table.bytes);
  }

  #frame(frame: Frame): void {
    this.addAll(frame.stack.slice(0, frame.sp));
    this.addAll(frame.cells);
    this.add(frame.linked.globals);
    this.add(frame.locals);
    this.add(frame.back);
    this.#code(frame.linked.code);
    this.object(frame.linked.heapFrameBytes);
  }

  #container(value: unknown): boolean {
    if (Array.isArray(value)) this.addAll(value);
    else if (value instanceof PyTuple) {
      this.addAll(value.items);
      this.object(8 + 4 * value.items.length, 'T');
    } else if (value instanceof PyList) {
      this.addAll(value.items);
      this.object(BLOCK, 'L');
      this.object(4 * value.alloc);
    } else if (value instanceof PyDict || value instanceof PySet) {
      this.add(value.table);
      this.object(BLOCK, value instanceof PyDict ? 'D' : 'h');
    } else if (value instanceof PyInstance) {
      this.addAll(value.values);
      this.add(value.native);
      this.add(value.type);
      this.object(BLOCK);
      this.object(8 * value.shape.size);
    } else if (value instanceof PyBytes) this.#text(value.bytes.length);
    else if (value instanceof GrowingArray) {
      this.object(BLOCK, 'A');
      this.object(value.bytes.length);
    } else return false;
    return true;
  }

  #callable(value: unknown): boolean {
    if (value instanceof PyFunction) {
      const { defaults, keywordDefaults } = value;
      this.addAll(defaults);
      this.addAll(value.cells);
      this.add(value.linked.globals);
      this.#code(value.linked.code);
      this.object(BLOCK + 4 * (defaults.length + (keywordDefaults === null ? 0 : 1)), 'B');
      if (keywordDefaults !== null) {
        this.add(keywordDefaults);
        this.object(BLOCK, 'D');
      }
      if (value.cells.length > 0) this.object(8 + 4 * value.cells.length);
    } else if (value instanceof Cell) {
      this.add(value.value);
      this.object(BLOCK);
    } else if (value instanceof BoundMethod) {
      this.add(value.callee);
      this.add(value.self);
      this.object(BLOCK);
    } else if (value instanceof MethodMarker) {
      this.add(value.callee);
      this.object(BLOCK);
    } else if (value instanceof Property) {
      this.addAll([value.getter, value.setter, value.deleter]);
      this.object(BLOCK);
    } else return false;
    return true;
  }

  #other(value: unknown): void {
    if (value instanceof PyType) {
      if (!value.isUser) return;
      this.add(value.members);
      this.addAll(value.bases);
      this.object(64);
    } else if (value instanceof PyModule) {
      if (value.isNative) return;
      this.add(value.table);
      this.object(2 * BLOCK, 'M');
    } else if (value instanceof PyGenerator) {
      // A finished generator keeps its memory. What it held is not visited, since that depends on where the thread has stopped.
      if (value.state === 'finished') this.object((value.frame as Frame).linked.heapFrameBytes);
      // The frame of a running generator is seen, if at all, among its thread's frames.
      else if (value.state !== 'running') this.add(value.frame);
    } else if (value instanceof PyException) {
      this.addAll(value.args);
      this.object(BLOCK);
      if (value.args.length > 0) this.object(8 + 4 * value.args.length, 'T');
      this.object(12 * (value.traceback?.length ?? 0));
    } else if (value instanceof NativeFs) {
      this.object(value.references(this.#hold));
    } else {
      this.object((value as PyObject).type.slots.references?.(value, this.#hold) ?? BLOCK);
    }
  }
}

/** What the walk starts from. */
export interface Roots {
  readonly tables: Iterable<Table>;
  /** Frames of the threads that are not running. */
  readonly frames: Iterable<Frame | null>;
  readonly values: Iterable<Value>;
  /** Objects that native code is filling. */
  readonly filled: Iterable<object>;
}

/** The objects that can be reached from the roots. */
export interface Live {
  /** Bytes that are reached without the running thread's frames, and bytes that only these frames reach. */
  readonly outside: number;
  readonly frames: number;
  /** Whether a value is among these objects. */
  has(value: Value): boolean;
}

/**
 * Returns what can be reached from the roots, from the frames of the running thread where they can be seen, and from the value that these frames
 * get next.
 */
export function liveObjects(roots: Roots, running: Frame | null, given?: Value): Live {
  const walk = walkFrom(roots, false);
  const outside = walk.run();
  walk.add(running);
  walk.add(given);
  return { outside, frames: walk.run() - outside, has: (value) => walk.has(value) };
}

/** Returns the objects themselves, except those that only the running thread's frames reach. */
export function census(roots: Roots): readonly HeapObject[] {
  const walk = walkFrom(roots, true);
  walk.run();
  return walk.census as HeapObject[];
}

function walkFrom({ tables, frames, values, filled }: Roots, withCensus: boolean): Walk {
  const walk = new Walk(withCensus);
  for (const bytes of knownNames.pieces()) walk.object(bytes);
  walk.addAll(tables);
  walk.addAll(frames);
  walk.addAll(values);
  walk.addAll(filled);
  return walk;
}
