/**
 * Lays out the collected instructions of a scope for its Code: leaves out what cannot be reached, places the charges, lays out the jumps.
 *
 * Costs are summed into `pending` and charged by the next instruction that charges. A label that only one path reaches keeps the pending cost.
 * Where paths join, all must agree: a path with more than the least charges the difference before the join, so nothing negative is ever charged.
 */
import { continues, INSTRUCTIONS, Op } from '../bytecode/opcodes.js';
import type { Span } from '../source/span.js';
import type { Assembler } from './assembler.js';
import type { Item, Label } from './item.js';
import type { Entry } from './ledger.js';

/** An instruction in its place. */
export interface Placed {
  readonly op: Op;
  readonly a: number;
  b: number;
  readonly line: number;
  readonly span: Span;
  target: Mark | null;
  /** Cycles to charge before it, for a jump whose target expects less pending. */
  commit: number;
}

/** A position among the placed instructions. */
class Mark {
  index = -1;
}

/** A jump to a label. */
interface Edge {
  readonly jump: Placed;
  readonly pending: number;
  readonly isConditional: boolean;
}

/** The result: instructions in order, and where labels went. */
export interface Layout {
  readonly placed: readonly Placed[];
  readonly mark: (label: Label) => Mark;
  /** Indices into `assembler.ranges` of ranges that hold an instruction. */
  readonly ranges: readonly number[];
  readonly ledger: readonly string[];
  /** The items that can be reached, and the labels. */
  readonly reached: readonly Item[];
  /** Where the marks among them are. */
  readonly marked: ReadonlyMap<Item, number>;
}

/** Lays out the resolved items of a scope. `count`: with COUNT instructions; `checks`: with CHECKs, which machine code does not have. */
export function layOut(assembler: Assembler, options: Options): Layout {
  const layouter = new Layouter(assembler, options);
  for (const item of assembler.items) layouter.add(item);
  return layouter;
}

interface Options {
  readonly count: boolean;
  readonly checks: boolean;
}

class Layouter implements Layout {
  readonly placed: Placed[] = [];
  readonly reached: Item[] = [];
  readonly ledger: string[] = [];
  readonly marked = new Map<Item, number>();
  private readonly marks = new Map<Label, Mark>();
  private readonly edges = new Map<Label, Edge[]>();
  private readonly heads = new Set<Label>();
  private readonly handlers = new Map<Label, Assembler['ranges'][number]>();
  /** Labels that no instruction jumps to, but whose positions are needed. */
  private readonly bounds = new Set<Label>();
  private readonly ledgerIndex = new Map<string, number>();
  private isLive = true;
  private pending = 0;
  private lastMark = -1;

  constructor(
    private readonly assembler: Assembler,
    private readonly options: Options,
  ) {
    for (const item of assembler.items) if (item.op === Op.JUMP_BACK) this.heads.add(item.label as Label);
    for (const range of assembler.ranges) {
      this.handlers.set(range.target, range);
      this.bounds.add(range.from).add(range.to);
    }
  }

  get ranges(): number[] {
    return this.assembler.ranges.flatMap((range, i) => (this.isEmpty(range) ? [] : [i]));
  }

  mark(label: Label): Mark {
    const known = this.marks.get(label);
    if (known !== undefined) return known;
    const mark = new Mark();
    this.marks.set(label, mark);
    return mark;
  }

  add(item: Item): void {
    if (item.kind === 'label') {
      this.reached.push(item);
      this.label(item.label as Label, item);
      return;
    }
    if (!this.isLive) return;
    this.reached.push(item);
    if (item.kind === 'mark') {
      this.marked.set(item, this.placed.length);
      this.put(item, Op.COUNT, this.ledgerOf([])).b = this.pending;
      return;
    }
    this.cost(item);
    if (item.op === Op.CHECK) this.check(item);
    else if (item.kind !== 'note' && item.kind !== 'end') this.operation(item);
  }

  private check(at: Pick<Item, 'line' | 'span'>): void {
    if (this.options.checks) this.put(at, Op.CHECK, 0);
  }

  private cost(item: Item): void {
    if (item.ledger.length === 0) return;
    if (this.options.count) this.put(item, Op.COUNT, this.ledgerOf(item.ledger)).b = this.pending;
    for (const entry of item.ledger) this.pending += entry.cycles;
  }

  private operation(item: Item): void {
    const { flow } = INSTRUCTIONS[item.op];
    switch (flow) {
      case 'jump':
      case 'branch':
        this.edge(item, flow === 'branch');
        break;
      case 'back':
        this.charging(item).target = this.mark(item.label as Label);
        break;
      case 'raise':
      case 'reraise':
        this.commit(item, 0);
        this.put(item, item.op, item.a);
        break;
      case 'finally': {
        const jump = this.charging(item);
        for (const label of this.assembler.finallies[item.a] as readonly Label[])
          this.addEdge(label, { jump, pending: 0, isConditional: true });
        break;
      }
      default:
        this.plain(item);
    }
    if (!continues(item.op)) this.isLive = false;
  }

  /** An instruction that goes nowhere but to the next one, or returns. */
  private plain(item: Item): void {
    const { second } = INSTRUCTIONS[item.op];
    if (item.op === Op.YIELD_FROM) this.yieldFrom(item);
    else if (second === 'charge') this.charging(item);
    else this.put(item, item.op, item.a).b = second === 'owed' ? this.pending : item.b;
  }

