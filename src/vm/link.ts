/** Code made ready for one machine and one module: with its constants as Python values and the entries of its global names. */
import { type Code, parametersOf } from '../bytecode/code.js';
import { PyFloat } from '../objects/float.js';
import type { Linked } from '../objects/function.js';
import type { Shape } from '../objects/instance.js';
import { None } from '../objects/none.js';
import type { Table } from '../objects/table.js';
import type { Entry } from '../objects/table-slots.js';
import type { Value } from '../objects/value.js';
import { globalLock } from './global-lock.js';
import { activationBytes, heapFrameBytes } from './limits.js';
import type { Runtime } from './runtime.js';
import type { Entry as CompiledEntry, Machine } from './tier.js';

/** Where an instruction last found an attribute of an instance. It affects nothing but speed. */
export class AttributeCache {
  constructor(
    /** The shape that has the attribute, or whose class has it. */
    readonly shape: Shape | null,
    /** The attribute's index among the instance's values. */
    readonly index: number,
    /** The class's attribute, valid as long as `classEpoch` is `epoch`. */
    readonly member: Entry | null,
    readonly epoch: number,
    /** The native type, or the module, whose own table `member` is an entry of. */
    readonly owner: object | null = null,
  ) {}
}

/** How an instruction last added an attribute to an instance: the shape before and after. */
interface AttributeAddition {
  readonly from: Shape;
  readonly to: Shape;
}

/** After this many operands that compiled code was not written for, it is not written anew any more. */
const MOST_SURPRISES = 32 * 8 ** 3;

/** The cache of an instruction that has found nothing yet. */
const NOTHING = new AttributeCache(null, -1, null, -1);

/** The kinds of operands that an operator has seen: a set of bits. */
export enum Kinds {
  NONE = 0,
  LEFT_FLOAT = 1,
  LEFT_INT = 2,
  RIGHT_FLOAT = 4,
  RIGHT_INT = 8,
}

/** A Code with its constants and the entries of its globals in place. */
export class LinkedCode implements Linked {
  readonly words: Int32Array;
  readonly constants: readonly Value[];
  readonly names: readonly string[];
  /** For each name, the entry of the module's globals that LOAD_GLOBAL or STORE_GLOBAL found last. */
  readonly cells: (Entry | undefined)[];
  /** For each name, the entry of the builtins that LOAD_GLOBAL found last; valid as long as the globals have got no new name. */
  builtins: (Entry | undefined)[] = [];
  /** The globals' count of changes for which `builtins` is valid. */
  builtinsEpoch = -1;
  /** The cache of each instruction, by the pc after it. */
  readonly attributes: AttributeCache[];
  /** The attribute that each instruction last added, by the pc after it. */
  readonly additions: (AttributeAddition | undefined)[] = [];
  /** The kinds of operands of operators that have seen a float, by pc; null while there are none. It affects nothing but speed. */
  floats: Map<number, Kinds> | null = null;
  /** Whether `floats` has grown since compiled code was last written. */
  hasNewKinds = false;
  private surprises = 0;
  private patience = 32;
  /** The slots of a new frame without its arguments: locals and value stack, all empty. */
  readonly blank: readonly undefined[];
  /** The parameters' slots, all empty. */
  readonly blankParameters: readonly undefined[];
  /** Number of arguments of a plain call, which only copies them; −1 if every call needs more than that. */
  readonly plainArity: number;
  /** Number of arguments of a plain call that pushes a frame; −1 if a call never does. */
  readonly frameArity: number;
  /** Bytes of the thread's stack that an activation takes. */
  readonly stackBytes: number;
  /** The compiled form of calls; null while there is none. */
  entry: CompiledEntry | null = null;
  /** Number of arguments of a plain call of the compiled form; −1 while there is none. */
  entryArity = -1;
  /** The compiled form that works on frames; null while there is none. */
  machine: Machine | null = null;
  /**
   * Calls, and iterations of loops and resumptions of generators, that remain until the compiled tier is asked. They affect nothing but
   * speed.
   */
  private calls: number;
  private iterations: number;
  /** Bytes of heap that an activation takes; 0 if its frame lies on the stack. */
  readonly heapFrameBytes: number;
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
    this.attributes = Array.from({ length: (code.words.length >> 1) + 1 }, () => NOTHING);
    this.blank = Array.from({ length: code.slots + code.stackSize }, () => undefined);
    const { signature } = code;
    this.blankParameters = Array.from({ length: parametersOf(signature) }, () => undefined);
    // A module's body that is called as a function keeps its variables by name, not in slots.
    const hasSlots = code.kind !== 'module';
    const isPlain = signature.keywordOnly === 0 && !signature.star && !signature.doubleStar;
    // A viper function takes positional arguments only, whatever its signature says.
    this.plainArity = hasSlots && (isPlain || code.emitter === 'viper') ? signature.positional : -1;
    this.heapFrameBytes = heapFrameBytes(code);
    this.frameArity = code.isGenerator ? -1 : this.plainArity;
    this.stackBytes = activationBytes(code);
    // Only compiled code calls the compiled form of a generator function, which is made when its generators are resumed often enough.
    this.calls = code.isGenerator ? 0 : runtime.tier.callsUntilEntry;
    this.iterations = runtime.tier.iterationsUntilMachine;
  }

  /** Notes the kinds of the operands of the instruction at `pc` if one is a float. */
  noteFloat(pc: number, left: Value, right: Value): void {
    const isLeft = left instanceof PyFloat;
    const isRight = right instanceof PyFloat;
    if (!isLeft && !isRight) return;
    const kinds =
      (isLeft ? Kinds.LEFT_FLOAT : typeof left === 'number' ? Kinds.LEFT_INT : Kinds.NONE) |
      (isRight ? Kinds.RIGHT_FLOAT : typeof right === 'number' ? Kinds.RIGHT_INT : Kinds.NONE);
    this.floats ??= new Map();
    const known = this.floats.get(pc) ?? Kinds.NONE;
    if ((known | kinds) === known) return;
    this.floats.set(pc, known | kinds);
    this.hasNewKinds = true;
  }

  /** Called when compiled code meets floats at `pc` that it was not written for. If that happens often, the code is written anew. */
  noteSurprise(pc: number, left: Value, right: Value): void {
    if (this.surprises >= MOST_SURPRISES) return;
    this.noteFloat(pc, left, right);
    if (++this.surprises < this.patience) return;
    this.patience *= 8;
    if (this.hasNewKinds) this.runtime.tier.renew(this);
  }

  /** Counts a call. True if there is now a compiled form that may be used. */
  countCall(): boolean {
    if (this.calls > 0 && --this.calls === 0) this.#makeEntry();
    return this.entry !== null && !globalLock.counts;
  }

  /** Counts an iteration of a loop or a resumption of a generator. True if there is now a Machine that may be used. */
  countIteration(): boolean {
    if (this.iterations > 0 && --this.iterations === 0) {
      this.machine = this.runtime.tier.machine(this);
      if (this.code.isGenerator) this.#makeEntry();
    }
    return this.hasMachine();
  }

  #makeEntry(): void {
    this.entry = this.runtime.tier.entry(this);
    if (this.entry !== null) this.entryArity = this.plainArity;
  }

  /** Whether there is a Machine that may be used now. */
  hasMachine(): boolean {
    return this.machine !== null && !globalLock.counts;
  }

  /** Returns the inner Code with this index, linked when first asked for. */
  child(index: number): LinkedCode {
    let child = this.#children[index];
    if (child === undefined) {
      child = new LinkedCode(this.code.children[index] as Code, this.globals, this.runtime);
      this.#children[index] = child;
    }
    return child;
  }
}
