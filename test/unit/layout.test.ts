/** The layout pass: which marks stand where, which blanks stay, where texts are cut, and the way back to the source. */
import { describe, expect, test } from 'vitest';
import { type Layout, layOut } from '../../src/syntax/layout.js';
import { Mark } from '../../src/syntax/marked-text.js';

const NAMES: Readonly<Record<string, string>> = {
  [Mark.newline]: '⏎',
  [Mark.indent]: '→',
  [Mark.dedent]: '←',
  [Mark.string]: '«s»',
  [Mark.format]: '«f»',
  [Mark.blockCut]: '«block»',
  [Mark.atomCut]: '«atom»',
  [Mark.trailerCut]: '«trailer»',
  [Mark.stop]: '«stop»',
};

/** A marked text with its marks made visible. */
function visible(text: string): string {
  return Array.from(text, (c) => NAMES[c] ?? c).join('');
}

/** The marked text of every piece, with the words that are marked in it. */
function pieces(source: string): string[] {
  return layOut(source, 'file').pieces.map((piece) => visible(piece.read(0, piece.text.length)));
}

/** The marked text of a source that is short and shallow. */
function marked(source: string): string {
  const [text, ...rest] = pieces(source);
  expect(rest).toEqual([]);
  return text;
}

/** Why the layout ends early. */
function stop(source: string): Layout['stop'] {
  return layOut(source, 'file').stop;
}

describe('lines', () => {
  test.each([
    ['a\nb\n', 'a⏎b⏎'],
    ['a\r\nb\rc', 'a⏎b⏎c⏎'],
    ['a', 'a⏎'],
    ['', ''],
    ['   ', '⏎'],
    ['\n\n a', '⏎→a⏎←'],
    ['# c\n', '⏎'],
    ['# c', '⏎'],
    ['a # c\n\n  # d\nb', 'a⏎b⏎'],
    ['a \\\n b\n', 'ab⏎'],
    ['a \\\r\n b\n', 'ab⏎'],
    ['a\\', 'a'],
    ['a\\\n', 'a'],
    ['a # \\\n', 'a⏎'],
    ['(a,\n# c\n\n b)\n', '(a,b)⏎'],
    ['(a', '(a'],
  ])('%j', (source, expected) => expect(marked(source)).toBe(expected));
});

describe('indentation', () => {
  test.each([
    ['if a:\n b\nc\n', 'ifa:⏎→b⏎←c⏎'],
    ['if a:\n b', 'ifa:⏎→b⏎←'],
    ['if a:\n\tb\n        c\n', 'ifa:⏎→b⏎c⏎←'],
    ['if a:\n \tb\n        c\n', 'ifa:⏎→b⏎c⏎←'],
    ['if a:\n \fb\n  c\n', 'ifa:⏎→b⏎c⏎←'],
    ['if a:\n  b\n\n # c\n\n  d\n   ', 'ifa:⏎→b⏎d⏎←'],
    ['if a:\n  b\\\n', 'ifa:⏎→b'],
  ])('%j', (source, expected) => expect(marked(source)).toBe(expected));

  test('a first line may not be indented', () => {
    expect(marked(' a')).toBe('«stop»');
    expect(stop('\fa')).toEqual({ offset: 1, kind: 'IndentationError', text: 'unexpected indent' });
  });

  test('a line must stand at the level of some block', () => {
    expect(marked('if a:\n    b\n  c\n')).toBe('ifa:⏎→b«stop»');
    expect(stop('if a:\n    b\n  c\n')).toEqual({
      offset: 11,
      kind: 'IndentationError',
      text: "unindent doesn't match any outer indent level",
    });
  });
});

