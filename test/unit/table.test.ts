import { describe, expect, it } from 'vitest';
import { newBytes } from '../../src/objects/bytes.js';
import { dictType, newDict, newOrderedDict, type PyDict } from '../../src/objects/dict.js';
import { newFloat } from '../../src/objects/float.js';
import '../../src/objects/float-type.js';
import '../../src/objects/int-type.js';
import '../../src/objects/bytes-type.js';
import { None } from '../../src/objects/none.js';
import { findAttribute } from '../../src/objects/protocol/attribute.js';
import { call } from '../../src/objects/protocol/call.js';
import { collect } from '../../src/objects/protocol/iterate.js';
import { newSet, type PySet, setType } from '../../src/objects/set.js';
import { Table } from '../../src/objects/table.js';
import { newTuple, PyTuple } from '../../src/objects/tuple.js';
import { typeOf } from '../../src/objects/type.js';
import type { Value } from '../../src/objects/value.js';
import { withoutVm } from '../support/no-vm.js';
import { runOracle } from '../support/oracle.js';

withoutVm();

/** Keys of every kind, as Python prints them. */
const KEYS: readonly (readonly [source: string, value: Value])[] = [
  ...[...'abcdefghij', 'key', 'another', 'é', '€uro', 'x1', 'x2', 'x3', 'x4'].map((text) => [`'${text}'`, text] as const),
  ...[0, 1, 2, 3, 7, 12, 100, -1, -2, -40, 2 ** 30, -(2 ** 30) - 1, 2 ** 31, 2 ** 40].map((n) => [String(n), n] as const),
  ['18446744073709551621', 2n ** 64n + 5n],
  ['-36893488147419103239', -(2n ** 65n) - 7n],
  ['True', true],
  ['False', false],
  ['None', None],
  ['1.0', newFloat(1)],
  ['0.5', newFloat(0.5)],
  ['-40.0', newFloat(-40)],
  ["b'a'", newBytes(Uint8Array.of(97))],
  ["b'xyz'", newBytes(Uint8Array.of(120, 121, 122))],
  ['()', newTuple([])],
  ['(1,)', newTuple([1])],
  ['(1, 2)', newTuple([1, 2])],
  ["('a', -5)", newTuple(['a', -5])],
  ['((2, 1), 3)', newTuple([newTuple([2, 1]), 3])],
];
const NAMES = KEYS.slice(0, 18);
const NUMBERS = KEYS.slice(18, 36);

/** A generator of numbers below `limit`, the same for a seed. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}

const source = (value: Value): string => KEYS.find(([, key]) => key === value)?.[0] ?? '?';
const show = (values: readonly Value[]): string => `[${values.map(source).join(', ')}]`;

/** A container under test: what is done to it, as Python source and here. */
interface Subject {
  readonly make: string;
  readonly value: Value;
  readonly actions: readonly ((key: readonly [string, Value]) => { python: string; run: () => void })[];
}

const invoke = (value: Value, name: string, args: Value[]): Value => call(findAttribute(value, name) as Value, args);
const action =
  (value: Value, name: string, extra: readonly [string, Value][] = []) =>
  (key: readonly [string, Value]) => ({
    python: `c.${name}(${[key[0], ...extra.map(([text]) => text)].join(', ')})`,
    run: () => void invoke(value, name, [key[1], ...extra.map(([, v]) => v)]),
  });

function dictSubject(make: string, value: PyDict): Subject {
  const set = action(value, '__setitem__', [['0', 0]]);
  const pop = action(value, 'pop', [['0', 0]]);
  const popitem = () => ({
    python: 'c.popitem() if c else 0',
    run: () => void (value.table.size > 0 && invoke(value, 'popitem', [])),
  });
  const copy = () => ({ python: 'c.copy()', run: () => void invoke(value, 'copy', []) });
  return { make, value, actions: [set, set, set, action(value, 'setdefault'), pop, pop, action(value, 'get'), popitem, copy] };
}

function setSubject(make: string, value: PySet): Subject {
  const add = action(value, 'add');
  const discard = action(value, 'discard');
  const pop = () => ({ python: 'c.pop() if c else 0', run: () => void (value.table.size > 0 && invoke(value, 'pop', [])) });
  const toggle = (key: readonly [string, Value]) => ({
    python: `c ^= {${key[0]}}`,
    run: () => void invoke(value, 'symmetric_difference_update', [newSet([key[1]])]),
  });
  return { make, value, actions: [add, add, add, discard, discard, toggle, pop] };
}

