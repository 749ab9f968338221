/** The time of writing to the flash: which sectors are erased when, what stands still meanwhile, and what the LED and the trace show. */
import { describe, expect, it, vi } from 'vitest';
import type { BoardName } from '../../src/board/boards.js';
import { FatDiskVolume } from '../../src/files/fat/volume.js';
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import { PyboardSystem } from '../../src/system/pyboard-system.js';
import { TestBench } from '../../src/testing/test-bench.js';
import { Bench } from './board-bench.js';
import { PythonBench } from './board-python.js';

const MS = 1e6;
/** Milliseconds that writing a sector back takes: erasing, then programming. */
const SMALL = 250 + 65.536;
const LARGE = 550 + 262.144;
const SPI = 45 + 12;

/** What the flash and its LED do, `<ms, rounded> <signal> <value>`. */
function events(bench: Bench): string[] {
  return bench.log
    .filter((line) => /FLASH|LED\(1\)/.test(line))
    .map((line) => line.replace(/^[\d.]+/, (us) => (Number(us) / 1000).toFixed(0)));
}

it('is not busy after a reset, whatever it was doing', () => {
  const bench = new TestBench({ 'main.py': "import machine\nmachine.WDT(timeout=200)\nopen('log.txt', 'w').write('hello')\n" });
  bench.run(201);
  const [start, end] = bench.edges('FLASH');
  expect([start?.value, end?.value]).toEqual([1, 0]);
  const busy = (end?.ms ?? 0) - (start?.ms ?? 0); // It began a little later than the watchdog.
  expect(busy).toBeGreaterThan(199);
  expect(busy).toBeLessThan(200);
});

describe('the cache of a PYBv1.1', () => {
  it('is written back when it is synchronised: erased, then programmed; the red LED is on until then', () => {
    const bench = new Bench();
    bench.board.flash.write(3);
    bench.board.flash.write(31);
    bench.board.flash.sync();
    bench.pass(0);
    expect(events(bench)).toEqual(['0 LED(1) 1', '0 FLASH 1', '316 FLASH 0', '316 LED(1) 0']);
  });

  it('holds one sector: a write to another writes it back first', () => {
    const bench = new Bench();
    for (const block of [0, 40, 70, 100]) bench.board.flash.write(block);
    bench.board.flash.sync();
    bench.pass(0);
    const ends = bench.log.filter((line) => line.endsWith('FLASH 0')).map((line) => Number(line.split(' ')[0]) / 1000);
    expect(ends.map((end, i) => Math.round(end - (ends[i - 1] ?? 0)))).toEqual([316, 316, 316, 813].map((ms) => expect.closeTo(ms, -0.1)));
    expect(ends.at(-1)).toBeGreaterThan(3 * SMALL + LARGE);
    expect(ends.at(-1)).toBeLessThan(3 * SMALL + LARGE + 2);
  });

  it('takes no time where nothing has been written', () => {
    const bench = new Bench();
    bench.board.flash.sync();
    bench.pass(0);
    expect(bench.clock.now).toBe(0);
  });

  it('is erased in the interrupt of the storage, at the latest after 512 ms, and written back when nothing was written for 5 s', () => {
    const bench = new Bench();
    bench.pass(100 * MS);
    bench.board.flash.write(3);
    bench.pass(7000 * MS);
    const log = events(bench);
    expect(log.slice(0, 3)).toEqual(['100 LED(1) 1', '513 FLASH 1', '763 FLASH 0']);
    // It looks at tick 5121, the first of its ticks after 5 s; 249 have been lost while the core stood still.
    expect(log.slice(3)).toEqual(['5370 FLASH 1', '5436 FLASH 0', '5436 LED(1) 0']);
  });
});

describe('the cache of a PYBD', () => {
  it('holds a sector of 4 KiB, and is written back 1 s after the last write', () => {
    const bench = new Bench('pybd-sf2');
    bench.board.flash.write(0);
    bench.board.flash.write(7);
    bench.board.flash.write(8);
    bench.pass(0);
    expect(events(bench)).toEqual(['1 LED(1) 1', '1 FLASH 1', '58 FLASH 0']);
    bench.pass(3000 * MS);
    expect(events(bench).slice(3)).toEqual(['1537 FLASH 1', '1594 FLASH 0', '1594 LED(1) 0']);
    expect(SPI).toBe(57);
  });
});

