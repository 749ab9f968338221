/**
 * What lies on the value stack at an instruction. MicroPython's stack and ours differ: an iterator takes four places there and one
 * here, an exception stays here while it is handled, what a `finally` waits for takes two. And what is no value must not come into the
 * hands of who expects one: the firmware trusts the file, we do not.
 */
import { damaged } from './problem.js';

/** What a place holds. The first ones are values; what is known of them matters to the instruction that uses them. */
type Kind =
  | 'value'
  | 'none'
  | 'int'
  | 'text'
  | 'tuple'
  | 'list'
  | 'dict'
  | 'set'
  | 'iterator'
  | 'builder'
  /** What stands for no value, and what a name of an outer function is kept in. */
  | 'null'
  | 'cell'
  /** What LOAD_METHOD leaves. */
  | 'callable'
  | 'self'
  /** An iterator of a loop, and three more places of it in MicroPython. */
  | 'loop'
  | 'padding'
  /** An exception in its handler, and one that MicroPython no longer has there. */
  | 'caught'
  | 'handled'
  /** What `with` keeps, and what is left of it when it has been called. */
  | 'exit'
  | 'manager'
  | 'left'
  /** What a final part was entered with. */
  | 'outcome'
  | 'reason'
  /** The ends of `for x in range(…)`: a constant one MicroPython has not on its stack. `passed`: they are gone, MicroPython drops them next. */
  | 'end'
  | 'constantEnd'
  | 'counter'
  | 'passed';

/** Places of a loop's iterator on MicroPython's stack. */
export const LOOP = ['loop', 'padding', 'padding', 'padding'] as const satisfies readonly Kind[];
/** Operands that count values or arguments are less than this. */
export const MOST_OPERANDS = 0x10000;

/** A place. */
export interface Place {
  readonly kind: Kind;
  /** Items of a tuple. */
  readonly size: number;
}

const NOT_OURS: ReadonlySet<Kind> = new Set(['padding', 'passed']);
const NOT_THEIRS: ReadonlySet<Kind> = new Set(['handled', 'left', 'outcome', 'constantEnd']);
const EXCEPTIONS: ReadonlySet<Kind> = new Set(['caught', 'handled', 'outcome']);
const VALUES: ReadonlySet<Kind> = new Set(['value', 'none', 'int', 'text', 'tuple', 'list', 'dict', 'set', 'iterator', 'builder']);

const PLACES = new Map<Kind, Place>();

/** A place of this kind. */
export function place(kind: Kind, size = 0): Place {
  if (kind === 'tuple') return { kind, size };
  let known = PLACES.get(kind);
  if (known === undefined) {
    known = { kind, size: 0 };
    PLACES.set(kind, known);
  }
  return known;
}

/** Whether it is something that a program can have. */
export const isValue = (top: Place): boolean => VALUES.has(top.kind);

/** Where two ways meet, an expression has been made in two ways: no more than the top of the stack differs. */
const MOST_DIFFERING = 100;

/** A stack, which never changes: another one lies on it. */
export class Stack {
  /** Places on our stack, and on MicroPython's. */
  readonly ours: number;
  readonly theirs: number;
  /** The stack up to the uppermost place where an exception may lie that is being handled; null: there is none. */
  readonly exception: Stack | null;

  private constructor(
    readonly top: Place,
    private readonly under: Stack | null,
  ) {
    this.ours = (under?.ours ?? 0) + (under === null || NOT_OURS.has(top.kind) ? 0 : 1);
    this.theirs = (under?.theirs ?? 0) + (under === null || NOT_THEIRS.has(top.kind) ? 0 : 1);
    this.exception = EXCEPTIONS.has(top.kind) ? this : (under?.exception ?? null);
  }

  static readonly EMPTY = new Stack(place('null'), null);

  get below(): Stack {
    if (this.under === null) throw damaged('the stack is empty');
    return this.under;
  }

  get isEmpty(): boolean {
    return this.under === null;
  }

  push(...kinds: Kind[]): Stack {
    return kinds.reduce<Stack>((stack, kind) => new Stack(place(kind), stack), this);
  }

  put(top: Place): Stack {
    return new Stack(top, this);
  }

  /** Without its top, which must be of one of these kinds. */
  drop(...kinds: Kind[]): Stack {
    if (this.isEmpty || !kinds.includes(this.top.kind)) throw damaged(`the stack has not what an instruction takes: ${kinds.join(' or ')}`);
    return this.below;
  }

  /** Without so many values. */
  dropValues(count: number): Stack {
    let stack: Stack = this;
    for (let i = 0; i < count; i++) {
      if (stack.isEmpty || !isValue(stack.top)) throw damaged('the stack has not the values that an instruction takes');
      stack = stack.below;
    }
    return stack;
  }

  /** What is known where two ways meet. */
  meet(other: Stack): Stack {
    if (this === other) return this;
    if (this.ours !== other.ours || this.theirs !== other.theirs) throw damaged('two ways meet with different stacks');
    const met: Place[] = [];
    let isSame = true;
    let mine: Stack = this;
    for (let theirs = other; mine !== theirs; mine = mine.below, theirs = theirs.below) {
      const top = both(mine.top, theirs.top);
      if (top !== mine.top) isSame = false;
      met.push(top);
      if (met.length > MOST_DIFFERING) throw damaged('two ways meet with different stacks');
    }
    return isSame ? this : met.reduceRight<Stack>((stack, top) => stack.put(top), mine);
  }
}

function both(one: Place, other: Place): Place {
  if (one === other || (one.kind === other.kind && one.size === other.size)) return one;
  if (!isValue(one) || !isValue(other)) throw damaged('two ways meet with different stacks');
  return place('value');
}
