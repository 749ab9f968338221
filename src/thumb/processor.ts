/** A processor: fetches the instructions of a function in machine code, decodes and executes them. */
import { type Budget, Core, LR, type Region, SP } from './core.js';
import { decode, type Instruction } from './decode.js';
import { sizeOf } from './encodings.js';

/** Where a function returns to: an address at which no code lies. */
const RETURN_ADDRESS = 0xffff_fffe;

/** Why `run` has come back: the function has returned, the budget is used up, or the core sleeps until an interrupt. */
type Outcome = 'returned' | 'paused' | 'sleeping';

/** A core that runs a call. */
export class Processor extends Core {
  #code: Region = { start: 0, bytes: new Uint8Array(0) };

  /** Begins a call: the arguments are words, the stack grows down from `stack`. */
  call(address: number, args: readonly number[], stack: number): void {
    for (const [i, word] of args.entries()) this.r[i] = word;
    this.r[SP] = stack;
    this.r[LR] = RETURN_ADDRESS | 1;
    this.next = address;
  }

  /** Executes at least one instruction, then as many as the budget allows. */
  run(budget: Budget): Outcome {
    this.budget = budget;
    do {
      if (this.next === RETURN_ADDRESS) return 'returned';
      const instruction = this.#fetch();
      this.next = this.at + instruction.size;
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

  #fetch(): Instruction {
    const at = this.next;
    this.at = at;
    let { start, bytes } = this.#code;
    if (at < start || at + 2 > start + bytes.length) {
      this.#code = this.memory.region(at);
      ({ start, bytes } = this.#code);
    }
    const offset = at - start;
    const first = bytes[offset] | (bytes[offset + 1] << 8);
    return decode(first, sizeOf(first) === 2 ? 0 : this.memory.read(at + 2, 2), this.it !== 0);
  }

  #executeInBlock(instruction: Instruction): void {
    const { it } = this;
    this.it = (it & 7) === 0 ? 0 : (it & 0xe0) | ((it << 1) & 0x1f);
    if (this.holds(it >> 4)) instruction.execute(this);
  }
}
