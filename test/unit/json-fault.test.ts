/** Where a text stops being JSON: the same texts as JSON.parse refuses, with the place and what is missing there. */
import { describe, expect, test } from 'vitest';
import { jsonFault } from '../../src/system/setup/json-fault.js';

describe('a fault of JSON', () => {
  test.each([
    ['', 'line 1, column 1: expected a value'],
    ['{ devices }', 'line 1, column 3: expected a name in double quotes'],
    ['{\n  "a": 1,\n}', "line 2, column 9: unexpected ',' before '}'"],
    ['{"a" 1}', "line 1, column 6: expected ':'"],
    ['{"a": 1 "b": 2}', "line 1, column 9: expected ',' or '}'"],
    ['[1, 2', "line 1, column 6: expected ',' or ']'"],
    ['[1, ]', "line 1, column 3: unexpected ',' before ']'"],
    ['"open', 'line 1, column 1: expected a value'],
    ['[1] // why', 'line 1, column 5: expected the end'],
    ['[01]', "line 1, column 3: expected ',' or ']'"],
    ["['a']", 'line 1, column 2: expected a value'],
    ['["\\x"]', 'line 1, column 2: expected a value'],
  ])('%j', (text, fault) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(jsonFault(text)).toBe(fault);
  });

  test('a name that stands twice, of which JSON.parse takes the last', () => {
    const text = '{"at": {"1s": {"a.b": 1}, "2s": {"a.b": 1},\n "1s": {"c.d": 2}}}';
    expect(jsonFault(text)).toBe('line 2, column 2: "1s" appears a second time');
    expect(Object.keys(JSON.parse(text).at)).toEqual(['1s', '2s']);
  });

  test('where brackets nest deeper, and texts are longer, than the stack', () => {
    expect(jsonFault('['.repeat(100_000))).toBe('line 1, column 100001: expected a value');
    expect(jsonFault(`"${'\\n'.repeat(10_000_000)}"`)).toBeNull();
    expect(jsonFault(`${'{"a":['.repeat(50_000)}1${']}'.repeat(50_000)}`)).toBeNull();
  });

  test.each(['{}', ' [ ] ', '{"a": [1, -2.5e+3, true, null, "\\u00e9\\n"], "b": {"c": ""}}\n'])('none in %j', (text) => {
    JSON.parse(text);
    expect(jsonFault(text)).toBeNull();
  });
});
