/** The state of viper's type inference: the values on the stack, the types of locals, the error (`py/emitnative.c`). */
import { NativeType } from '../bytecode/native-type.js';
import { Op } from '../bytecode/opcodes.js';
import { MACHINE_CODE_PRICE as PRICE } from '../bytecode/prices.js';
import { Problem } from '../source/problem.js';
import type { Span } from '../source/span.js';
import type { Assembler } from './assembler.js';
import type { Item, Label, StatementPlace } from './item.js';
import { machineCode } from './machine-prices.js';
import { notImplemented } from './refusals.js';
import type { Rewriting } from './rewriting.js';
import type { Name, Scope } from './symbols.js';
import { type Entry, typeName, type ViperType, valueOf } from './viper-types.js';

interface Failure {
  text: string;
  /** Null until a statement ends in a block with several; then the line of that statement (`compile_generic_all_nodes`). */
  line: number | null;
  readonly span: Span;
  /** The statements that were open when the error occurred. */
  readonly open: ReadonlySet<StatementPlace>;
}

export class ViperState {
  /** Types of parameters, and of other locals once something has been stored in them. */
  readonly locals = new Map<Name, ViperType>();
  /** The FOR_RANGE instructions of the open loops. */
  readonly ranges: Item[] = [];
  /** The current instruction. */
  item!: Item;
  /** Whether the previous instruction can continue with this one. */
  isLive = true;
  /** Whether the last call was a cast. */
  isCast = false;
  readonly assembler: Assembler;
  /** Ranges with a handler, by where they begin. */
  readonly guards: Map<Label, Assembler['ranges']> = new Map();
  /** Values above `#size` have been dropped but are kept, because the code after a jump finds them again. */
  #entries: Entry[] = [];
  #size = 0;
  #failure: Failure | null = null;
  #refusal: Problem | null = null;
  /** The values on the stack at each label, as the jumps to it leave them. */
  readonly #arrivals = new Map<Label, Entry[]>();

  constructor(
    readonly rewriting: Rewriting,
    readonly scope: Scope,
    /** Line of an error in a scope with a single statement. */
    private readonly line: number,
  ) {
    this.assembler = rewriting.assembler;
    for (const range of this.assembler.ranges) this.guards.set(range.from, [...(this.guards.get(range.from) ?? []), range]);
    for (const name of scope.slots) if (name.parameter !== null) this.locals.set(name, name.type);
  }

  /** Makes an item the current one. False if MicroPython does not reach it: a block ends after the statement that has an error. */
  begins(item: Item): boolean {
    this.item = item;
    const open = this.#failure?.open;
    for (let place = open === undefined ? null : item.statement; place !== null; place = place.outer)
      if (!open?.has(place) && !place.isFirst) return false;
    return true;
  }

