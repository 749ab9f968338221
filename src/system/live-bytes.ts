/**
 * How many bytes of the board's heap live objects take: a walk over all that can be reached from the roots.
 * Sizes are those of a 32-bit build in blocks of 16 bytes. Nothing is freed here, JavaScript does that; only the figure is wanted,
 * and it depends on the program alone.
 */
import type { Code } from '../bytecode/code.js';
import { PyBytes } from '../objects/bytes.js';
import { PyDict } from '../objects/dict.js';
import { PyException } from '../objects/exception.js';
import { BoundMethod, Cell, MethodMarker, Property, PyFunction } from '../objects/function.js';
import { PyGenerator } from '../objects/generator.js';
import { GrowingArray } from '../objects/growing-array.js';
import { PyInstance } from '../objects/instance.js';
import { PyList } from '../objects/list.js';
import { limbs } from '../objects/int.js';
import { PyModule } from '../objects/module.js';
import { knownNames } from '../objects/name-pool.js';
import { PySet } from '../objects/set.js';
import { Table } from '../objects/table.js';
import { PyTuple } from '../objects/tuple.js';
import { type Hold, PyType } from '../objects/type.js';
import type { PyObject, Value } from '../objects/value.js';
import { Frame } from '../vm/frame.js';

const SMALL_INT = 2 ** 30;
const BLOCK = 16;
const blocks = (bytes: number): number => Math.ceil(bytes / BLOCK) * BLOCK;

/** Bytes of a code object in the firmware: its bytecode, constants, names and line table [estimate]. */
function codeBytes(code: Code): number {
  return blocks(32 + code.words.length + 4 * (code.constants.length + code.names.length + code.children.length) + (code.lines.length >> 1));
}

/** Bytes of a frame on the heap. */
function frameBytes(frame: Frame): number {
  return blocks(frame.linked.heapFrameBytes);
}

class Walk {
  bytes = 0;
  readonly #seen = new Set<unknown>();
  readonly #todo: unknown[] = [];

  add(value: unknown): void {
    if (value === undefined || value === null || typeof value === 'boolean' || this.#seen.has(value)) return;
    if (typeof value === 'number' && value < SMALL_INT && value >= -SMALL_INT) return;
    this.#seen.add(value);
    this.#todo.push(value);
  }

  addAll(values: Iterable<unknown>): void {
    for (const value of values) this.add(value);
  }

  has(value: unknown): boolean {
    return this.#seen.has(value);
  }

  run(): number {
    for (let value = this.#todo.pop(); value !== undefined; value = this.#todo.pop()) this.bytes += this.#visit(value);
    return this.bytes;
  }

  readonly #hold: Hold = (held) => this.add(held);

  /** The object's own bytes; what it refers to is added. */
  #visit(value: unknown): number {
    if (typeof value === 'number' || typeof value === 'bigint') return BLOCK + blocks(2 * limbs(value));
    if (typeof value === 'string') return knownNames.knows(value) ? 0 : BLOCK + blocks(value.length + 1);
    if (value instanceof Table) return this.#table(value);
    if (value instanceof Frame) return this.#frame(value);
    return this.#container(value) ?? this.#callable(value) ?? this.#other(value);
  }

  #table(table: Table): number {
    for (const { key, value } of table.ordered()) {
      this.add(key);
      this.add(value);
    }
    return blocks(8 * table.alloc);
  }

  #frame(frame: Frame): number {
    this.addAll(frame.stack.slice(0, frame.sp));
    this.addAll(frame.cells);
    this.add(frame.linked.globals);
    this.add(frame.locals);
    this.add(frame.back);
    return frameBytes(frame);
  }

  #container(value: unknown): number | undefined {
    if (value instanceof PyTuple) {
      this.addAll(value.items);
      return blocks(8 + 4 * value.items.length);
    }
    if (value instanceof PyList) {
      this.addAll(value.items);
      return BLOCK + blocks(4 * value.alloc);
    }
    if (value instanceof PyDict || value instanceof PySet) {
      this.add(value.table);
      return BLOCK;
    }
    if (value instanceof PyInstance) {
      this.addAll(value.values);
      this.add(value.native);
      this.add(value.type);
      return BLOCK + blocks(8 * value.shape.size);
    }
    if (value instanceof PyBytes) return BLOCK + blocks(value.bytes.length + 1);
    if (value instanceof GrowingArray) return BLOCK + blocks(value.bytes.length);
    return undefined;
  }

  #callable(value: unknown): number | undefined {
    if (value instanceof PyFunction) {
      this.addAll(value.defaults);
      this.addAll(value.cells);
      this.add(value.linked.globals);
      const { code } = value.linked;
      const own = this.#seen.has(code) ? 0 : codeBytes(code);
      this.#seen.add(code);
      return own + BLOCK + (value.cells.length === 0 ? 0 : blocks(8 + 4 * value.cells.length));
    }
    if (value instanceof Cell) {
      this.add(value.value);
      return BLOCK;
    }
    if (value instanceof BoundMethod) {
      this.add(value.callee);
      this.add(value.self);
      return BLOCK;
    }
    if (value instanceof MethodMarker) {
      this.add(value.callee);
      return BLOCK;
    }
    if (value instanceof Property) {
      this.addAll([value.getter, value.setter, value.deleter]);
      return BLOCK;
    }
    return undefined;
  }

  #other(value: unknown): number {
    if (value instanceof PyType) {
      if (!value.isUser) return 0;
      this.add(value.members);
      this.addAll(value.bases);
      return 64;
    }
    if (value instanceof PyModule) {
      if (value.isNative) return 0;
      this.add(value.table);
      return 2 * BLOCK;
    }
    if (value instanceof PyGenerator) {
      // A finished one keeps its memory; what it held is not looked at, for it depends on where the thread has stopped.
      if (value.state === 'finished') return frameBytes(value.frame as Frame);
      // That of a running one is seen, if at all, among its thread's frames.
      if (value.state === 'running') return 0;
      this.add(value.frame);
      return 0;
    }
    if (value instanceof PyException) {
      this.addAll(value.args);
      return BLOCK + (value.args.length === 0 ? 0 : blocks(8 + 4 * value.args.length)) + blocks(12 * (value.traceback?.length ?? 0));
    }
    return blocks((value as PyObject).type.slots.references?.(value, this.#hold) ?? BLOCK);
  }
}

/** What the walk starts from. */
export interface Roots {
  readonly tables: Iterable<Table>;
  /** Frames of the threads that do not run. */
  readonly frames: Iterable<Frame | null>;
  readonly values: Iterable<Value>;
}

/** What can be reached from the roots. */
export interface Live {
  /** Bytes that are reached without the running thread's frames, and those that only these reach. */
  readonly outside: number;
  readonly frames: number;
  /** Whether something is among it. */
  has(value: Value): boolean;
}

/** What of the heap can be reached from the roots, and from the frames of the running thread where they can be seen. */
export function liveObjects({ tables, frames, values }: Roots, running: Frame | null): Live {
  const walk = new Walk();
  walk.addAll(tables);
  walk.addAll(frames);
  walk.addAll(values);
  const outside = walk.run() + knownNames.bytes;
  walk.add(running);
  return { outside, frames: walk.run() + knownNames.bytes - outside, has: (value) => walk.has(value) };
}
