/**
 * Shapes: the trees that texts match. Pieces are short, and names and numbers are marks in them, so most pieces of a program have a shape that
 * was parsed before: a statement `n(n,n)`, a group `[n]`. Until the host's compiler has optimised Ohm, it needs some hundred microseconds for
 * one, and some milliseconds to start; so the commonest are parsed beforehand (scripts/embed-shapes.ts).
 */
import { commonShapes } from '../embedded/shapes.js';
import type { OhmNode } from './ohm.js';

/** A node: a terminal's length; −1 for an empty iteration; or rule number (−1: iteration), length, and each child after its offset. */
type PackedNode = number | readonly PackedNode[];

/** Rules by number, and nodes as JSON by `shapeKey`. */
export interface PackedShapes {
  readonly rules: readonly string[];
  readonly shapes: Readonly<Record<string, string>>;
}

/** The key of a shape. */
export const shapeKey = (rule: string, text: string): string => `${rule} ${text}`;

/** Packs a node. Rules that are new are added to `rules`. */
export function packNode({ ruleName, matchLength, children, childOffsets }: OhmNode, rules: string[]): PackedNode {
  if (children === undefined) return matchLength;
  if (ruleName === undefined && children.length === 0) return -1;
  if (ruleName !== undefined && !rules.includes(ruleName)) rules.push(ruleName);
  const packed = children.flatMap((child, i) => [childOffsets?.[i] as number, packNode(child, rules)]);
  return [ruleName === undefined ? -1 : rules.indexOf(ruleName), matchLength, ...packed];
}

function unpackNode(packed: PackedNode, rules: readonly string[]): OhmNode {
  if (packed === -1) return { matchLength: 0, children: [], childOffsets: [] };
  if (typeof packed === 'number') return { matchLength: packed };
  const [rule, matchLength] = packed as [number, number];
  const children: OhmNode[] = [];
  const childOffsets: number[] = [];
  for (let i = 2; i < packed.length; i += 2) {
    childOffsets.push(packed[i] as number);
    children.push(unpackNode(packed[i + 1] as PackedNode, rules));
  }
  return rule < 0 ? { matchLength, children, childOffsets } : { matchLength, ruleName: rules[rule], children, childOffsets };
}

let common: PackedShapes | undefined;

/** The tree that Ohm would return for a text, if that is one of the commonest. */
export function commonShape(key: string): OhmNode | undefined {
  common ??= JSON.parse(commonShapes) as PackedShapes;
  const packed = common.shapes[key];
  return packed === undefined ? undefined : unpackNode(JSON.parse(packed) as PackedNode, common.rules);
}
