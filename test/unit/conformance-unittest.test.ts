/** The unittest on the board that runs upstream's tests: that of `vpyb test`, without `vpyb`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TestBench } from '../../src/index.js';

const file = (path: string): string => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
const PACKAGE = {
  ...Object.fromEntries(
    ['assertions.py', 'case.py', 'result.py'].map((name) => [`lib/unittest/${name}`, file(`stdlib/tester/unittest/${name}`)]),
  ),
  'lib/unittest/__init__.py': file('scripts/conformance/unittest.py'),
};

test('it runs the tests of a module and prints what upstream’s runner reads', () => {
  const program = `
import unittest

class Tests(unittest.TestCase):
    def setUp(self):
        self.addCleanup(print, "cleaned")
    def test_a(self):
        for i in range(2):
            with self.subTest(i=i):
                self.assertEqual(i, 0)
    @unittest.skip("not here")
    def test_b(self):
        pass
    def test_c(self):
        self.assertTrue(True)

unittest.main()
`;
  const bench = new TestBench({ ...PACKAGE, 'main.py': program });
  bench.runUntil(() => bench.exit !== null, 10_000);
  expect(bench.output.split(/\r?\n/).slice(-4)).toEqual(['Ran 3 tests', '', 'FAILED (failures=1, errors=0)', '']);
  expect(bench.output.match(/cleaned/g)).toHaveLength(2);
});
