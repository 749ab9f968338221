/** What has been executed is charged, whichever way the program goes on: an exception comes in the middle of instructions that are charged together. */
import { describe, expect, test } from 'vitest';
import { TestBench, type TestBenchOptions } from '../../src/index.js';

/** Cycles of a run of `f`, a hundred times, so that it gets warm. */
function cycles(body: string, options: TestBenchOptions): number {
  const lines = body.split('\n').map((line) => `    ${line}\n`);
  const source = `class Odd:\n    def __add__(self, other): raise ValueError\ndef f(d, a):\n${lines.join('')}for i in range(100): f({}, 1)\n`;
  const bench = new TestBench({ 'boot.py': '', 'main.py': source }, options);
  bench.run(2000);
  expect(bench.exit).toEqual({ kind: 'ok' });
  return bench.system.clock.cycles;
}

/** Both need the same stack, whose size is a part of what a call costs. */
const [LITTLE, MUCH] = ['a = a + 1', 'a = a + 1; a = a + 1; a = a + 1; a = a + 1'];
const RAISES: Readonly<Record<string, string>> = {
  'a key that is missing': `d['x']`,
  'an attribute that is missing': 'd.x',
  'a name that is missing': 'missing',
  'a local that is not bound': 'b; b = 1',
  'a division by zero': 'a // 0',
  'a value that cannot be unpacked': 'x, y = ()',
  'a loop over what is no iterable': 'for x in 5: pass',
  'an exception of the operator’s own method': 'Odd() + 1',
};

describe.each(['interpreter', 'compiled'] as const)(
  'what comes before an exception costs the same as without it, in the tier %s',
  (tier) => {
    const work = (body: (work: string) => string) => cycles(body(MUCH), { tier }) - cycles(body(LITTLE), { tier });
    const plain = work((before) => before);

    test.each(Object.entries(RAISES))('%s', (_, raises) => {
      expect(work((before) => `try:\n    ${before}\n    ${raises}\nexcept Exception: pass`)).toBe(plain);
      // The caller catches it.
      expect(work((before) => `def g(a):\n    ${before}\n    ${raises}\ntry: g(a)\nexcept Exception: pass`)).toBe(plain);
    });
  },
);
