/**
 * Conversion between objects and the words that a function in machine code sees (`py/objfun.c`, convert_obj_for_inline_asm;
 * `py/nativeglue.c`, mp_native_to_obj). A word is a number or an address. The items of a list or tuple are words in memory. These words are
 * made from the items when the function begins and again after other code has run. Words that the function has written become items
 * when it ends and before other code runs.
 */
import type { MachineCode } from '../../bytecode/code.js';
import { bufferOf } from '../../objects/bytes.js';
import { raise } from '../../objects/exception.js';
import { PyFloat } from '../../objects/float.js';
import { addressOf } from '../../objects/identity.js';
import { isInt, newInt, truncateToWord } from '../../objects/int.js';
import { listType, type PyList } from '../../objects/list.js';
import { addressOfBytes, addressOfText } from '../../objects/memory.js';
import { None } from '../../objects/none.js';
import { knownValueOf, wordOf } from '../../objects/references.js';
import { isStr, textOf } from '../../objects/str.js';
import { type PyTuple, tupleType } from '../../objects/tuple.js';
import { typeOf } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';

/** Maps items to the memory of their words. The same items keep the same memory as long as their number does not change. */
export type ItemMemory = WeakMap<readonly Value[], Uint32Array>;

/** Items that have been passed to a function. */
interface Lent {
  readonly items: readonly Value[];
  readonly words: Uint32Array;
  /** The words as made from the items; a word that differs has been written by the function. */
  readonly made: Uint32Array;
}

/** The objects of one call. */
export class CallObjects {
  readonly #lent: Lent[] = [];
  /** The objects that have been passed by address. */
  readonly #passed = new Map<number, Value>();

  constructor(private readonly memory: ItemMemory) {}

  /** The word for an argument. */
  argument(value: Value): number {
    if (value === None || value === false) return 0;
    if (value === true) return 1;
    if (isInt(value)) return truncateToWord(value);
    if (isStr(value)) return addressOfText(textOf(value));
    if (value instanceof PyFloat) return Math.min(Math.max(Math.trunc(value.v) || 0, -0x8000_0000), 0x7fff_ffff);
    const type = typeOf(value);
    if (type === tupleType || type === listType) return this.#lend((value as PyTuple | PyList).items);
    const buffer = bufferOf(value);
    return buffer === undefined ? this.#object(value) : addressOfBytes(buffer.bytes);
  }

  /** The value of a result word. An object can only be one that was passed to the function, a small int, None, False or True. */
  result(type: MachineCode['result'], word: number): Value {
    switch (type) {
      case 'bool':
        return word !== 0;
      case 'int':
        return newInt(word);
      case 'uint':
        return newInt(word >>> 0);
      case 'object':
        return this.#value(word >>> 0);
    }
  }

  /** Makes the words from the items again, after other code has run. Words that the function has written stay. */
  load(): void {
    for (const { items, words, made } of this.#lent) {
      const count = Math.min(items.length, words.length);
      for (let i = 0; i < count; i++) if (words[i] === made[i]) words[i] = made[i] = this.#object(items[i] as Value);
    }
  }

  /**
   * Turns written words into items. A word that stands for no known object stays as it is until the end of the function (`isEnd`), where
   * it raises NotImplementedError.
   */
  store(isEnd: boolean): void {
    for (const { items, words, made } of this.#lent) {
      for (const [i, word] of words.entries()) {
        if (word === made[i] || i >= items.length || !(isEnd || this.#knows(word))) continue;
        // Like C, machine code can change the items of a tuple.
        (items as Value[])[i] = this.#value(word);
        made[i] = word;
      }
    }
  }

  #lend(items: readonly Value[]): number {
    let words = this.memory.get(items);
    if (words?.length !== items.length) {
      words = new Uint32Array(items.length);
      this.memory.set(items, words);
    }
    if (!this.#lent.some((lent) => lent.words === words)) this.#lent.push({ items, words, made: words.slice() });
    return addressOfBytes(new Uint8Array(words.buffer));
  }

  #object(value: Value): number {
    if (typeof value !== 'object' || value === None) return wordOf(value);
    const address = addressOf(value);
    this.#passed.set(address, value);
    return address;
  }

  #knows(word: number): boolean {
    return this.#passed.has(word) || knownValueOf(word) !== undefined;
  }

  #value(word: number): Value {
    const value = this.#passed.get(word) ?? knownValueOf(word);
    if (value === undefined) throw raise.NotImplementedError('object at 0x%08x is not simulated', word);
    return value;
  }
}