describe('a program that writes', () => {
  const printed = (source: string, board: BoardName = 'pybv11'): string => new PythonBench(source, board, 'calibrated').run();
  /** How long a statement takes in ms, by the real-time clock, which goes on while the core stands still. */
  const lasting = (statements: string): string => `
import machine, os
def now():
    t = machine.RTC().datetime()
    return t[6] * 1000 + (255 - t[7]) * 1000 // 256
start = now()
${statements}
print(now() - start)
`;

  it('waits at the close for three sectors: the data, the table, the entry of the folder', () => {
    const source = `
import time, pyb
a = time.ticks_ms()
with open('log.txt', 'w') as f:
    f.write('hello')
print(time.ticks_ms() - a)
`;
    const bench = new PythonBench(source, 'pybv11', 'calibrated');
    const ms = Number(bench.run());
    // The count of milliseconds stands still while a sector is erased, but for one tick each.
    expect(ms).toBeGreaterThan(3 * 65);
    expect(ms).toBeLessThan(3 * 70);
    const busy = bench.trace.filter((line) => line.includes('FLASH')).map((line) => Number(line.split(' ')[0]));
    expect(busy).toHaveLength(6);
    for (let i = 0; i < 6; i += 2) expect((busy[i + 1] as number) - (busy[i] as number)).toBeCloseTo(SMALL, 3);
  });

  it('takes no time to read, to open for reading, or to synchronise what is written already', () => {
    expect(
      Number(
        printed(`
import os, time
a = time.ticks_us()
open('boot.py').read()
os.sync()
os.stat('boot.py')
print(time.ticks_us() - a)
`),
      ),
    ).toBeLessThan(3000);
  });

  it('keeps the core of a PYBD busy, but its ticks go on', () => {
    const source = `
import time
a = time.ticks_ms()
with open('log.txt', 'w') as f:
    f.write('hello')
print(time.ticks_ms() - a)
`;
    const ms = Number(printed(source, 'pybd-sf2'));
    expect(ms).toBeGreaterThan(3 * SPI);
    expect(ms).toBeLessThan(5 * SPI);
  });

  it('holds interrupts back meanwhile, each remembered once', () => {
    const source = `
import pyb
count = 0
def tick(t):
    global count
    count += 1
t = pyb.Timer(4, freq=100, callback=tick)
with open('log.txt', 'w') as f:
    f.write('hello')
t.deinit()
print(count)
`;
    // Of some 95 periods three are seen, between the writing of two blocks: the timer is less urgent than that, programming included.
    expect(printed(source)).toBe('3\n');
  });

  it('finds the red LED off that it has lit itself', () => {
    expect(printed("import pyb\npyb.LED(1).on()\nopen('a', 'w').close()\nprint(pyb.LED(1).intensity())\n")).toBe('0\n');
  });

  it('synchronises blocks that it writes itself, with ioctl and with os.sync', () => {
    const source = `
import pyb, os, time
flash = pyb.Flash(start=0)
block = bytearray(512)
flash.readblocks(200, block)
for sync in (lambda: flash.ioctl(3, 0), os.sync, pyb.sync):
    flash.writeblocks(200, block)
    a = time.ticks_ms()
    sync()
    print(time.ticks_ms() - a > 260)
`;
    expect(printed(source)).toBe('True\n'.repeat(3));
  });

  it.each([
    // The entry alone; the entry and the table lie in the first sector, both.
    ["open('empty', 'w').close()", 1],
    ["os.remove('boot.py')", 1],
    ["os.rename('boot.py', 'b.py')", 1],
    // The table, the folder's own block in the second sector, the entry.
    ["os.mkdir('d')", 3],
    // A whole block goes past the window, in which the table is meanwhile.
    ["f = open('d', 'w')\nf.write('x' * 1024)\nf.close()", 3],
    // The window holds one block: table and data take turns in it, for a piece that is less than a block at a time.
    ["f = open('d', 'w')\nfor i in range(4): f.write('x' * 256)\nf.close()", 5],
  ])('%s takes its sectors', (statement, sectors) => {
    const ms = Number(printed(lasting(statement)));
    expect(Math.round(ms / SMALL)).toBe(sectors);
  });

  it('has room for what it writes in the place of a shared file that is larger than the flash', () => {
    let printed = '';
    const system = new PyboardSystem({
      flash: new MemoryFileTree(),
      shared: new MemoryFileTree({ 'big.txt': 'z'.repeat(200_000) }),
      output: (bytes) => {
        printed += new TextDecoder().decode(bytes);
      },
      program: {
        kind: 'code',
        source: "f = open('big.txt', 'w')\nf.write('hello')\nf.close()\nprint(open('big.txt').read())",
        filename: 'main.py',
      },
      afterwards: 'stop',
    });
    const flash: string[] = [];
    system.booted = () => {
      system.trace.subscribe(({ signal, value }) => {
        if (signal === 'FLASH') flash.push(String(value));
      });
    };
    system.run(10_000_000_000n);
    expect(printed).toBe('hello\n');
    // The data, the table, the entry.
    expect(flash).toEqual(['1', '0', '1', '0', '1', '0']);
  });

  it('is the same however it is stopped, in both tiers, and on the ideal clock takes the same time for the flash', () => {
    const source = `
import pyb, time
def work():
    for n in range(3):
        with open('log.txt', 'a') as f:
            for i in range(n + 2):
                f.write('%d,%d\\n' % (i, time.ticks_ms()))
        pyb.LED(4).toggle()
work()
print(open('log.txt').read())
`;
    type How = { stopEvery?: number; tier?: 'interpreter' | 'auto'; step?: bigint; clock?: 'ideal' };
    const run = ({ step = 20_000_000_000n, ...options }: How): string => {
      let all = '';
      const system = new PyboardSystem({
        ...options,
        flash: new MemoryFileTree(),
        output: (bytes) => {
          all += new TextDecoder().decode(bytes);
        },
        program: { kind: 'code', source, filename: 'main.py' },
        afterwards: 'stop',
      });
      system.booted = () =>
        system.trace.subscribe(({ t, signal, value }) => {
          all += `${t} ${signal} ${value}\n`;
        });
      for (let until = step; system.run(until) !== 'ended'; until += step);
      return all;
    };
    const plain = run({});
    expect(plain).toContain('FLASH 1');
    expect(run({ stopEvery: 1 })).toBe(plain);
    expect(run({ tier: 'interpreter' })).toBe(plain);
    expect(run({ step: 7_000_000n })).toBe(plain);
    const flashOf = (log: string): number => (log.match(/FLASH 1/g) ?? []).length;
    expect(flashOf(run({ clock: 'ideal' }))).toBe(flashOf(plain));
  });
});

