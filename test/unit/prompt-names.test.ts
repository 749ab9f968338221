/** Which names Tab completes at a board's prompt (`py/repl.c`, mp_repl_autocomplete). */
import { expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';

/** Returns a board at its prompt; `type` returns what the board sends. */
function prompt(): (text: string) => string {
  const bench = new TestBench({}, { afterwards: 'prompt' });
  bench.run(100);
  return (text) => {
    const { length } = bench.output;
    bench.type(text);
    bench.run(500);
    return bench.output.slice(length);
  };
}

test('those of the main program, with what boot.py has imported', () => {
  const type = prompt();
  expect(type('\t')).toBe('\nmachine         pyb\n>>> ');
  expect(type('abc = 1; abd = 2\r')).toBe('abc = 1; abd = 2\n>>> ');
  expect(type('ab\t')).toBe('ab\nabc             abd\n>>> ab');
});

test('not those of builtins, which are no attributes of the main program', () => {
  const type = prompt();
  for (const start of ['prin', 'OSE', '__i', 'ab']) {
    expect(type(`${start}\t`)).toBe(start);
    type('\x03');
  }
  expect(type('_\t')).toBe('__');
  expect(type('\t')).toBe('\n__class__       __name__        __dict__        __file__\n>>> __');
});

test('attributes, of modules and other objects', () => {
  const type = prompt();
  expect(type('pyb.Switc\t')).toBe('pyb.Switch');
  type('\x03');
  expect(type('print(machine.Pin.OU\t')).toBe('print(machine.Pin.OUT');
  type('\x03');
  expect(type('print.a\t')).toBe('print.a');
});

test('the firmware’s modules after import, in the order of its names', () => {
  expect(prompt()('import m\t')).toBe('import m\nmicropython     machine         math\n>>> import m');
});

const GETTERS = [
  'class A:',
  '  def __init__(self): self.data = 1',
  '  @property',
  '  def xa(self): return 1 // 0',
  '  @property',
  '  def xb(self): print("asked")',
];

test('properties, also one whose getter raises an exception; a getter runs only if its name matches', () => {
  const type = prompt();
  type(`\x05${GETTERS.join('\r')}\r\x04a = A()\r`);
  expect(type('a.d\t')).toBe('a.data');
  type('\x03');
  expect(type('a.xa\t.s\t')).toBe('a.xa.setter');
  type('\x03');
  expect(type('a.x\t')).toMatch(/\nxa {14}xb\n>>> a\.x$/);
});

test('no attribute that __getattr__ refuses, with whatever exception', () => {
  const type = prompt();
  type('\x05class A:\r  here = 1\r  def __getattr__(self, name): 1 // 0\r\x04a = A()\r');
  expect(type('a.h\t')).toBe('a.here');
});