describe('blanks', () => {
  test.each([
    ['a  if\tb else\fc', 'aifbelsec⏎'],
    ['a [ b ] . c ( d )', 'a[b].c(d)⏎'],
    ['a + - b', 'a+-b⏎'],
    ['a * * b', 'a* *b⏎'],
    ['a = = b', 'a= =b⏎'],
    ['a < = b', 'a< =b⏎'],
    ['a - > b', 'a- >b⏎'],
    ['. . .', '. . .⏎'],
    ['1 .real', '1.real⏎'],
    ['1. 0', '1.0⏎'],
    ['a. 0', 'a.0⏎'],
    ['a .b', 'a.b⏎'],
    ['"a" if "b" else c', '«s»if«s»elsec⏎'],
  ])('%j', (source, expected) => expect(marked(source)).toBe(expected));
});

describe('strings', () => {
  test.each([
    ['x = "a" \'b\' """c\n"""', 'x=«s»⏎'],
    ['("a"\n# c\n"b")', '(«s»)⏎'],
    ['"a"\n"b"', '«s»⏎«s»⏎'],
    ['b"a" "b"', '«s»«s»⏎'],
    ['f"a"', '«f»()⏎'],
    ['f"{a}, {b:>{c}}" "d"', '«f»((a),(b),(c),)⏎'],
    ['f"{ f"{a}" }"', '«f»((«f»((a),)),)⏎'],
    ['"a', '«stop»'],
    ['x = "a\ny', 'x=«stop»'],
    ['$', '«stop»'],
    ['\x02', '«stop»'],
  ])('%j', (source, expected) => expect(marked(source)).toBe(expected));

  test('line ends in strings are \\n, whatever they are in the source', () => {
    const { strings } = layOut('"""a\r\nb\rc"""', 'file');
    expect(strings.get(0)?.text).toBe('a\nb\nc');
  });

  test('a continued line in a string is joined', () => {
    expect(layOut('"a\\\r\nb"', 'file').strings.get(0)?.text).toBe('ab');
  });
});

describe('pieces', () => {
  test('deep brackets are cut out, innermost first', () => {
    expect(pieces(`${'('.repeat(8)}a${')'.repeat(8)}`)).toEqual(['(a)', '(((((((«atom»)))))))⏎']);
    expect(pieces(`${'f('.repeat(8)}${')'.repeat(8)}`)).toEqual(['()', 'f(f(f(f(f(f(f(f«trailer»)))))))⏎']);
    expect(pieces(`${'['.repeat(7)}not (a)(b)${']'.repeat(7)}`)).toEqual(['(a)', '(b)', '[[[[[[[not«atom»«trailer»]]]]]]]⏎']);
  });

  test('every second level of blocks is cut out', () => {
    expect(pieces('if a:\n if b:\n  c\n if d:\n  if e:\n   f\ng')).toEqual([
      '→c⏎←',
      '→ife:⏎→f⏎←←',
      'ifa:⏎→ifb:⏎«block»ifd:⏎«block»←g⏎',
    ]);
  });

  test('a long file is cut between statements, but not before `else` or after a decorator', () => {
    const long = `${'x+'.repeat(2500)}x\n`;
    expect(pieces(`${long}a\n${long}b`).map((text) => text.length)).toEqual([5002, 5004, 2]);
    expect(pieces(`if ${long.trim()}:\n  a\nelse:\n  b\nc`).map((text) => text.length)).toEqual([5019, 2]);
    expect(pieces(`@${long}def f():\n  a\n`)).toHaveLength(1);
  });

  test('a bracket that is never closed ends with the source', () => {
    expect(pieces('('.repeat(17))).toHaveLength(3);
  });
});

test('every character of the marked text knows its place in the source', () => {
  const source = 'if  a :  # c\n  b = [1 ,\n "s" ]\n';
  const [piece] = layOut(source, 'file').pieces;
  const places = Array.from(piece.text, (_, i) => source[piece.toSource(i)] ?? '');
  expect(visible(piece.read(0, piece.text.length))).toBe('ifa:⏎→b=[1,«s»]⏎←');
  expect(places).toEqual(['i', 'f', 'a', ':', '\n', 'b', 'b', '=', '[', '1', ',', '"', ']', '\n', '']);
});
