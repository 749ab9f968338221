import { describe, expect, it } from 'vitest';
import '../../src/objects/bytes-type.js';
import { newBytes } from '../../src/objects/bytes.js';
import '../../src/objects/int-type.js';
import { BinaryOp } from '../../src/bytecode/operators.js';
import { PyList } from '../../src/objects/list.js';
import { findAttribute } from '../../src/objects/protocol/attribute.js';
import { call } from '../../src/objects/protocol/call.js';
import { hash } from '../../src/objects/protocol/hash.js';
import { collect } from '../../src/objects/protocol/iterate.js';
import { binaryOp, equals } from '../../src/objects/protocol/number.js';
import { repr } from '../../src/objects/protocol/show.js';
import { loadSubscript } from '../../src/objects/protocol/subscript.js';
import { newSlice } from '../../src/objects/slice.js';
import { makeStr, PyStr, strLength, textOf } from '../../src/objects/str.js';
import '../../src/objects/str-type.js';
import type { Value } from '../../src/objects/value.js';
import { bytesToUnits, charactersOf, decodeUtf8, encodeUtf8, unitsToBytes, utf8Length } from '../../src/utf8.js';
import { withoutVm } from '../support/no-vm.js';

withoutVm();

const invoke = (self: Value, name: string, ...args: Value[]): Value => call(findAttribute(self, name) as Value, args);
const texts = (list: Value): string[] => (list as PyList).items.map(textOf);

describe('two forms of a string', () => {
  it('are told apart by surrogates', () => {
    expect(makeStr('aé€')).toBe('aé€');
    expect(makeStr('a😀')).toBeInstanceOf(PyStr);
    expect(makeStr('\ud800')).toBeInstanceOf(PyStr);
  });

  it('are never mixed up: what loses its last wide character is narrow again', () => {
    const wide = makeStr('a😀b');
    expect(loadSubscript(wide, 0)).toBe('a');
    expect(loadSubscript(wide, newSlice(2, 3))).toBe('b');
    expect(invoke(wide, 'replace', makeStr('😀'), 'x')).toBe('axb');
    expect(binaryOp(BinaryOp.ADD, 'a', makeStr('😀'))).toBeInstanceOf(PyStr);
    expect(invoke('x', 'replace', 'x', makeStr('😀'))).toBeInstanceOf(PyStr);
    expect(invoke('-', 'join', new PyList(['a', makeStr('😀')]))).toBeInstanceOf(PyStr);
  });

  it('equal ones have equal hashes', () => {
    const [a, b] = [makeStr('😀'), makeStr('😀')];
    expect(equals(a, b)).toBe(true);
    expect(hash(a)).toBe(hash(b));
    expect(hash('abc')).toBe(12933);
  });
});

describe('a wide string counts characters', () => {
  const wide = makeStr('a😀b😀c');

  it('in length, index and slice', () => {
    expect(strLength(wide as PyStr)).toBe(5);
    expect(textOf(loadSubscript(wide, 1))).toBe('😀');
    expect(textOf(loadSubscript(wide, -1))).toBe('c');
    expect(textOf(loadSubscript(wide, newSlice(1, -1)))).toBe('😀b😀');
    expect(collect(wide).map(textOf)).toEqual(['a', '😀', 'b', '😀', 'c']);
  });

  it('in searching', () => {
    expect(invoke(wide, 'find', 'c')).toBe(4);
    expect(invoke(wide, 'rfind', makeStr('😀'))).toBe(3);
    expect(invoke(wide, 'find', makeStr('😀'), 2)).toBe(3);
    expect(invoke(wide, 'count', '')).toBe(6);
    expect(textOf(invoke(wide, 'center', 9))).toBe('  a😀b😀c  ');
  });

  it('in taking apart', () => {
    expect(texts(invoke(wide, 'split', makeStr('😀')))).toEqual(['a', 'b', 'c']);
    expect(textOf(invoke(makeStr('😀a😁'), 'strip', makeStr('😁😀')))).toBe('a');
  });

  it('in order: by code point, not by unit', () => {
    expect(binaryOp(BinaryOp.LESS, '\uffff', makeStr('😀'))).toBe(true);
  });
});

describe('repr', () => {
  it.each([
    ["it's", '"it\'s"'],
    ['\'"', "'\\'\"'"],
    ['\n\t\\\x00\x7f', "'\\n\\t\\\\\\x00\\x7f'"],
    ['é😀', "'é😀'"],
    ['\ud83d', "'\\ud83d'"],
  ])('%j', (text, shown) => expect(repr(makeStr(text))).toBe(shown));

  it('of bytes escapes what is not ASCII', () => expect(repr(newBytes(Uint8Array.of(65, 255, 39)))).toBe('b"A\\xff\'"'));
});

describe('UTF-8', () => {
  it.each(['', 'a', 'é', '€', '😀', 'a€😀', '\ud800', '\udc00x', `${'a'.repeat(10000)}😀`])('%j goes there and back', (given) => {
    const text = textOf(makeStr(given));
    const bytes = encodeUtf8(text);
    expect(bytes.length).toBe(utf8Length(text));
    expect(decodeUtf8(bytes)).toBe(text);
  });

  it('keeps characters beyond U+10FFFF, as MicroPython does', () => {
    const bytes = Uint8Array.of(0x61, 0xf4, 0x90, 0x80, 0x80, 0x62);
    const text = decodeUtf8(bytes) as string;
    expect(charactersOf(text)).toHaveLength(3);
    expect(encodeUtf8(text)).toEqual(bytes);
    expect(repr(makeStr(text))).toBe("'a\\U00110000b'");
    expect(strLength(makeStr(text))).toBe(3);
  });

  it.each([[[0x80]], [[0xc3]], [[0xe2, 0x82]], [[0xff]], [[0x61, 0xc3, 0x28]]])('refuses %j', (bytes) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBeNull();
  });

  it('leaves out or marks what is none', () => {
    const bytes = Uint8Array.of(0x61, 0xc3, 0x28, 0xff);
    expect(decodeUtf8(bytes, 'ignore')).toBe('a(');
    expect(decodeUtf8(bytes, 'replace')).toBe('a\ufffd(\ufffd');
  });

  it('bytes are units and back', () => {
    const bytes = Uint8Array.from({ length: 9000 }, (_, i) => i & 255);
    expect(unitsToBytes(bytesToUnits(bytes))).toEqual(bytes);
  });
});
