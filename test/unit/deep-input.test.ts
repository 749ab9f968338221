/** Long and deeply nested sources: read in linear work, and answered as any other program, by a result or by a Python exception. */
import { pexprs } from 'ohm-js';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/syntax/parse.js';
import { runScript } from '../support/run.js';

/** Sources by their size. */
const SHAPES: Readonly<Record<string, (n: number) => string>> = {
  brackets: (n) => `x = ${'('.repeat(n)}1${')'.repeat(n)}\n`,
  'calls in calls': (n) => `x = ${'f('.repeat(n)}1${')'.repeat(n)}\n`,
  'subscripts of subscripts': (n) => `x = a${'[0]'.repeat(n)}\n`,
  sum: (n) => `x = ${Array(n).fill('a').join(' + ')}\n`,
  'operators of all levels': (n) => `x = ${Array(n).fill('a + b * c << d | e').join(' - ')}\n`,
  comparisons: (n) => `x = ${Array(n).fill('a').join(' < ')}\n`,
  'and, or': (n) => `x = ${Array(n).fill('a and b').join(' or ')}\n`,
  list: (n) => `x = [${Array.from({ length: n }, (_, i) => i).join(', ')}]\n`,
  tuple: (n) => `x = ${Array(n).fill('"s"').join(', ')}\n`,
  dict: (n) => `x = {${Array.from({ length: n }, (_, i) => `${i}: "v"`).join(', ')}}\n`,
  blocks: (n) => `${Array.from({ length: n }, (_, i) => `${' '.repeat(i)}if a:\n`).join('')}${' '.repeat(n)}pass\n`,
  elifs: (n) => `if a: pass\n${'elif a:\n  b = 1\n'.repeat(n)}`,
  statements: (n) => 'a = b + f(c, d=1)\n'.repeat(n),
  functions: (n) => 'def f(a, b=1):\n    return a.b[c](d)\n\n'.repeat(n),
  'methods of a class': (n) => `class A:\n${'    def f(self):\n        for i in range(3): self.x = i\n'.repeat(n)}`,
  'one long line': (n) => `${'a = 1; '.repeat(n)}\n`,
  'format string': (n) => `x = f"${'{a}, '.repeat(n)}"\n`,
  'long string': (n) => `x = "${'a'.repeat(n)}"\n`,
  decorators: (n) => `${'@d\n'.repeat(n)}def f(): pass\n`,
  attributes: (n) => `x = a${'.b'.repeat(n)}\n`,
  calls: (n) => `x = f${'()'.repeat(n)}\n`,
  targets: (n) => `${'a = '.repeat(n)}1\n`,
  handlers: (n) => `try: pass\n${'except E:\n  b = 1\n'.repeat(n)}`,
  parameters: (n) => `def f(${Array.from({ length: n }, (_, i) => `a${i}`).join(', ')}): pass\n`,
  arguments: (n) => `f(${Array(n).fill('k=1').join(', ')})\n`,
  'clauses of a comprehension': (n) => `x = [a ${'for i in b '.repeat(n)}]\n`,
};

/** How many rules of the grammar are tried. */
function workOf(source: string): number {
  const apply = pexprs.Apply.prototype as unknown as { eval: (state: unknown) => boolean };
  const original = apply.eval;
  let count = 0;
  apply.eval = function (state) {
    count++;
    return original.call(this, state);
  };
  try {
    parse(source, 'file');
  } finally {
    apply.eval = original;
  }
  return count;
}

describe('the work of parsing grows as the source does', () => {
  test.each(Object.keys(SHAPES))('%s', (name) => {
    const shape = SHAPES[name] as (n: number) => string;
    const [half, whole] = [workOf(shape(150)), workOf(shape(300))];
    expect(whole).toBeLessThanOrEqual(half * 2.2); // Both are 0 where all shapes are common ones.
  });
});

describe('every size has an answer', () => {
  const answer = (source: string) => {
    const { output, exception } = runScript(source, { board: 'pybd-sf6' });
    return output + (exception?.trim().split('\n').at(-1) ?? '');
  };
  test('5000 nested brackets', () =>
    expect(answer(`print(${'('.repeat(5000)}1${')'.repeat(5000)})\n`)).toMatch(/^(1\n|RuntimeError: .*|MemoryError: .*)$/));
  test('a sum of 100,000 terms', () =>
    expect(answer(`a = 1\nprint(${Array(100_000).fill('a').join('+')})\n`)).toMatch(/^(100000\n|RuntimeError: .*|MemoryError: .*)$/));
  test('a list of 50,000 elements', () =>
    expect(answer(`print(len([${Array(50_000).fill('7').join(',')}]))\n`)).toMatch(/^(50000\n|RuntimeError: .*|MemoryError: .*)$/));
  test('2000 nested blocks', () =>
    expect(answer(`${SHAPES.blocks(2000).replaceAll('a:', '1:')}print(1)\n`)).toMatch(/^(1\n|RuntimeError: .*|MemoryError: .*)$/));
  test('5000 brackets that do not close', () =>
    expect(answer('['.repeat(5000))).toMatch(/^(SyntaxError: invalid syntax|RuntimeError: .*|MemoryError: .*)$/));
  test('chains without brackets', () => {
    for (const chain of ['lambda: ', 'a if b else ', 'a ** ', '-', 'not ', 'await ', '~'])
      expect(answer(`${chain.repeat(20_000)}1\n`)).toMatch(/^(1\n|)((SyntaxError|NameError|RuntimeError|MemoryError|TypeError).*)?$/);
  });
});