/** Does random things to a container, here and on the oracle, and compares the order of its items after each. */
async function compareWithOracle(subject: Subject, keys: typeof KEYS, seed: number, count: number): Promise<void> {
  const roll = dice(seed);
  const here: string[] = [];
  let python = `c = ${subject.make}\n`;
  for (let i = 0; i < count; i++) {
    const act = subject.actions[roll(subject.actions.length)] as Subject['actions'][number];
    const step = act(keys[roll(keys.length)] as (typeof KEYS)[number]);
    step.run();
    python += `${step.python}\nprint(list(c))\n`;
    here.push(show(collect(subject.value)));
  }
  const { output, exception } = await runOracle(python);
  expect(exception).toBe(null);
  expect(here).toEqual(output.trimEnd().split('\n'));
}

describe('the order of a hash table is that of MicroPython', () => {
  for (const seed of [1, 2, 3]) {
    it(`dict, names, seed ${seed}`, () => compareWithOracle(dictSubject('{}', newDict(0)), NAMES, seed, 150));
    it(`dict, numbers, seed ${seed}`, () => compareWithOracle(dictSubject('dict()', newDict(0)), NUMBERS, seed, 150));
    it(`dict, keys of all kinds, seed ${seed}`, () => compareWithOracle(dictSubject('{}', newDict(0)), KEYS, seed, 250));
    it(`OrderedDict, seed ${seed}`, () =>
      compareWithOracle(dictSubject('__import__("collections").OrderedDict()', newOrderedDict()), KEYS, seed, 150));
    it(`set, seed ${seed}`, () => compareWithOracle(setSubject('set()', newSet([])), KEYS, seed, 250));
  }

  it('a display makes room for its items', async () => {
    const dict = newDict(5);
    for (const [, key] of KEYS.slice(0, 5)) dict.table.set(key, 0);
    await compareWithOracle(dictSubject(`{${KEYS.slice(0, 5).map(([text]) => `${text}: 0`)}}`, dict), NAMES, 7, 60);
    const set = newSet(KEYS.slice(0, 7).map(([, key]) => key));
    await compareWithOracle(setSubject(`{${KEYS.slice(0, 7).map(([text]) => text)}}`, set), KEYS, 8, 60);
  });

  it('a large table', async () => {
    const dict = newDict(0);
    for (let i = 0; i < 3000; i++) dict.table.set(`k${(i * 7919) % 3001}`, i);
    const keys = collect(dict).join(' ');
    const { output } = await runOracle("d = {}\nfor i in range(3000): d['k%d' % ((i * 7919) % 3001)] = i\nprint(' '.join(d))");
    expect(keys).toBe(output.trimEnd());
  });

  it('an iterator sees what happens to the table', async () => {
    const walk = (dict: PyDict): string[] => {
      const seen: string[] = [];
      const iterator = typeOf(dict).slots.iterate?.(dict) as Value;
      for (let i = 0, key = typeOf(iterator).slots.next?.(iterator); key !== undefined && i < 40; i++) {
        seen.push(String(key));
        dict.table.delete(key);
        dict.table.set(`n${i}`, 0);
        key = typeOf(iterator).slots.next?.(iterator);
      }
      return seen;
    };
    const dict = newDict(0);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) dict.table.set(name, 0);
    const { output } = await runOracle(
      [
        'd = dict()',
        "for k in 'abcdef': d[k] = 0",
        'seen = []',
        'for k in d:',
        "  i = len(seen); seen.append(k); del d[k]; d['n%d' % i] = 0",
        '  if len(seen) == 40: break',
        "print(' '.join(seen))",
      ].join('\n'),
    );
    expect(walk(dict).join(' ')).toBe(output.trimEnd());
  });
});

describe('entries', () => {
  it('stay the same while their value changes, and lose it when removed', () => {
    const table = new Table();
    const entry = table.setName('x', 1);
    table.setName('x', 2);
    expect(table.getName('x')).toBe(entry);
    expect(entry.value).toBe(2);
    expect(table.delete('x')).toBe(2);
    expect(entry.value).toBe(undefined);
    expect(table.setName('x', 3)).not.toBe(entry);
    table.clear();
    expect(table.size).toBe(0);
  });

  it('are found by equal keys of another kind', () => {
    const dict = newDict(0);
    dict.table.set(newTuple([1, true]), 'tuple');
    dict.table.set(1, 'one');
    expect(dict.table.get(true)?.value).toBe('one');
    expect(dict.table.get(newFloat(1))?.value).toBe('one');
    expect(dict.table.get(newTuple([newFloat(1), 1]))?.value).toBe('tuple');
    expect(dict.table.get(newTuple([2]))).toBe(undefined);
    expect([typeOf(dict), typeOf(newSet([]))]).toEqual([dictType, setType]);
    expect(newTuple([]) instanceof PyTuple).toBe(true);
  });
});
