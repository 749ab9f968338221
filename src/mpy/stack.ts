/**
 * What lies on the value stack at an instruction. MicroPython's stack and ours differ: an iterator takes four places there and one
 * here, an exception stays here while it is handled, and what a final part was entered for takes two. An instruction that expects a value
 * must not get anything else: the firmware trusts the file, we do not.
 */
import { damaged } from './problem.js';

/** What a place holds. The first ones are values; what is known about them matters to the instructions that use them. */
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
  /** A missing value, and the cell in which a name of an outer function is kept. */
  | 'null'
  | 'cell'
  /** What LOAD_METHOD leaves. */
  | 'callable'
  | 'self'
  /** The iterator of a loop, and the three more places that it has in MicroPython. */
  | 'loop'
  | 'padding'
  /** An exception in its handler, and one that MicroPython no longer has on its stack. */
  | 'caught'
  | 'handled'
  /** What `with` keeps, and the places of these after `__exit__` has been called. */
  | 'exit'
  | 'manager'
  | 'left'
  /** What a final part was entered with. */
  | 'outcome'
  | 'reason'
  /** End and counter of `for x in range(…)`; MicroPython's stack has no constant end. `passed`: dropped here, MicroPython drops it next. */
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

/** Whether a place holds something that a program can use. */
export const isValue = (top: Place): boolean => VALUES.has(top.kind);

/** Most places that differ where two paths meet. An expression has been computed in two ways there, so only the top of the stack differs. */
const MOST_DIFFERING = 100;

/** An immutable stack: a top place on another stack. */
export class Stack {
  /** Places on our stack, and on MicroPython's. */
  readonly ours: number;
  readonly theirs: number;
  /** The stack up to the uppermost place that may hold an exception being handled; null if there is none. */
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

  /** The stack without its top, which must be of one of these kinds. */
  drop(...kinds: Kind[]): Stack {
    if (this.isEmpty || !kinds.includes(this.top.kind)) throw damaged(`the stack has not what an instruction takes: ${kinds.join(' or ')}`);
    return this.below;
  }

  /** The stack without this number of values. */
  dropValues(count: number): Stack {
    let stack: Stack = this;
    for (let i = 0; i < count; i++) {
      if (stack.isEmpty || !isValue(stack.top)) throw damaged('the stack has not the values that an instruction takes');
      stack = stack.below;
    }
    return stack;
  }

  /** The stack where two paths meet: what is known on both. */
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
