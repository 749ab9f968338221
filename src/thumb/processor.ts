/** A processor: fetches the instructions of a function in machine code, decodes and executes them. */
import { type Budget, Core, Fault, LR, SP } from './core.js';
import { decode, type Instruction, narrow } from './decode.js';
import { sizeOf } from './encodings.js';

/** The address to which a function returns, where no code is. It is below 2^31, because V8 keeps addresses as ints only if all of them are. */
const RETURN_ADDRESS = 0x1fff_fffe;

/** Why `run` has returned: the function has returned, the budget is used up, or the core sleeps until an interrupt. */
type Outcome = 'returned' | 'paused' | 'sleeping';

/** A core that runs a function call. */
export class Processor extends Core {
  /** The start of the region from which code runs, and its halfwords, not a copy. */
  #start = 0;
  #code: Uint16Array = new Uint16Array(0);

  /** Begins a call: the arguments are words, all other registers 0; the stack grows down from `stack`. */
  call(address: number, args: readonly number[], stack: number): void {
    this.clear();
    for (const [i, word] of args.entries()) this.r[i] = word;
    this.r[SP] = stack;
    this.r[LR] = RETURN_ADDRESS | 1;
    this.next = address;
  }

  /** Executes at least one instruction, then as many as the budget allows. */
  run(budget: Budget): Outcome {
    this.budget = budget;
    do {
      const at = this.next;
      // An instruction is read each time it runs, since code may have changed itself.
      const first = this.#code[(at - this.#start) >> 1];
      const instruction = (this.it === 0 ? narrow[first] : undefined) ?? this.#fetch(at);
      if (instruction === null) return 'returned';
      this.at = at;
      this.next = at + instruction.size;
      budget.left -= instruction.cycles;
      if (this.it === 0) instruction.execute(this);
      else this.#executeInBlock(instruction);
      if (this.sleeps) {
        this.sleeps = false;
        return 'sleeping';
      }
    } while (budget.left >= 0);
    return this.next === RETURN_ADDRESS ? 'returned' : 'paused';
  }

  /** Fetches an instruction that is new, wide, or in another region. Null if `at` is where the function returns to. */
  #fetch(at: number): Instruction | null {
    if (at === RETURN_ADDRESS) return null;
    this.at = at;
    let first = this.#code[(at - this.#start) >> 1];
    if (first === undefined) {
      this.#locate(at);
      first = this.#code[(at - this.#start) >> 1];
    }
    return decode(first, sizeOf(first) === 2 ? 0 : this.memory.read(at + 2, 2), this.it !== 0);
  }

  #locate(at: number): void {
    const { start, bytes } = this.memory.region(at);
    if ((start | bytes.byteOffset) % 2 !== 0) throw new Fault('code in memory that begins at an odd address is not simulated');
    this.#start = start;
    this.#code = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  }

  #executeInBlock(instruction: Instruction): void {
    const { it } = this;
    this.it = (it & 7) === 0 ? 0 : (it & 0xe0) | ((it << 1) & 0x1f);
    if (this.holds(it >> 4)) instruction.execute(this);
  }
}
