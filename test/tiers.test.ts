/**
 * The compiled tier does what the interpreter does: the same output, end, cycles and heap, whichever functions are compiled and
 * wherever the program is stopped. This proves the tiers equal, not right: that is what the other tests are for.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Code } from '../src/bytecode/code.js';
import { compiledTier, EAGER } from '../src/jit/compiled-tier.js';
import { runMachine } from './support/run.js';
import { listScripts } from './support/script.js';

const root = dirname(fileURLToPath(import.meta.url));
const scripts = listScripts(root, ['language', 'types', 'modules', 'errors', 'hostile']);

/** Every third Code, by a hash of what it is. */
function refusesThird(code: Code): boolean {
  let hash = code.words.length;
  for (let i = 0; i < code.words.length; i += 5) hash = (hash * 31 + (code.words[i] as number)) | 0;
  return Math.abs(hash) % 3 === 0;
}

const third = () => compiledTier({ ...EAGER, refuses: refusesThird }) ?? 'interpreter';

describe.each(['language', 'types', 'modules', 'errors', 'hostile'])('scripts of %s', (folder) => {
  for (const { name, source, board } of scripts.filter((script) => script.name.startsWith(folder))) {
    test(name, () => {
      const expected = runMachine(source, { board });
      expect(runMachine(source, { board, tier: 'compiled' })).toEqual(expected);
      expect(runMachine(source, { board, tier: third(), stopEvery: 7 })).toEqual(expected);
    });
  }
});

describe('stops', () => {
  for (const { name, source, board } of scripts.filter((_, i) => i % 6 === 0)) {
    test(name, () => {
      const expected = runMachine(source, { board });
      for (const stopEvery of [1, 1000]) expect(runMachine(source, { board, tier: 'compiled', stopEvery })).toEqual(expected);
    });
  }
});
