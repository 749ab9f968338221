/** Several machines in one process: JavaScript runs one at a time, and none is changed by another. */
import { expect, test } from 'vitest';
import { MemoryFileTree, PyboardSystem } from '../../src/index.js';

const SOURCE = `
import _thread, gc, sys
kept = [1] * 100
print('begun')
print(1 / 3, sys.platform, gc.mem_alloc(), _thread.get_ident())
`;

/** What the program prints, `disturb` being called in the middle of it. */
function outputOf(disturb: () => void): string {
  let output = '';
  const decoder = new TextDecoder();
  const system = new PyboardSystem({
    board: 'pybv11',
    flash: new MemoryFileTree({ 'main.py': SOURCE }),
    output: (bytes) => {
      if (output === '') disturb();
      output += decoder.decode(bytes);
    },
  });
  system.run(1_000_000_000n);
  return output;
}

const other = (): PyboardSystem =>
  new PyboardSystem({ board: 'pybd-sf6', firmware: 'everything', flash: new MemoryFileTree(), output: () => {} });

test('one that is made while another runs leaves that as it is', () => {
  const alone = outputOf(() => {});
  expect(alone).toContain('0.33333334 pyboard');
  expect(outputOf(() => other())).toBe(alone);
});

test('one that runs while another does leaves that as it is', () => {
  const alone = outputOf(() => {});
  expect(outputOf(() => other().run(300_000_000n))).toBe(alone);
});

test('each tells what has been allocated on its own heap, whoever runs now', () => {
  const machine = other();
  machine.run(300_000_000n);
  const before = machine.allocated;
  expect(before.objects).toBeGreaterThan(0);
  expect(before.blocks).toBeGreaterThanOrEqual(before.objects);
  other().run(300_000_000n);
  expect(machine.allocated).toEqual(before);
});
