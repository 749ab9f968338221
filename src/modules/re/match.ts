/** Runs compiled patterns by backtracking, as `lib/re1.5/recursiveloop.c` does, but without recursion. */
import { charge } from '../../objects/charge.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { type Program, Step } from './program.js';

/** Cycles of one instruction. */
const PRICE_PER_STEP = 36;
/** Number of instructions between two looks at limits and interrupts. */
const STEPS_PER_LOOK = 1000;
/**
 * Largest number of alternatives that can be open at once. On the board each takes a level of C stack, about 56 bytes of some 14 KiB:
 * longer texts under a `*` raise RuntimeError there, too.
 */
const MOST_OPEN = 250;

/** The text in which a pattern is tried. */
interface Subject {
  readonly bytes: Uint8Array;
  /** Where the search begins; `^` matches only at 0. */
  readonly from: number;
  /** The position that counts as the end. */
  readonly to: number;
}

/** Start and end of each group; −1 for a group that took no part. Null if the pattern does not match. */
export type Captures = Int32Array | null;

/** Matches at `subject.from` only (`isAnchored`), or at the first place from there on. Raises RuntimeError for too many open alternatives. */
export function execute(program: Program, subject: Subject, isAnchored: boolean): Captures {
  const captures = new Int32Array(program.groups * 2).fill(-1);
  const run = new Run(program, subject, captures);
  for (let at = subject.from; at <= subject.to; at++) {
    if (run.matches(at)) return captures;
    if (isAnchored) break;
  }
  return null;
}

class Run {
  /** Open alternatives, three words each: an instruction, a position to continue from, and 0; or −1, a slot, and its previous value. */
  readonly #open: number[] = [];
  #steps = 0;

  constructor(
    private readonly program: Program,
    private readonly subject: Subject,
    private readonly captures: Int32Array,
  ) {}

  matches(from: number): boolean {
    const { code, sets } = this.program;
    const { bytes, to } = this.subject;
    let pc = 0;
    let at = from;
    for (;;) {
      this.#count();
      const argument = code[pc + 1] as number;
      let fits = true;
      switch (code[pc] as Step) {
        case Step.CHARACTER:
          fits = at < to && bytes[at++] === argument;
          break;
        case Step.ANY:
          fits = at++ < to;
          break;
        case Step.SET:
          fits = at < to && (sets[argument] as Uint8Array)[bytes[at++] as number] === 1;
          break;
        case Step.START:
          fits = at === 0;
          break;
        case Step.END:
          fits = at === to;
          break;
        case Step.JUMP:
          pc = argument;
          continue;
        case Step.TRY_NEXT:
          this.#push(argument, at, 0);
          break;
        case Step.TRY_JUMP:
          this.#push(pc + 2, at, 0);
          pc = argument;
          continue;
        case Step.SAVE:
          this.#push(-1, argument, this.captures[argument] as number);
          this.captures[argument] = at;
          break;
        case Step.MATCH:
          this.#open.length = 0;
          return true;
      }
      if (fits) {
        pc += 2;
        continue;
      }
      const back = this.#back();
      if (back === null) return false;
      [pc, at] = back;
    }
  }

  #push(pc: number, at: number, was: number): void {
    if (this.#open.length >= MOST_OPEN * 3) throw raise.RuntimeError('maximum recursion depth exceeded');
    this.#open.push(pc, at, was);
  }

  /** Goes back to the last open alternative, undoing what was saved since; null if there is none. */
  #back(): [pc: number, at: number] | null {
    const open = this.#open;
    while (open.length > 0) {
      const was = open.pop() as number;
      const at = open.pop() as number;
      const pc = open.pop() as number;
      if (pc >= 0) return [pc, at];
      this.captures[at] = was;
    }
    return null;
  }

  #count(): void {
    charge(PRICE_PER_STEP);
    if (++this.#steps % STEPS_PER_LOOK === 0) engine.look();
  }
}
