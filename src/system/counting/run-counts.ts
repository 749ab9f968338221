/** How often each instruction of each Code has been executed; coverage is based on this. */
import type { Code } from '../../bytecode/code.js';
import type { Watcher } from '../../vm/counting.js';

/** Whether both Codes come from compiling the same source in the same way. */
function isSame(a: Code, b: Code): boolean {
  const isAlike = a.words.length === b.words.length && a.children.length === b.children.length;
  return isAlike && a.children.every((child, i) => isSame(child, b.children[i] as Code));
}

export class RunCounts implements Watcher {
  /** Counts by pc. Codes that are no longer used are not kept alive. */
  readonly #byCode = new WeakMap<Code, Float64Array>();
  #code: Code | null = null;
  /** The counts of that Code. */
  #runs: Float64Array = new Float64Array(0);

  comesTo(code: Code, pc: number): void {
    if (code !== this.#code) {
      this.#code = code;
      this.#runs = this.of(code);
    }
    (this.#runs[pc] as number)++;
  }

  /** Returns how often each instruction of a Code has been executed. The array continues to be updated. */
  of(code: Code): Float64Array {
    const known = this.#byCode.get(code);
    if (known !== undefined) return known;
    const runs = new Float64Array(code.lines.length);
    this.#byCode.set(code, runs);
    return runs;
  }

  /**
   * Counts a Code and the Codes inside it together with another one of the same source. Returns false if they still differ, perhaps in their -O
   * level.
   */
  join(code: Code, known: Code): boolean {
    if (code.text !== known.text || !isSame(code, known)) return false;
    this.#join(code, known);
    return true;
  }

  #join(code: Code, known: Code): void {
    this.#byCode.set(code, this.of(known));
    for (const [i, child] of code.children.entries()) this.#join(child, known.children[i] as Code);
  }
}
