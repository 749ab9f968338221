/** What the compiled tier writes: as much of it as the work deserves, however the program is nested. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compiler/compile.js';
import { showJavaScript } from '../../src/jit/show.js';
import { parse } from '../../src/syntax/parse.js';
import { runMachine } from '../support/run.js';

/** Functions by how deep they nest. */
const SHAPES: Readonly<Record<string, (n: number) => string>> = {
  'clauses of a comprehension': (n) => `def f():\n return [0 ${'for a in (1,) '.repeat(n)}]\n`,
  loops: (n) => nested(n, 'while f:'),
  handlers: (n) =>
    `def f():\n${[...Array(n).keys()].map((i) => `${' '.repeat(i + 1)}try:\n`).join('')}${' '.repeat(n + 1)}pass\n${[...Array(n).keys()].map((i) => `${' '.repeat(n - i)}except: pass\n`).join('')}`,
  conditions: (n) => nested(n, 'if f:'),
};

function nested(n: number, head: string): string {
  return `def f():\n${[...Array(n).keys()].map((i) => `${' '.repeat(i + 1)}${head}\n`).join('')}${' '.repeat(n + 1)}pass\n`;
}

const shown = (source: string): string => showJavaScript(compile(parse(source, 'file'), { filename: 'f.py' }));

const written = (source: string): number => shown(source).replaceAll(/^ +/gm, '').length;

describe('what is shown is what runs', () => {
  const text = shown('@micropython.asm_thumb\ndef add(r0):\n add(r0, r0, 1)\n@micropython.viper\ndef sum(x: int) -> int:\n return x + 1\n');
  test('of a function in assembler, that the processor executes it: it has no JavaScript', () => {
    expect(text).toContain("// <module>.0 add: machine code, which the simulated processor executes; 'vpyb dis' without --js shows it\n");
    expect(text.split('add:')[1]?.split('//')[0]).not.toContain('{');
  });
  test('of a function for viper, its JavaScript', () => {
    expect(text).toMatch(/sum: as a function\n.*return/s);
  });
  test('of a generator function, the call and the body', () => {
    expect(shown('def g(a):\n yield a\n')).toMatch(/g: the call\n.*new PyGenerator.*g: on the interpreter's frame\n.*case 0:/s);
  });
});

describe('nesting', () => {
  test.each(Object.keys(SHAPES))('%s: twice as deep is at most twice as much', (name) => {
    const shape = SHAPES[name] as (n: number) => string;
    expect(written(shape(200)) / written(shape(100))).toBeLessThan(2.2);
  });
  test.each(Object.keys(SHAPES))('%s: 400 deep runs', (name) => {
    const source = `${(SHAPES[name] as (n: number) => string)(400).replaceAll('f:', 'not f:')}print(f(), f())\n`;
    for (const tier of ['auto', 'compiled'] as const)
      expect(runMachine(source, { board: 'pybd-sf6', tier }), tier).toEqual(runMachine(source, { board: 'pybd-sf6', tier: 'interpreter' }));
  });
});
