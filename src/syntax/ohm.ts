/** What is used of Ohm, with the type that it leaves out. */
import type { Grammar } from 'ohm-js';
import { makeRecipe as make } from 'ohm-js';

declare module 'ohm-js' {
  function makeRecipe(recipe: string): Grammar;
}

/** The grammar of a recipe that `ohm generateBundles` has written. */
export const makeRecipe: (recipe: string) => Grammar = make;
