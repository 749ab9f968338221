/** The parser where goldens do not reach: other modes, places in the source, depth, rubbish, and the prompt's question for more. */
import { describe, expect, test } from 'vitest';
import { Problem } from '../../src/source/problem.js';
import type { Expression, Module, ParseMode } from '../../src/syntax/ast.js';
import { parse } from '../../src/syntax/parse.js';
import { needsMoreInput } from '../../src/syntax/repl.js';
import { show } from '../../src/syntax/show.js';

/** What is wrong with a text: the kind of problem, its text and its line. */
function problem(text: string, mode: ParseMode = 'file'): string | null {
  try {
    parse(text, mode);
    return null;
  } catch (error) {
    if (error instanceof Problem) return `${error.kind}: ${error.text}, line ${error.line}`;
    throw error;
  }
}

const INVALID = 'SyntaxError: invalid syntax, line';

describe('modes', () => {
  test.each(['1', 'a;b', 'if a: b\n', 'if a:\n b\nelse:\n c\n', '', '\n', '# c', 'a\n  '].map((text) => [text]))('single %j', (text) => {
    if (text === '') expect(problem(text, 'single')).toBe(`${INVALID} 1`);
    else expect(problem(text, 'single')).toBeNull();
  });

  test.each([
    ['a\nb', 2],
    ['\na', 2],
    ['if a:\n b\nc\n', 3],
  ])('single %j is too much', (text, line) => expect(problem(text, 'single')).toBe(`${INVALID} ${line}`));

  test.each([['1'], ['a, b\n'], ['a # c'], ['a\n\n  ']])('eval %j', (text) => {
    const { body } = parse(text, 'eval');
    expect(body.map((statement) => statement.kind)).toEqual(['ExpressionStatement']);
  });

  test.each([
    ['', 1],
    ['\n1', 1],
    ['a = 1', 1],
    ['a\nb', 2],
    ['# c', 1],
  ])('eval %j is no expression', (text, line) => expect(problem(text, 'eval')).toBe(`${INVALID} ${line}`));
});

describe('the end of the text', () => {
  test.each([
    ['(', 2],
    ['(\n', 2],
    ['(\r\n\r\n', 3],
    ['x =', 1],
    ['x = \\', 2],
    ['x = \\\n', 2],
    ['if a:', 2],
    ['if a:\n', 2],
    ['@a', 2],
    ['f(a', 2],
    ['"""\n\n', 1],
  ])('%j', (text, line) => expect(problem(text)).toBe(`${INVALID} ${line}`));

  test('a long file reports the line where it stands', () => {
    const lines = 'x = 1\n'.repeat(500);
    expect(problem(`${lines}if a:\n${lines}`)).toBe(`${INVALID} 502`);
    expect(problem(`${lines}@a\n${lines}`)).toBe(`${INVALID} 502`);
    expect(problem(`${lines}  x\n`)).toBe('IndentationError: unexpected indent, line 501');
    expect(problem(`${lines}x = (`)).toBe(`${INVALID} 502`);
  });
});

describe('any text will do', () => {
  test.each([
    ['\0', 1],
    ['a\0', 1],
    ['a = "\0"', null],
    ['\ufeffa', null],
    ['\ufeffimport a', 1],
    ['\ud800 = 1', null],
    ['a\u00a0b', null],
    ['\x0e', 1],
    ['\x02', 1],
    ['a\x10', 1],
    ['(\x1a', 1],
  ])('%j', (text, line) => expect(problem(text)).toBe(line === null ? null : `${INVALID} ${line}`));

  test('a name has at most 255 bytes', () => {
    expect(problem('a'.repeat(255))).toBeNull();
    expect(problem('a'.repeat(256))).toBe('RuntimeError: name too long, line null');
    expect(problem('é'.repeat(128))).toBe('RuntimeError: name too long, line null');
    expect(problem(`) ${'a'.repeat(256)}`)).toBe(`${INVALID} 1`);
  });

  test('random text gives a tree or a problem', () => {
    const parts = [
      'a',
      '1',
      '(',
      ')',
      '[',
      '{',
      '}',
      '"',
      "'",
      'f"',
      '\\',
      '\n',
      '\n  ',
      ':',
      '=',
      'if ',
      'for ',
      'in ',
      '.',
      ',',
      '#',
      '\0',
      '\ud83d',
      'é',
    ];
    let seed = 1;
    const pick = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return parts[seed % parts.length];
    };
    for (let i = 0; i < 500; i++) problem(Array.from({ length: 20 }, pick).join(''));
  });
});

