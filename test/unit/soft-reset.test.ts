/** A soft reset starts Python anew: whatever ran before, a program does and prints the same. */
import { expect, test } from 'vitest';
import { MemoryFileTree } from '../../src/hosts/memory/memory-host.js';
import { PyboardSystem } from '../../src/system/pyboard-system.js';

/** What a program prints at the raw prompt after another one and, unless told otherwise, a soft reset; null: as the first one. */
function outputAfter(before: string | null, program: string, hasReset = true): string {
  let output = '';
  const system = new PyboardSystem({
    board: 'pybd-sf6',
    firmware: 'threads',
    clock: 'calibrated',
    seed: 0,
    optimize: 0,
    flash: new MemoryFileTree(),
    shared: null,
    factoryFiles: true,
    output: (bytes) => {
      output += new TextDecoder().decode(bytes);
    },
    newline: '\n',
    program: { kind: 'none' },
    afterwards: 'prompt',
    exitResets: true,
  });
  const type = (text: string): void => {
    system.feed(new TextEncoder().encode(text));
    system.run(system.elapsed + 2_000_000_000n);
  };
  type('\x01');
  if (before !== null) {
    type(`${before}\x04`);
    if (hasReset) type('\x04');
  }
  output = '';
  type(`${program}\x04`);
  return output;
}

const raising = `def f():
    raise ValueError

f()`;

test.each([
  [
    'line numbers',
    'import micropython\nmicropython.opt_level(3)',
    raising,
    '  File "<stdin>", line 4, in <module>\n  File "<stdin>", line 2, in f',
  ],
  [
    'memory by address',
    'import uctypes\nkept = [uctypes.addressof(bytearray(b"old!")) for _ in range(50)]',
    'import uctypes\nnew = bytearray(b"new!")\nprint(uctypes.bytes_at(uctypes.addressof(new), 4))',
    "b'new!'",
  ],
  [
    'objects in arrays',
    'import array\nold = array.array("O", ["text", 1.5, int])',
    'import array\nnew = array.array("O", [2.5, "other", str])\nprint(new[0], new[1], new[2])',
    "2.5 other <class 'str'>",
  ],
  ['addresses', 'print(id(len), id(str), id([]))', 'print(id(str) < id(len) < id([]))', 'True'],
  [
    'threads',
    'import _thread\n_thread.start_new_thread(print, (1,))',
    'import _thread\nprint(hex(_thread.start_new_thread(int, ())))',
    '0x2000',
  ],
  ['names', 'class Failed:\n    raise ValueError', 'later = "bound"\ndef look():\n    return later\nprint(look())', 'bound'],
] as const)('%s', (_, before, program, printed) => {
  const output = outputAfter(before, program);
  expect(output).toContain(printed);
  expect(output).toBe(outputAfter(null, program));
});

test('until then, what follows an exception in a class body goes on in the names of that class', () => {
  const program = 'later = "bound"\ndef look():\n    return later\nprint(later)\nlook()';
  const output = outputAfter('class Failed:\n    raise ValueError', program, false);
  expect(output).toContain('bound');
  expect(output).toContain("NameError: name 'later' isn't defined");
});