describe('the firmware', () => {
  it('writes the flash back at a soft reset, between its two messages', () => {
    const source = `
import pyb
flash = pyb.Flash(start=0)
block = bytearray(512)
flash.readblocks(200, block)
flash.writeblocks(200, block)
raise SystemExit
`;
    const log: string[] = [];
    const system = new PyboardSystem({
      flash: new MemoryFileTree(),
      output: (bytes) => log.push(`${Math.round(Number(system.elapsed) / MS)} ${new TextDecoder().decode(bytes).trim()}`),
      program: { kind: 'code', source, filename: 'main.py' },
      afterwards: 'idle',
    });
    system.run(900_000_000n);
    const [sync, reboot] = log.map((line) => Number(line.split(' ')[0]));
    expect(log.slice(0, 2).map((line) => line.replace(/^\d+ /, ''))).toEqual(['MPY: sync filesystems', 'MPY: soft reboot']);
    expect((reboot as number) - (sync as number)).toBe(Math.round(LARGE));
  });
});

it('files in folders are on the blocks, too', () => {
  const bench = new TestBench({
    'main.py': `
import os, pyb
flash = pyb.Flash(start=0)
block = bytearray(512)
flash.readblocks(220, block)
flash.writeblocks(220, block)
print(os.listdir('lib/own'), open('lib/own/a.py').read())
`,
    'lib/own/a.py': 'x = 1',
  });
  bench.run(3000);
  expect(bench.output).toBe("['a.py'] x = 1\n");
});

it('a change deep down in folders looks for no more of them than one at the top', () => {
  const DEPTH = 60;
  const bench = new TestBench({ 'main.py': `import os\nfor _ in range(${DEPTH}):\n    os.mkdir('d')\n    os.chdir('d')\n` });
  const looks = vi.spyOn(FatDiskVolume.prototype, 'kind');
  bench.runUntil(() => bench.exit !== null, 60_000);
  const count = looks.mock.calls.length;
  looks.mockRestore();
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(DEPTH * 5);
});
