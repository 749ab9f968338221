/**
 * Compiles regular expressions as re1.5 does (`lib/re1.5`), with the same operators, escapes and errors.
 * Patterns are bytes, UTF-8 for a str, so a character may be several of them.
 */
import { raise } from '../../objects/exception.js';

/** One instruction of a compiled pattern. */
export enum Step {
  /** Matches the byte `argument`. */
  CHARACTER,
  ANY,
  /** Matches a byte in the set `argument` of `sets`; that of a `[^…]` holds the bytes outside. */
  SET,
  START,
  END,
  JUMP,
  /** Continues at the next instruction, and if that fails at `argument`. */
  TRY_NEXT,
  /** Continues at `argument`, and if that fails at the next instruction. */
  TRY_JUMP,
  /** Saves the position in slot `argument`; undone on failure. */
  SAVE,
  MATCH,
}

/** A compiled pattern. */
export interface Program {
  /** Two words per instruction: a Step and its argument. */
  readonly code: Int32Array;
  /** Bitmaps of 256 bytes. */
  readonly sets: readonly Uint8Array[];
  /** How each set is written on the board. */
  readonly notations: readonly SetNotation[];
  /** Number of groups, the whole match included. */
  readonly groups: number;
  /** Bytes of the program on the board. */
  readonly size: number;
}

/** A set on the board: the letter of a named set (`\d`), or pairs of first and last byte; a named set inside is the pair of 0 and its letter. */
export type SetNotation =
  | { readonly letter: number }
  | { readonly isOutside: boolean; readonly pairs: readonly (readonly [number, number])[] };

interface Instruction {
  step: Step;
  /** A byte, a set, or a slot; for jumps the target, relative to the instruction. */
  argument: number;
}

const BACKSLASH = 0x5c;
/** Jumps on the board are a signed byte. */
const FARTHEST = 127;
/** Nested groups beyond this raise RuntimeError, as running out of stack does on the board. */
const DEEPEST = 100;

const code = (character: string): number => character.charCodeAt(0);

/** Bytes of an instruction on the board. `argument` matters only for a SET. */
export function sizeOfStep(step: Step, argument: number, notations: readonly SetNotation[]): number {
  if (step === Step.ANY || step === Step.START || step === Step.END || step === Step.MATCH) return 1;
  const notation = step === Step.SET ? (notations[argument] as SetNotation) : undefined;
  return notation === undefined || 'letter' in notation ? 2 : 2 + 2 * notation.pairs.length;
}

/** Compiles a pattern; raises ValueError if it is wrong or too complex. */
export function compilePattern(pattern: Uint8Array): Program {
  const compiler = new Compiler(pattern);
  const body = compiler.alternatives(0);
  if (body === null) throw raise.ValueError('regex too complex');
  if (compiler.at < pattern.length) throw raise.ValueError('error in regex');
  const instructions: Instruction[] = [
    { step: Step.SAVE, argument: 0 },
    ...body,
    { step: Step.SAVE, argument: 1 },
    { step: Step.MATCH, argument: 0 },
  ];
  const words = new Int32Array(instructions.length * 2);
  instructions.forEach(({ step, argument }, place) => {
    words[place * 2] = step;
    words[place * 2 + 1] = isJump(step) ? (place + argument) * 2 : argument;
  });
  const { sets, notations, groups } = compiler;
  return { code: words, sets, notations, groups, size: compiler.sizeOf(instructions) };
}

function isJump(step: Step): boolean {
  return step === Step.JUMP || step === Step.TRY_NEXT || step === Step.TRY_JUMP;
}

class Compiler {
  at = 0;
  groups = 1;
  readonly sets: Uint8Array[] = [];
  readonly notations: SetNotation[] = [];

  constructor(private readonly pattern: Uint8Array) {}

  /** Bytes of instructions on the board. */
  sizeOf(instructions: readonly Instruction[]): number {
    return instructions.reduce((size, { step, argument }) => size + sizeOfStep(step, argument, this.notations), 0);
  }

  /** Compiles everything up to the end or an unopened ')'; null for an error. */
  alternatives(depth: number): Instruction[] | null {
    if (depth > DEEPEST) throw raise.RuntimeError('maximum recursion depth exceeded');
    const branches: Instruction[][] = [[]];
    let sequence = branches[0] as Instruction[];
    // The last term, which an operator would repeat; null if there is none.
    let term: Instruction[] | null = null;
    const keep = (): void => {
      if (term !== null) for (const instruction of term) sequence.push(instruction);
      term = null;
    };
    for (; this.at < this.pattern.length && this.pattern[this.at] !== code(')'); this.at++) {
      const c = this.pattern[this.at] as number;
      if (c === code('?') || c === code('*') || c === code('+')) {
        if (term === null || (term as Instruction[]).length === 0) return null;
        const repeated: Instruction[] | null = this.#repeat(term, c);
        if (repeated === null) return null;
        term = repeated;
        keep();
        continue;
      }
      keep();
      if (c === code('|')) {
        sequence = [];
        branches.push(sequence);
      } else if (c === code('^')) sequence.push({ step: Step.START, argument: 0 });
      else if (c === code('$')) sequence.push({ step: Step.END, argument: 0 });
      else {
        term = this.#term(c, depth);
        if (term === null) return null;
      }
    }
    keep();
    return this.#choose(branches);
  }

