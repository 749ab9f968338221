/** The only door to Ohm: reading a text by a rule of the grammar. The build makes it a part of its own (scripts/build.ts). */
import type { Grammar } from 'ohm-js';
import { makeRecipe } from 'ohm-js';
import { grammarRecipe } from '../embedded/grammar.js';

declare module 'ohm-js' {
  // The types leave it out: the grammar of a recipe that `ohm generateBundles` has written.
  function makeRecipe(recipe: string): Grammar;
}

/**
 * A node of Ohm's tree: a terminal (no children), a rule that matched, or an iteration (children, but no rule name).
 * These four fields are not public, which is why package.json pins one version of Ohm.
 */
export interface OhmNode {
  readonly matchLength: number;
  readonly ruleName?: string;
  readonly children?: readonly OhmNode[];
  /** From the start of the enclosing rule's match; in an iteration too. */
  readonly childOffsets?: readonly number[];
}

let grammar: Grammar | undefined;

/** What matched. A number is the offset of the first token that cannot be used there. */
export function readWithOhm(rule: string, text: string): OhmNode | number {
  grammar ??= makeRecipe(grammarRecipe);
  const result = grammar.match(text, rule) as unknown as {
    succeeded(): boolean;
    getRightmostFailurePosition(): number;
    _cst: OhmNode;
  };
  return result.succeeded() ? result._cst : result.getRightmostFailurePosition();
}
