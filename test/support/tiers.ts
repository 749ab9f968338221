/** The configurations in which the compiled tier must do what the interpreter does. */
import type { BoardName } from '../../src/board/boards.js';
import type { Code } from '../../src/bytecode/code.js';
import { compiledTier } from '../../src/jit/compiled-tier.js';
import { EAGER } from '../../src/jit/policy.js';
import type { SystemOptions } from '../../src/system/options.js';
import type { Tier } from '../../src/vm/tier.js';
import type { RunOptions } from './run.js';

/**
 * The compiled tier from the first call, but with about a third of all Code refused: which Code, depends on its words and on `salt`. For an
 * even `salt` operators expect floats.
 */
export function thirdRefused(salt: number): Tier {
  const refuses = (code: Code): boolean => {
    let hash = salt;
    for (let i = 0; i < code.words.length; i += 5) hash = (Math.imul(hash, 31) + (code.words[i] as number)) | 0;
    return Math.abs(hash) % 3 === 0;
  };
  return compiledTier({ ...EAGER, refuses, expectsFloats: salt % 2 === 0 }) as Tier;
}

/** The board and turns for a random program. */
export function machineOf(seed: number): { readonly board: BoardName; readonly turns: SystemOptions['turns']; readonly seed: number } {
  return { board: seed % 2 === 0 ? 'pybv11' : 'pybd-sf6', turns: seed % 3 === 0 ? 'board' : 'random', seed };
}

/** Two configurations for a random program, chosen by its seed. Each must give the same as the interpreter that is never stopped. */
export function comparisons(seed: number): readonly (RunOptions & { readonly name: string })[] {
  const machine = machineOf(seed);
  const stopping = [
    { name: 'compiled, stopped at every safe point', ...machine, tier: 'compiled', stopEvery: 1 },
    { name: 'a third refused, stopped at every 7th', ...machine, tier: thirdRefused(seed), stopEvery: 7 },
    { name: 'warm code compiled, stopped at every 1000th', ...machine, tier: 'auto', stopEvery: 1000 },
    { name: 'interpreter, stopped at every safe point', ...machine, tier: 'interpreter', stopEvery: 1 },
  ] as const;
  const running = [
    { name: 'compiled', ...machine, tier: 'compiled' },
    { name: 'a third refused', ...machine, tier: thirdRefused(seed + 1) },
  ] as const;
  return [running[seed % 2] as (typeof running)[number], stopping[seed % 4] as (typeof stopping)[number]];
}
