/** Code made ready for one machine and one module: its constants as Python values, and the cells that its global names lead to. */
import type { Code } from '../bytecode/code.js';
import type { Linked } from '../objects/function.js';
import { None } from '../objects/none.js';
import type { Entry, Table } from '../objects/table.js';
import type { Value } from '../objects/value.js';
import type { Runtime } from './runtime.js';

/** A Code with its constants and global cells in place. */
export class LinkedCode implements Linked {
  readonly words: Int32Array;
  readonly constants: readonly Value[];
  readonly names: readonly string[];
  /** For each name the entry of the module's globals that LOAD_GLOBAL found last. */
  readonly cells: (Entry | undefined)[];
  /** A frame's slots before its arguments arrive: locals and value stack, all empty. */
  readonly blank: readonly undefined[];
  /** Arguments that a plain call takes; −1 if it needs more than copying. */
  readonly plainArity: number;
  readonly #children: (LinkedCode | undefined)[] = [];

  constructor(
    readonly code: Code,
    readonly globals: Table,
    readonly runtime: Runtime,
  ) {
    this.words = code.words;
    this.names = code.names;
    this.constants = code.constants.map((constant) => (constant.type === 'none' ? None : runtime.makeConstant(constant)));
    this.cells = code.names.map(() => undefined);
    this.blank = Array.from({ length: code.slots + code.stackSize }, () => undefined);
    const { signature } = code;
    this.plainArity = signature.keywordOnly === 0 && !signature.star && !signature.doubleStar ? signature.positional : -1;
  }

  /** The i-th code inside this one. */
  child(index: number): LinkedCode {
    let child = this.#children[index];
    if (child === undefined) {
      child = new LinkedCode(this.code.children[index] as Code, this.globals, this.runtime);
      this.#children[index] = child;
    }
    return child;
  }
}
