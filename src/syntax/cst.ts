/**
 * Matches pieces, and walks the resulting trees. Ohm's own operations cost a third of the parse time, so the walk reads the concrete
 * syntax tree directly.
 */
import type { Piece } from './marked-text.js';
import { type OhmNode, readWithOhm } from './ohm.js';
import { commonShape, shapeKey } from './shapes.js';

/** A rule that matched, or a terminal, with its place in the marked text. */
export class Tree {
  constructor(
    private readonly node: OhmNode,
    readonly piece: Piece,
    /** Offset of the first character in the marked text. */
    readonly start: number,
  ) {}

  /** Name of the rule; empty for a terminal. */
  get rule(): string {
    return this.node.ruleName ?? '';
  }

  /** Offset after the last character in the marked text. */
  get end(): number {
    return this.start + this.node.matchLength;
  }

  /** The tokens that matched, without blanks between them. */
  get text(): string {
    return this.piece.read(this.start, this.end);
  }

  /** Number of children that one match of the rule has: its arity. */
  get arity(): number {
    return this.node.children?.length ?? 0;
  }

  /** Child `index`: a rule or a terminal. */
  child(index: number): Tree {
    return this.#at(this.node, index);
  }

  /** What the repetition or option at `index` matched, in order. */
  all(index: number): Tree[] {
    const iteration = this.node.children?.[index] as OhmNode;
    return (iteration.children ?? []).map((_, i) => this.#at(iteration, i));
  }

  /** What the option at `index` matched. */
  optional(index: number): Tree | null {
    const iteration = this.node.children?.[index] as OhmNode;
    return iteration.children?.length ? this.#at(iteration, 0) : null;
  }

  /** How often the repetition or option at `index` matched. */
  count(index: number): number {
    return this.node.children?.[index]?.children?.length ?? 0;
  }

  /** Descends while the rule is one of `levels` and has only one part. Returns the first tree that adds something. */
  through(levels: ReadonlySet<string>): Tree {
    let node = this.node;
    let start = this.start;
    while (node.ruleName !== undefined && levels.has(node.ruleName)) {
      const index = onlyPart(node);
      if (index < 0) break;
      start += node.childOffsets?.[index] as number;
      node = node.children?.[index] as OhmNode;
    }
    return node === this.node ? this : new Tree(node, this.piece, start);
  }

  #at(parent: OhmNode, index: number): Tree {
    const node = parent.children?.[index];
    const offset = parent.childOffsets?.[index];
    if (node === undefined || offset === undefined) throw new Error(`${this.rule} has no child ${index}`);
    return new Tree(node, this.piece, this.start + offset);
  }
}

/** Index of the only child that matched something, if that child is a rule; otherwise -1. */
function onlyPart(node: OhmNode): number {
  const children = node.children ?? [];
  let found = -1;
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child.ruleName === undefined && child.children?.length === 0) continue;
    if (found >= 0 || child.ruleName === undefined) return -1;
    found = i;
  }
  return found;
}

const shapes = new Map<string, OhmNode | number>();
/** Longer texts are seldom repeated. */
const LONGEST_SHAPE = 100;
const MOST_SHAPES = 4000;

/** Matches a piece of marked text with its rule. Returns the tree, or the offset in the piece of the first token that cannot be used. */
export function match(piece: Piece): Tree | number {
  const result = piece.text.length > LONGEST_SHAPE ? readWithOhm(piece.rule, piece.text) : shapeOf(piece);
  return typeof result === 'number' ? result : new Tree(result, piece, 0);
}

function shapeOf({ rule, text }: Piece): OhmNode | number {
  const key = shapeKey(rule, text);
  let shape = shapes.get(key);
  if (shape === undefined) {
    if (shapes.size >= MOST_SHAPES) shapes.clear();
    shape = commonShape(key) ?? readWithOhm(rule, text);
    shapes.set(key, shape);
  }
  return shape;
}