  /** Ends an item: checks the depth of the stack or, after an error, corrects it. */
  ends({ kind, leaves, depth }: Item): void {
    if (kind === 'note' || kind === 'end' || kind === 'mark' || leaves || this.#size === depth) return;
    if (this.#failure === null) throw new Error(`${this.scope.name}: ${this.#size} values on the stack where there are ${depth}`);
    this.#resize(depth);
  }

  /** Throws the scope's error, if there is one. */
  finish(): void {
    const failure = this.#failure;
    if (failure !== null) throw new Problem('ViperTypeError', failure.text, failure.span, failure.line ?? this.line, this.scope.name);
    if (this.#refusal !== null) throw this.#refusal;
  }

  /** Registers a type error: the first one determines the place, the last one the text. */
  error(text: string): void {
    if (this.#failure !== null) {
      this.#failure.text = text;
      return;
    }
    const { statement, span } = this.item;
    const open = new Set<StatementPlace>();
    for (let place = statement; place !== null; place = place.outer) open.add(place);
    this.#failure = { text, line: null, span, open };
  }

  /** Called when a statement ends in a block with several statements. */
  endStatement({ statement }: Item): void {
    if (this.#failure !== null) this.#failure.line ??= statement?.line ?? null;
  }

  /** Refuses what the emitter does not support. */
  refuse(text: string): void {
    throw notImplemented(text, this.item.span);
  }

  /** Refuses a word that MicroPython would use as an object without converting it. A type error takes precedence. */
  refuseWord(type: ViperType): void {
    this.#refusal ??= notImplemented(`not simulated: viper takes '${typeName(type)}' for an object`, this.item.span);
  }

  push(entry: Entry): void {
    this.#entries[this.#size++] = entry;
  }

  pushObject(count = 1): void {
    for (let i = 0; i < count; i++) this.push(valueOf(NativeType.OBJECT));
  }

  pop(): Entry {
    if (this.#size > 0) this.#size--;
    return this.#entries[this.#size] ?? valueOf(NativeType.OBJECT);
  }

  /** Pops a value that must be an object; MicroPython does not check. */
  popObject(): void {
    const entry = this.pop();
    if (entry.type !== NativeType.OBJECT && !entry.isOwn) this.refuseWord(entry.type);
  }

  /** Drops values that MicroPython does not have on its stack. */
  popOwn(count: number): void {
    for (let i = 0; i < count; i++) this.pop();
  }

  popObjects(count: number): void {
    for (let i = 0; i < count; i++) this.popObject();
  }

  peek(below = 0): Entry {
    return this.#entries[this.#size - 1 - below] ?? valueOf(NativeType.OBJECT);
  }

  set(below: number, entry: Entry): void {
    this.#entries[this.#size - 1 - below] = entry;
  }

  cut(depth: number): void {
    this.#resize(depth);
  }

  #resize(size: number): void {
    while (this.#entries.length < size) this.#entries.push(valueOf(NativeType.OBJECT));
    this.#size = size;
  }

  /** Stores immediate values in the stack, because a jump may come from elsewhere (`need_stack_settled`). */
  settle(): void {
    for (let i = 0; i < this.#size; i++) {
      const entry = this.#entries[i] as Entry;
      if (entry.type !== 'cast') this.#entries[i] = { ...entry, load: null };
    }
  }

  /** Registers a jump to a label at which the stack has this depth. */
  jumpTo(label: Label, depth: number): void {
    const entries = this.#entries.slice(0, Math.min(depth, this.#size));
    // A way out of blocks has values of ours on top, which are not tracked here.
    while (entries.length < depth) entries.push(valueOf(NativeType.OBJECT, true));
    this.arrive(label, entries);
  }

  /** Registers a path to a label with these values on the stack. */
  arrive(label: Label, entries: readonly Entry[]): void {
    const known = this.#arrivals.get(label);
    if (known === undefined) this.#arrivals.set(label, [...entries]);
    else this.#join(known, entries);
  }

  /** Like `arrive`, with the current stack up to `depth` and one more value. */
  arriveWith(label: Label, depth: number, value: Entry): void {
    this.arrive(label, [...this.#entries.slice(0, depth), value]);
  }

  /**
   * Places a label. The types are those of the code before it, even if that code does not continue here; values that it does not have get
   * their types from the jump.
   */
  place(label: Label, depth: number): void {
    const arrived = this.#arrivals.get(label);
    if (arrived !== undefined) {
      const known = this.isLive ? depth : Math.min(this.#size, depth);
      this.#join(arrived, this.#entries.slice(0, known));
      for (let i = 0; i < depth; i++) if (i >= known || arrived[i]?.isOwn === true) this.#entries[i] = { ...(arrived[i] as Entry) };
    }
    this.#resize(depth);
    this.settle();
    this.isLive ||= arrived !== undefined;
  }

  /** Refuses values that are objects on one path and words on another: one would be taken for the other. */
  #join(arrived: readonly Entry[], here: readonly Entry[]): void {
    for (const [i, { type, isOwn }] of arrived.entries()) {
      const other = here[i];
      if (other === undefined || isOwn || other.isOwn) continue;
      if ((type === NativeType.OBJECT) !== (other.type === NativeType.OBJECT))
        this.refuseWord(type === NativeType.OBJECT ? other.type : type);
    }
  }

  /** Converts the value at this distance below the top to an object. */
  toObject(below = 0): void {
    const entry = this.peek(below);
    if (entry.type === NativeType.OBJECT) return;
    if (entry.type === 'unbound' || entry.type === 'cast') {
      this.refuseWord(entry.type);
      return;
    }
    const type = entry.type === 'none' ? NativeType.PTR : entry.type;
    this.insert(Op.TO_OBJECT, type | (below << 4), PRICE.TO_OBJECT);
    this.set(below, valueOf(NativeType.OBJECT));
  }

  /** Converts the top values to objects. Immediate values are loaded as objects directly (`emit_get_stack_pointer_to_reg_for_pop`). */
  toObjects(count: number): void {
    for (let below = 0; below < count; below++) if (this.peek(below).load !== null) this.#loadObject(below);
    for (let below = 0; below < count; below++) this.toObject(below);
  }

  #loadObject(below: number): void {
    const { type, value, load } = this.peek(below);
    const constant = this.#objectOf(type, value);
    if (constant !== null) (load as Item).a = this.assembler.constantOf(constant);
    this.set(below, valueOf(NativeType.OBJECT));
  }

  #objectOf(type: ViperType, value: number) {
    switch (type) {
      case NativeType.INT:
      case NativeType.UINT:
        return { type: 'int', value } as const;
      case NativeType.BOOL:
        // The firmware uses the value as an index into a table, counted from False.
        if (value !== 0 && value !== 1) this.refuseWord(type);
        return { type: 'bool', value: value !== 0 } as const;
      case 'none':
        return { type: 'none' } as const;
      default:
        this.refuse('conversion to object');
        return null;
    }
  }

  /** Inserts an instruction before the current one. */
  insert(op: Op, a: number, cycles: number): void {
    this.rewriting.before(this.item, this.rewriting.make(this.item, op, a, machineCode(cycles)));
  }

  /** Turns the current instruction into one on words. */
  become(op: Op, a: number, cycles: number, b = 0): void {
    const { item } = this;
    item.op = op;
    item.a = a;
    item.b = b;
    item.ledger = machineCode(cycles);
  }
}
