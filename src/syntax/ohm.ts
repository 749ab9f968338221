/** What is used of Ohm. The build replaces this file by one that loads Ohm when it is first asked (scripts/build.ts). */
import type { Grammar } from 'ohm-js';
import { makeRecipe as make } from 'ohm-js';

declare module 'ohm-js' {
  function makeRecipe(recipe: string): Grammar;
}

/** The grammar of a recipe that `ohm generateBundles` has written. */
export const makeRecipe: (recipe: string) => Grammar = make;
