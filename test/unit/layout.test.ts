/** The layout pass: which marks stand where, which blanks stay, where texts are cut, and the way back to the source. */
import { describe, expect, test } from 'vitest';
import { type Layout, layOut } from '../../src/syntax/layout.js';
import { Mark, type Piece } from '../../src/syntax/marked-text.js';

const NAMES: Readonly<Record<string, string>> = {
  [Mark.newline]: '⏎',
  [Mark.string]: '«s»',
  [Mark.format]: '«f»',
  [Mark.block]: '«block»',
  [Mark.group]: '«group»',
  [Mark.trailer]: '«trailer»',
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

/** The marked text of a whole source, with the pieces put back where they were cut out; blocks stand between arrows. */
function marked(source: string): string {
  const all = layOut(source, 'file').pieces;
  const put = (piece: Piece): string =>
    Array.from(piece.text, (c, i) => {
      const isIn = (other: Piece) => !other.isOuter && other.key === piece.toSource(i);
      if (c === Mark.block)
        return `→${all
          .filter((other) => isIn(other) && other.rule === 'file_input')
          .map(put)
          .join('')}←`;
      if (c !== Mark.group && c !== Mark.trailer) return visible(piece.read(i, i + 1));
      return all.filter((other) => isIn(other) && other.rule !== 'file_input').map(put);
    }).join('');
  return all
    .filter((piece) => piece.isOuter)
    .map(put)
    .join('');
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
    ['if a:\n  b\\\n', 'ifa:⏎→b←'],
  ])('%j', (source, expected) => expect(marked(source)).toBe(expected));

  test('a first line may not be indented', () => {
    expect(marked(' a')).toBe('«stop»');
    expect(stop('\fa')).toEqual({ offset: 1, kind: 'IndentationError', text: 'unexpected indent' });
  });

  test('a line must stand at the level of some block', () => {
    expect(marked('if a:\n    b\n  c\n')).toBe('ifa:⏎→b«stop»←');
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
  test('brackets are cut out, innermost first', () => {
    expect(pieces('((a))')).toEqual(['(a)', '(«group»)', '«group»⏎']);
    expect(pieces('f(g())[1]')).toEqual(['()', '(g«trailer»)', '[1]', 'f«trailer»«trailer»⏎']);
    expect(pieces('[not (a)(b)]')).toEqual(['(a)', '(b)', '[not«group»«trailer»]', '«group»⏎']);
  });

  test('brackets that are no expression stay', () => {
    expect(pieces('def f(a=(1)): return (b)')).toEqual(['(1)', '(b)', 'deff(a=«group»):return«group»⏎']);
    expect(pieces('@a.b(1)\nclass A(f(1)): b = (1)')).toEqual(['(1)', '(1)', '@a.b(1)⏎classA(f«trailer»):b=«group»⏎']);
    expect(pieces('a; from b import (c)')).toEqual(['a;frombimport(c)⏎']);
  });

  test('blocks are cut out, and their statements apart', () => {
    expect(pieces('if a:\n if b:\n  c\n  d\n e\ng')).toEqual(['c⏎', 'd⏎', 'ifb:⏎«block»', 'e⏎', 'ifa:⏎«block»', 'g⏎']);
  });

  test('a statement does not end before `else` or after a decorator', () => {
    expect(pieces('if a:\n  b\nelse:\n  c\nelsewhere')).toEqual(['b⏎', 'c⏎', 'ifa:⏎«block»else:⏎«block»', 'elsewhere⏎']);
    expect(pieces('@a\n@b\ndef f(): c\nd')).toEqual(['@a⏎@b⏎deff():c⏎', 'd⏎']);
  });

  test('a bracket that is never closed ends with the source', () => {
    expect(pieces('(((')).toEqual(['(', '(«group»', '(«group»', '«group»']);
  });

  test('each knows what follows it', () => {
    const after = layOut('if a :\n  b( c )\nd', 'file').pieces.map((piece) => piece.after);
    expect(after).toEqual([15, 16, 16, 18]);
  });
});

test('every character of the marked text knows its place in the source', () => {
  const source = 'if  a :  b = 1 ,\\\n "s" ; c\n';
  const [piece] = layOut(source, 'file').pieces;
  const places = Array.from(piece.text, (_, i) => source[piece.toSource(i)] ?? '');
  expect(visible(piece.read(0, piece.text.length))).toBe('ifa:b=1,«s»;c⏎');
  expect(places).toEqual(['i', 'f', 'a', ':', 'b', '=', '1', ',', '"', ';', 'c', '\n']);
});
