/**
 * Shapes: what texts matched. Pieces are short, and names and numbers are marks in them, so that most of a program has shapes that were
 * read before: a statement `n(n,n)`, a group `[n]`. Ohm needs some hundred microseconds for one while it is new to the host's compiler,
 * and some milliseconds for its start; so the commonest are read beforehand (scripts/embed-shapes.ts).
 */
import { commonShapes } from '../embedded/shapes.js';
import type { OhmNode } from './ohm.js';

/** A node: a terminal's length; −1 for an iteration of nothing; or a rule's number (−1 for an iteration), the length, and each child after its offset. */
type PackedNode = number | readonly PackedNode[];

/** Rules by number, and nodes as JSON by `shapeKey`. */
export interface PackedShapes {
  readonly rules: readonly string[];
  readonly shapes: Readonly<Record<string, string>>;
}

/** The name of a shape. */
export const shapeKey = (rule: string, text: string): string => `${rule} ${text}`;

/** Rules that come up for the first time are added to `rules`. */
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

/** What Ohm would make of a text, if that is one of the commonest. */
export function commonShape(key: string): OhmNode | undefined {
  common ??= JSON.parse(commonShapes) as PackedShapes;
  const packed = common.shapes[key];
  return packed === undefined ? undefined : unpackNode(JSON.parse(packed) as PackedNode, common.rules);
}