  /** YIELD_FROM is executed again at each resume, so it may charge for itself only. */
  private yieldFrom(item: Item): void {
    const cycles = item.ledger.reduce((sum, entry) => sum + entry.cycles, 0);
    this.pending -= cycles;
    this.commitBeforeCount(item);
    this.pending = cycles;
    this.charging(item);
  }

  /** COUNT stands directly before YIELD_FROM, so that a resume can step back to it; the charge goes before both. */
  private commitBeforeCount(item: Item): void {
    const count = this.options.count && item.ledger.length > 0 ? this.placed.pop() : undefined;
    this.commit(item, 0);
    if (count === undefined) return;
    count.b = 0;
    this.placed.push(count);
  }

  private charging(item: Item): Placed {
    const placed = this.put(item, item.op, item.a);
    placed.b = this.pending;
    this.pending = 0;
    return placed;
  }

  private edge(item: Item, isConditional: boolean): void {
    const jump = this.put(item, item.op, item.a);
    jump.b = INSTRUCTIONS[item.op].second === 'owed' ? this.pending : item.b;
    this.addEdge(item.label as Label, { jump, pending: this.pending, isConditional });
  }

  private addEdge(label: Label, edge: Edge): void {
    if (edge.jump.op !== Op.END_FINALLY) edge.jump.target = this.mark(label);
    const known = this.edges.get(label);
    if (known === undefined) this.edges.set(label, [edge]);
    else known.push(edge);
  }

  private label(label: Label, item: Item): void {
    const range = this.handlers.get(label);
    if (range !== undefined) {
      this.isLive = !this.isEmpty(range);
      this.pending = 0;
      this.set(this.mark(label));
      return;
    }
    this.dropJumpTo(label);
    const edges = this.edges.get(label) ?? [];
    const only = edges[0];
    if (this.heads.has(label)) this.commit(item, 0);
    else if (only !== undefined && edges.length === 1 && !this.isLive) this.pending = only.pending;
    else if (only !== undefined) this.join(edges, item, label);
    if (only !== undefined) this.isLive = true;
    if (only !== undefined || this.heads.has(label) || this.bounds.has(label)) this.set(this.mark(label));
  }

  /** Removes a jump to the very next instruction. If MicroPython has it, its pending check stays. */
  private dropJumpTo(label: Label): void {
    const edges = this.edges.get(label);
    const last = this.placed[this.placed.length - 1];
    if (
      this.isLive ||
      last === undefined ||
      edges === undefined ||
      INSTRUCTIONS[last.op].flow !== 'jump' ||
      this.lastMark >= this.placed.length
    )
      return;
    const i = edges.findIndex((edge) => edge.jump === last);
    if (i < 0) return;
    this.pending = (edges[i] as Edge).pending;
    this.isLive = true;
    edges.splice(i, 1);
    this.placed.pop();
    if (last.op === Op.JUMP) this.check(last);
  }

  private join(edges: readonly Edge[], item: Item, label: Label): void {
    let least = this.isLive ? this.pending : Number.POSITIVE_INFINITY;
    for (const edge of edges) least = Math.min(least, edge.pending);
    if (this.isLive) this.commit(item, least);
    const late = new Map<number, Edge[]>();
    for (const edge of edges) {
      if (edge.pending === least) continue;
      if (!edge.isConditional) edge.jump.commit = edge.pending - least;
      else late.set(edge.pending, [...(late.get(edge.pending) ?? []), edge]);
    }
    let needsJump = this.isLive;
    for (const [pending, group] of late) {
      if (needsJump) this.put(item, Op.GO, 0).target = this.mark(label);
      const stub = new Mark();
      this.set(stub);
      for (const edge of group) edge.jump.target = stub;
      this.put(item, Op.CHARGE, 0).b = pending - least;
      needsJump = true;
    }
    this.pending = least;
  }

  /** Charges what is pending beyond `rest`. */
  private commit(item: Item, rest: number): void {
    if (this.isLive && this.pending > rest) this.put(item, Op.CHARGE, 0).b = this.pending - rest;
    this.pending = rest;
  }

  private put({ line, span }: Pick<Item, 'line' | 'span'>, op: Op, a: number): Placed {
    const placed: Placed = { op, a, b: 0, line, span, target: null, commit: 0 };
    this.placed.push(placed);
    return placed;
  }

  private set(mark: Mark): void {
    mark.index = this.placed.length;
    this.lastMark = mark.index;
  }

  /** True if nothing in a range can raise: the COUNTs of counting mode cannot. */
  private isEmpty(range: Assembler['ranges'][number]): boolean {
    const end = this.mark(range.to).index;
    for (let i = this.mark(range.from).index; i < end; i++) if ((this.placed[i] as Placed).op !== Op.COUNT) return false;
    return true;
  }

  private ledgerOf(entries: readonly Entry[]): number {
    const text = entries.map((entry) => entry.name).join(' ');
    const known = this.ledgerIndex.get(text);
    if (known !== undefined) return known;
    const index = this.ledger.push(text) - 1;
    this.ledgerIndex.set(text, index);
    return index;
  }
}