  #term(c: number, depth: number): Instruction[] | null {
    if (c === code('.')) return [{ step: Step.ANY, argument: 0 }];
    if (c === code('[')) return this.#set();
    if (c === code('(')) return this.#group(depth);
    if (c !== BACKSLASH) return [{ step: Step.CHARACTER, argument: c }];
    this.at++;
    const escaped = this.pattern[this.at];
    if (escaped === undefined) return null;
    const named = namedSet(escaped);
    return named === null ? [{ step: Step.CHARACTER, argument: escaped }] : [this.#addSet(named, { letter: escaped })];
  }

  #addSet(set: Uint8Array, notation: SetNotation): Instruction {
    this.notations.push(notation);
    return { step: Step.SET, argument: this.sets.push(set) - 1 };
  }

  #set(): Instruction[] | null {
    const set = new Uint8Array(256);
    this.at++;
    const isOutside = this.pattern[this.at] === code('^');
    if (isOutside) this.at++;
    const pairs: [number, number][] = [];
    for (; this.pattern[this.at] !== code(']'); this.at++) {
      let first = this.pattern[this.at];
      if (first === BACKSLASH) {
        this.at++;
        first = this.pattern[this.at];
        const named = first === undefined ? null : namedSet(first);
        if (named !== null) {
          for (let i = 0; i < 256; i++) set[i] = (set[i] as number) | (named[i] as number);
          pairs.push([0, first as number]);
          continue;
        }
      }
      if (first === undefined) return null;
      if (this.pattern[this.at + 1] === code('-') && this.pattern[this.at + 2] !== code(']')) this.at += 2;
      const last = this.pattern[this.at];
      if (last === undefined) return null;
      set.fill(1, first, last + 1);
      pairs.push([first, last]);
    }
    if (pairs.length > FARTHEST) return null;
    if (isOutside) for (let i = 0; i < 256; i++) set[i] = 1 - (set[i] as number);
    return [this.#addSet(set, { isOutside, pairs })];
  }

  #group(depth: number): Instruction[] | null {
    const counts = this.pattern[this.at + 1] !== code('?') || this.pattern[this.at + 2] !== code(':');
    const slot = counts ? 2 * this.groups++ : 0;
    if (slot + 1 > FARTHEST) return null;
    this.at += counts ? 1 : 3;
    const inside = this.alternatives(depth + 1);
    if (inside === null || this.pattern[this.at] !== code(')')) return null;
    return counts ? [{ step: Step.SAVE, argument: slot }, ...inside, { step: Step.SAVE, argument: slot + 1 }] : inside;
  }

  /** Repeats a term as the operator says. A '?' after the operator makes it match as little as possible. */
  #repeat(term: readonly Instruction[], operator: number): Instruction[] | null {
    const isLazy = this.pattern[this.at + 1] === code('?');
    if (isLazy) this.at++;
    // Bytes to jump in addition to the term itself.
    const jumps = operator === code('?') ? 0 : operator === code('*') ? 3 : 1;
    if (this.sizeOf(term) + jumps > FARTHEST) return null;
    const { length } = term;
    const enter = isLazy ? Step.TRY_JUMP : Step.TRY_NEXT;
    if (operator === code('?')) return [{ step: enter, argument: length + 1 }, ...term];
    if (operator === code('*')) return [{ step: enter, argument: length + 2 }, ...term, { step: Step.JUMP, argument: -length - 1 }];
    return [...term, { step: isLazy ? Step.TRY_NEXT : Step.TRY_JUMP, argument: -length }];
  }

  /** Combines sequences into alternatives, of which the first that fits is taken. */
  #choose(branches: readonly (readonly Instruction[])[]): Instruction[] | null {
    let before = this.sizeOf(branches[0] as readonly Instruction[]);
    for (const branch of branches.slice(1)) {
      const size = this.sizeOf(branch);
      if (before + 2 > FARTHEST || size > FARTHEST) return null;
      before += 4 + size;
    }
    // As on the board: before the first branch, a TRY_NEXT for each other branch, the last one first; after each branch, a jump over the
    // next branch, which leads to that branch's own jump.
    const all = [...(branches[0] as readonly Instruction[])];
    const ways: Instruction[] = [];
    for (const branch of branches.slice(1)) {
      ways.push({ step: Step.TRY_NEXT, argument: ways.length + all.length + 2 });
      all.push({ step: Step.JUMP, argument: branch.length + 1 }, ...branch);
    }
    return [...ways.reverse(), ...all];
  }
}

const DIGIT = /\d/;
const SPACE = /[ \t\n\v\f\r]/;
const WORD = /\w/;

/** The bytes of \d, \s, \w and their opposites; null for any other letter. */
function namedSet(letter: number): Uint8Array | null {
  const name = String.fromCharCode(letter);
  const test = { d: DIGIT, s: SPACE, w: WORD }[name.toLowerCase()];
  if (test === undefined) return null;
  const isOpposite = name !== name.toLowerCase();
  return Uint8Array.from({ length: 256 }, (_, byte) => Number((byte < 128 && test.test(String.fromCharCode(byte))) !== isOpposite));
}
