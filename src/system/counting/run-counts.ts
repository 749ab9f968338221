/** How often each instruction of each Code has been executed: what coverage and the profile count by. */
import type { Code } from '../../bytecode/code.js';
import type { Watcher } from '../../vm/counting.js';

/** Whether one Code is what the other's source has been compiled to once more. */
function isSame(a: Code, b: Code): boolean {
  const isAlike = a.words.length === b.words.length && a.children.length === b.children.length;
  return isAlike && a.children.every((child, i) => isSame(child, b.children[i] as Code));
}

export class RunCounts implements Watcher {
  /** By pc. A Code that is no longer used is not kept for its figures. */
  readonly #byCode = new WeakMap<Code, Float64Array>();
  #code: Code | null = null;
  /** Of that Code. */
  #runs: Float64Array = new Float64Array(0);

  comesTo(code: Code, pc: number): void {
    if (code !== this.#code) {
      this.#code = code;
      this.#runs = this.of(code);
    }
    (this.#runs[pc] as number)++;
  }

  /** How often each instruction of a Code has been executed; goes on counting. */
  of(code: Code): Float64Array {
    const known = this.#byCode.get(code);
    if (known !== undefined) return known;
    const runs = new Float64Array(code.lines.length);
    this.#byCode.set(code, runs);
    return runs;
  }

  /** Counts a Code, and those inside it, together with another of the same source; false if they differ all the same, in their -O level perhaps. */
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
