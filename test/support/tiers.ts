/** The configurations in which the compiled tier must do what the interpreter does. */
import type { Code } from '../../src/bytecode/code.js';
import { compiledTier, EAGER } from '../../src/jit/compiled-tier.js';
import type { Tier } from '../../src/vm/tier.js';
import { type RunOptions, runMachine } from './run.js';

export { runMachine };

/** The tier from the first call, but every third Code refused: which, depends on the Code and on `salt`. */
export function thirdRefused(salt: number): Tier {
  const refuses = (code: Code): boolean => {
    let hash = salt;
    for (let i = 0; i < code.words.length; i += 5) hash = (Math.imul(hash, 31) + (code.words[i] as number)) | 0;
    return Math.abs(hash) % 3 === 0;
  };
  return compiledTier({ ...EAGER, refuses }) as Tier;
}

/** Some of the configurations, chosen by a number, with their names. */
export function comparisons(seed: number): [name: string, options: Partial<RunOptions>][] {
  const all: [string, Partial<RunOptions>][] = [
    ['compiled, stopped at every safe point', { tier: 'compiled', stopEvery: 1 }],
    ['a third refused, stopped at every 7th', { tier: thirdRefused(seed), stopEvery: 7 }],
    ['warm code compiled, stopped at every 1000th', { tier: 'auto', stopEvery: 1000 }],
    ['a third refused', { tier: thirdRefused(seed + 1) }],
    ['interpreter, stopped at every safe point', { tier: 'interpreter', stopEvery: 1 }],
  ];
  return [
    ['compiled', { tier: 'compiled' }],
    all[seed % all.length] as [string, Partial<RunOptions>],
    all[(seed + 2) % all.length] as [string, Partial<RunOptions>],
  ];
}
