/** The only file that calls Ohm: matches a text with a rule of the grammar. The build makes it a separate part (scripts/build.ts). */
import type { Grammar } from 'ohm-js';
import { makeRecipe } from 'ohm-js';
import { grammarRecipe } from '../embedded/grammar.js';

declare module 'ohm-js' {
  // Missing from Ohm's types. It makes the grammar from a recipe that `ohm generateBundles` has written.
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
  /** From the start of the enclosing rule's match, also in an iteration. */
  readonly childOffsets?: readonly number[];
}

let grammar: Grammar | undefined;

/** Returns what matched, or the offset of the first token that cannot be used. */
export function readWithOhm(rule: string, text: string): OhmNode | number {
  grammar ??= makeRecipe(grammarRecipe);
  const result = grammar.match(text, rule) as unknown as {
    succeeded(): boolean;
    getRightmostFailurePosition(): number;
    _cst: OhmNode;
  };
  return result.succeeded() ? result._cst : result.getRightmostFailurePosition();
}
