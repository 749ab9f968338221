/** Names that a machine knows: a string that is one of them is not made anew. */
import { describe, expect, it } from 'vitest';
import { firmwareNames } from '../../src/embedded/names.js';
import { NamePool } from '../../src/objects/name-pool.js';
import { Entry } from '../../src/objects/table-slots.js';

describe('the pool of names', () => {
  const pool = new NamePool(() => new Set(['ticks_ms']));

  it('knows the fixed list, the firmware and what a program has shown, and nothing else', () => {
    expect(['append', 'ticks_ms', 'railroad'].map((name) => pool.knows(name))).toEqual([true, true, false]);
    pool.note(['railroad']);
    expect(pool.knows('railroad')).toBe(true);
  });

  it('knows a name that is longer than any of the firmware', () => {
    const long = 'a_name_'.repeat(9);
    expect(pool.knows(long)).toBe(false);
    pool.note([long]);
    expect(pool.knows(long)).toBe(true);
  });

  it('gives the same answers for keys, which keep them', () => {
    const answers = (pools: readonly NamePool[], keys: readonly Entry[]): boolean[] =>
      pools.flatMap((each) => keys.flatMap((key) => [each.knowsKey(key), each.knowsKey(key)]));
    const keys = ['append', 'signal', 'semaphore'].map((text) => new Entry(text, 1));
    const other = new NamePool(() => new Set(['signal']));
    const branch = pool.branch();
    expect(answers([pool, other, pool, branch], keys)).toEqual(
      [
        [true, false, false],
        [true, true, false],
        [true, false, false],
        [true, false, false],
      ].flatMap((each) => each.flatMap((answer) => [answer, answer])),
    );
    pool.note(['signal']);
    branch.note(['semaphore']);
    expect(keys.map((key) => [pool, other, branch].map((each) => each.knowsKey(key)))).toEqual([
      [true, true, true],
      [true, true, true],
      [false, false, true],
    ]);
  });

  it('has branches, which see what it knows at any time, and of which it sees nothing', () => {
    const branch = pool.branch();
    branch.note(['aside']);
    pool.note(['later']);
    expect(['append', 'ticks_ms', 'later', 'aside'].map((name) => branch.knows(name))).toEqual([true, true, true, true]);
    expect(pool.knows('aside')).toBe(false);
    expect(branch.sorted(['aside', 'ticks_ms', 'append'])).toEqual(pool.sorted(['aside', 'ticks_ms', 'append']));
  });

  it('knows of a firmware what its compiler knows, and the types that no module has', () => {
    const firmware = firmwareNames('pybv11-threads');
    const known = ['viper', 'ptr8', 'asm_thumb', 'movwt', '__aenter__', 'generator', 'bound_method', 'lock'];
    expect(known.filter((name) => !firmware.has(name))).toEqual([]);
    // Conditions, registers and these instructions are compared as texts.
    expect(['beq', 'r0', 'eor'].filter((name) => firmware.has(name))).toEqual([]);
  });
});
