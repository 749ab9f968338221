/** `pyb.USB_VCP.irq`: programs that are told when the host sends. */
import { expect, test } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';

const SOURCE = `
import pyb
port = pyb.USB_VCP()
def received(p):
    print(p is port, p.read())
port.irq(received)
print('ready')
while True:
    pyb.delay(100)
`;

test('calls the handler for what arrives, in the queue of soft callbacks', () => {
  const bench = new TestBench({ 'main.py': SOURCE });
  bench.runUntil(() => bench.output.includes('ready'), 500);
  bench.system.feed(new TextEncoder().encode('abc'));
  bench.run(10);
  expect(bench.output).toBe("ready\nTrue b'abc'\n");
  bench.system.feed(new TextEncoder().encode('d'));
  bench.system.feed(new TextEncoder().encode('ef'));
  bench.run(10);
  expect(bench.output).toBe("ready\nTrue b'abc'\nTrue b'def'\n");
});

test('does not call it for what has been read before its turn comes, and not after a soft reset', () => {
  const bench = new TestBench({
    'main.py': `
import pyb, machine
port = pyb.USB_VCP()
if machine.reset_cause() == machine.SOFT_RESET:
    print('again')
    while True: pyb.delay(100)
port.irq(lambda p: print('called'))
print('ready')
data = port.recv(2, timeout=100)
print(data)
machine.soft_reset()
`,
  });
  bench.runUntil(() => bench.output.includes('ready'), 500);
  bench.system.feed(new TextEncoder().encode('ab'));
  bench.runUntil(() => bench.output.includes('again'), 2000);
  bench.system.feed(new TextEncoder().encode('c'));
  bench.run(50);
  expect(bench.output).not.toContain('called');
  expect(bench.output).toContain("b'ab'");
});

test('calls it for what arrives next after the queue of soft callbacks had no room', () => {
  const bench = new TestBench({
    'main.py': `
import pyb, micropython
port = pyb.USB_VCP()
port.irq(lambda p: print(p.read()))
def fill(n):
    for i in range(8): micropython.schedule(lambda n: None, i)
    print('full')
    pyb.delay(100)
micropython.schedule(fill, 0)
for i in range(2): pass
print('ready')
while True:
    pyb.delay(100)
`,
  });
  bench.runUntil(() => bench.output.includes('full'), 500);
  bench.system.feed(new TextEncoder().encode('a'));
  bench.run(300);
  expect(bench.output).toBe('full\nready\n');
  bench.system.feed(new TextEncoder().encode('b'));
  bench.run(300);
  expect(bench.output).toBe("full\nready\nb'ab'\n");
});
