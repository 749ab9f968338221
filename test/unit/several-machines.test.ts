/** Several machines in one process: JavaScript runs one at a time, and none is changed by another. */
import { expect, test } from 'vitest';
import { MemoryFileTree, PyboardSystem, TestBench } from '../../src/index.js';

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

test('one whose threads queue for its lock goes on in the same way after another has run in the middle', () => {
  const source = `
import _thread, pyb, time
stop = False
def count():
    n = 0
    while not stop: n += 1
    print(n)
for _ in range(3): _thread.start_new_thread(count, ())
for _ in range(4):
    pyb.LED(1).toggle()
    end = time.ticks_add(time.ticks_ms(), 20)
    while time.ticks_diff(end, time.ticks_ms()) > 0: pass
stop = True
time.sleep_ms(50)
`;
  const run = (disturb: () => void): string => {
    const bench = new TestBench({ 'main.py': source }, { afterwards: 'stop' });
    bench.system.trace.subscribe(({ signal }) => {
      if (signal === 'LED(1)') disturb();
    });
    bench.run(1000);
    return `${bench.output}${bench.events.map(({ t, signal, value }) => `${t} ${signal} ${value}`).join('\n')}`;
  };
  const alone = run(() => {});
  expect(alone).toMatch(/^\d+\r?\n\d+\r?\n\d+/);
  expect(run(() => new TestBench({ 'main.py': 'import time\nwhile True: time.sleep_ms(1)' }).run(30))).toBe(alone);
});

test('one that runs in the middle of native code that has called Python waits and stops as if it were alone', () => {
  const alone = new TestBench({ 'main.py': 'import time\nprint(time.ticks_ms())\nwhile True: time.sleep_ms(1)' });
  alone.run(100);
  const inner = new TestBench({ 'main.py': 'import time\nprint(time.ticks_ms())\nwhile True: time.sleep_ms(1)' });
  const source = 'import pyb\ndef f(x):\n    pyb.LED(1).on()\n    return x\nprint(sorted([2, 1], key=f), max([3, 4], key=f))';
  const outer = new TestBench({ 'main.py': source }, { afterwards: 'stop' });
  outer.system.trace.subscribe(({ signal }) => {
    if (signal === 'LED(1)') inner.run(100);
  });
  outer.run(1000);
  expect(outer.output).toBe('[1, 2] 4\n');
  expect([inner.output, inner.ms]).toEqual([alone.output, alone.ms]);
});