describe('depth', () => {
  const deep = (open: string, inner: string, close: string, n = 5000) => open.repeat(n) + inner + close.repeat(n);

  test.each<[string, string]>([
    ['parentheses', deep('(', 'a', ')')],
    ['lists', deep('[', '', ']')],
    ['dicts', deep('{1:', '2', '}')],
    ['calls', deep('f(', '', ')')],
    ['subscripts', deep('a[', '0', ']')],
    ['signs', deep('-', '1', '')],
    ['nots', deep('not ', 'a', '')],
    ['format strings', deep('f"{', 'a', '}"', 500)],
    ['attributes', deep('a.', 'a', '')],
    ['sums', deep('1+', '1', '')],
    ['comparisons', deep('1<', '1', '')],
    ['elifs', `if a: b\n${'elif a: b\n'.repeat(2000)}`],
    ['blocks', `${Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}if a:\n`).join('')}${' '.repeat(2000)}b\n`],
  ])('%s', (_, text) => {
    expect(show(parse(text, 'file'), text)).not.toBe('');
  });

  test.each<[string, string]>([
    ['lambdas', deep('lambda:', 'a', '')],
    ['conditionals', deep('a if b else ', 'c', '')],
    ['powers', deep('a**', 'a', '')],
  ])('%s end in a RuntimeError', (_, text) => {
    expect(problem(text)).toBe('RuntimeError: maximum recursion depth exceeded, line null');
  });

  test.each<[string, string]>([
    ['unclosed', '('.repeat(5000)],
    ['closed too often', ')'.repeat(5000)],
    ['mixed up', '([{'.repeat(1000)],
  ])('brackets %s are a SyntaxError', (_, text) => expect(problem(text)).toMatch(/^SyntaxError: invalid syntax/));

  test('the first mistake counts, at whatever depth', () => {
    expect(problem(`${'('.repeat(20)}\na b${')'.repeat(20)}\nc d`)).toBe(`${INVALID} 2`);
    expect(problem(`${'('.repeat(20)}0def\n${')'.repeat(20)} $`)).toBe('SyntaxError: invalid syntax for number, line 1');
    expect(problem(`a b\n${'('.repeat(20)}0def${')'.repeat(20)}`)).toBe(`${INVALID} 1`);
  });
});

test('spans are places in the source', () => {
  const text = 'x  =  f( a ,\r\n  "b" \'c\' ) [ 0 ] .d\nif (1 , 2):\n  return\n# end\n@e\nasync def g(): pass\n';
  const module = parse(text, 'file');
  const at = ({ span }: { span: { start: number; end: number } }) => text.slice(span.start, span.end);
  const [assign, branch, definition] = module.body as readonly [Module['body'][0], Module['body'][0], Module['body'][0]];
  expect(at(assign)).toBe('x  =  f( a ,\r\n  "b" \'c\' ) [ 0 ] .d');
  expect(at(branch)).toBe('if (1 , 2):\n  return');
  expect(at(definition)).toBe('async def g(): pass');
  if (assign.kind !== 'Assign' || branch.kind !== 'If') throw new Error('other statements');
  const attribute = assign.value as Extract<Expression, { kind: 'Attribute' }>;
  const subscript = attribute.object as Extract<Expression, { kind: 'Subscript' }>;
  const call = subscript.object as Extract<Expression, { kind: 'Call' }>;
  expect([subscript, call, ...call.args].map(at)).toEqual(['f( a ,\r\n  "b" \'c\' ) [ 0 ]', 'f( a ,\r\n  "b" \'c\' )', 'a', '"b" \'c\'']);
  expect(at(branch.branches[0].test)).toBe('(1 , 2)');
});

test.each<[string, boolean]>([
  ['', false],
  ['a', false],
  ['a\\', true],
  ['(a', true],
  ['(a)', false],
  ['(]', true],
  ['")', false],
  ['"(', false],
  ['"""a', true],
  ['"""a"""', false],
  ["'''a\\'''", true],
  ["'''a''", true],
  ['if a:', true],
  ['if a:\n b', true],
  ['if a:\n b\n', false],
  ['iffy', false],
  ['@a', true],
  ['async def f():', true],
  ['else:', false],
  ['a = [', true],
  ['a = "\\"', false],
  ['{"a": (', true],
])('needsMoreInput(%j)', (text, expected) => expect(needsMoreInput(text)).toBe(expected));
