/** The compiler: what it emits, what it refuses, and the promises that every Code keeps. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Code } from '../src/bytecode/code.js';
import { disassemble } from '../src/bytecode/disassemble.js';
import { INSTRUCTIONS, type Op } from '../src/bytecode/opcodes.js';
import { decodeCode, encodeCode } from '../src/bytecode/serialize.js';
import { verify } from '../src/bytecode/verify.js';
import { type CompileOptions, compile } from '../src/compiler/compile.js';
import { Problem } from '../src/source/problem.js';
import { parse } from '../src/syntax/parse.js';
import { NESTED } from './compiler/nested.js';
import { REFUSED } from './compiler/refused.js';
import { testGoldens } from './support/golden.js';
import { runOracle } from './support/oracle.js';
import { listScripts, readTraceback, SCRIPT_FILENAME } from './support/script.js';

/** Compiles a program; every Code made here is verified. */
function compileText(text: string, options: Partial<CompileOptions> = {}): Code {
  const code = compile(parse(text, 'file'), { filename: SCRIPT_FILENAME, ...options });
  verify(code);
  return code;
}

/** The Problem with which a program is refused. */
function problemOf(text: string): Problem {
  try {
    compileText(text);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

testGoldens('compiler', (source) => disassemble(compileText(source)));

describe('refuses what MicroPython refuses', () => {
  test.for(REFUSED.map((text) => [text]))('%j', async ([text]) => {
    const { exception } = await runOracle(text);
    const { kind, text: words, line, block } = problemOf(text);
    const real = readTraceback(exception);
    expect({ text: `${kind}: ${words}`, line }).toEqual(real);
    expect(exception).toContain(`line ${line}${block === null ? '' : `, in ${block}`}\n`);
  });
});

describe('every test script', () => {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const scripts = listScripts(root, ['language', 'types', 'modules']);
  test.for(scripts.map(({ name, source }) => ({ name, source })))('$name keeps the promises', ({ source }) => {
    for (const count of [false, true]) {
      const code = compileOrNull(source, count);
      if (code !== null) expect(decodeCode(encodeCode(code))).toEqual(code);
    }
  });
});

/** Null for a script whose point is that it is refused. */
function compileOrNull(source: string, count: boolean): Code | null {
  try {
    return compileText(source, { count });
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

describe('deep and long programs end in a Code or a Problem', () => {
  test.for(NESTED.map((program) => ({ ...program })))('$name', ({ text, isTooDeep }) => {
    if (isTooDeep) expect(problemOf(text).text).toBe('maximum recursion depth exceeded');
    else compileText(text);
  });
});

test('counting mode charges the same', () => {
  const source = 'def f(a):\n    while a:\n        if g(a) and a > 2:\n            a -= 1\n    return [x for x in a if x]\n';
  const charges = (code: Code): number[] => [...code.children.flatMap(charges), ...chargesOf(code)];
  expect(charges(compileText(source, { count: true }))).toEqual(charges(compileText(source)));
});

function chargesOf(code: Code): number[] {
  return Array.from({ length: code.lines.length }, (_, pc) => pc)
    .filter((pc) => INSTRUCTIONS[(code.words[pc * 2] & 255) as Op].second === 'charge')
    .map((pc) => code.words[pc * 2 + 1]);
}

test('-O drops assertions and __debug__, -O3 lines', () => {
  const source = '\nassert a\nif __debug__:\n    b\n';
  expect(disassemble(compileText(source, { optimize: 1 }))).not.toMatch(/AssertionError| b$/m);
  expect([...compileText(source, { optimize: 3 }).lines].every((line) => line === 1)).toBe(true);
});

test('constants are folded in the precision asked for', () => {
  const constant = (floats: 'single' | 'double') => compileText('x = 0.1 + 0.2', { floats }).constants[0];
  expect(constant('double')).toEqual({ type: 'float', value: 0.1 + 0.2 });
  expect(constant('single')).toEqual({ type: 'float', value: Math.fround(Math.fround(0.1) + Math.fround(0.2)) });
});

test('the prompt echoes the values of expressions, eval returns one', () => {
  const compileMode = (text: string, mode: 'single' | 'eval') => disassemble(compile(parse(text, mode), { filename: SCRIPT_FILENAME }));
  expect(compileMode('1\n', 'single')).toContain('__repl_print__');
  expect(compileMode('a + 1', 'eval')).toMatch(/BINARY_OP +ADD\n +\d+ +RETURN_VALUE/);
});
