/** What a firmware is built with decides what its board has; boards of different firmwares live side by side. */
import { describe, expect, test } from 'vitest';
import { FEATURES, FIRMWARE_NAMES, FIRMWARES } from '../../src/firmwares.js';
import { TestBench, World } from '../../src/index.js';

/** What a board of a firmware prints. */
function printed(firmware: (typeof FIRMWARE_NAMES)[number], source: string): string {
  const bench = new TestBench({ 'main.py': source }, { firmware });
  bench.run(1000);
  return bench.output;
}

describe('firmwares', () => {
  test('differ in what is listed, and name their builds', () => {
    expect(Object.values(FIRMWARES.everything.features).every((has) => has)).toBe(true);
    expect(Object.values(FIRMWARES.stock.features).some((has) => has)).toBe(false);
    expect(Object.keys(FIRMWARES.threads.features)).toEqual(Object.keys(FEATURES));
    const builds = FIRMWARE_NAMES.map((firmware) => printed(firmware, 'import sys\nprint(sys.implementation._build)\n').trim());
    expect(builds).toEqual(['PYBV11-THREAD', 'PYBV11', 'PYBV11-EVERYTHING']);
  });

  test('do not show what they have not', () => {
    const source = [
      'import sys, io, re, deflate, micropython',
      'from collections import namedtuple',
      'for thing in (sys, io, re, deflate.DeflateIO, micropython, re.match("a", "a"), lambda: 0, namedtuple("P", "x")(1)):',
      '    print(*[name for name in dir(thing) if name[:2] != "__" or name == "__code__"])',
      'for name in ("marshal", "weakref", "_thread"):',
      '    try:',
      '        __import__(name)',
      '        print(name)',
      '    except ImportError:',
      '        pass',
      '',
    ].join('\n');
    const [threads, stock, everything] = FIRMWARE_NAMES.map((firmware) => printed(firmware, source).split(/\s+/));
    const added = everything.filter((name) => !threads.includes(name));
    expect(added.sort()).toEqual(
      [
        'BufferedWriter',
        'DEBUG',
        '__code__',
        '_asdict',
        'end',
        'getsizeof',
        'groups',
        'heap_locked',
        'intern',
        'marshal',
        'span',
        'start',
        'tracebacklimit',
        'weakref',
        'write',
      ].sort(),
    );
    expect(threads.filter((name) => !everything.includes(name))).toEqual([]);
    expect(threads.filter((name) => !stock.includes(name))).toEqual(['_thread']);
  });

  test('differ in one process and on one clock', () => {
    const source = [
      'import time',
      'class A:',
      '    def __imul__(self, other):',
      '        return "in place"',
      'for i in range(3):',
      '    a = A()',
      '    try:',
      '        a *= 2',
      '        print(a, range(2) == range(2))',
      '    except TypeError:',
      '        print("TypeError", range(2) == range(2))',
      '    time.sleep_ms(10)',
      '',
    ].join('\n');
    const [a, b] = (['everything', 'threads'] as const).map(
      (firmware) => new TestBench({ 'main.py': source }, { firmware, board: 'pybd-sf2' }),
    );
    new World([a.system, b.system]).run(2_000_000_000n);
    expect(a.output).toBe('in place True\n'.repeat(3));
    expect(b.output).toBe('TypeError False\n'.repeat(3));
  });
});
