/** The SD card, the flash as a device, and the USB human interface device. */
import { describe, expect, test } from 'vitest';
import type { BoardName } from '../../src/board/boards.js';
import { SdCard } from '../../src/board/flash/sd-card.js';
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import { PyboardSystem } from '../../src/system/pyboard-system.js';
import { TestBench } from '../../src/testing/test-bench.js';
import { output, PythonBench } from './board-python.js';

describe('an SD card', () => {
  test('that is not there is said so', () => {
    expect(
      output(`import pyb, machine, vfs
sd = pyb.SDCard()
print(sd is pyb.SD, machine.SDCard is pyb.SDCard, sd.present(), sd.power(True), sd.info(), sd.ioctl(1, None), sd.ioctl(5, None))
print(sd.readblocks(0, bytearray(512)))
for attempt in (lambda: sd.read(0), lambda: vfs.mount(sd, '/sd')):
    try: attempt()
    except Exception as e: print(repr(e))
`),
    ).toBe("True True False False None -1 512\n-5\nException('sdcard_read_blocks failed [-5]',)\nOSError(16,)\n");
  });

  test('is a block device with a file system that outlives a reset', () => {
    const card = SdCard.blank(2 ** 20);
    const run = (source: string): string => {
      const bench = new PythonBench(source, 'pybd-sf2');
      bench.board.sdSlot.card = card;
      return bench.run();
    };
    expect(
      run(`import pyb, vfs
sd = pyb.SDCard()
print(sd.present(), sd.info(), sd.power(1), sd.info(), sd.ioctl(4, None))
vfs.VfsFat.mkfs(sd)
vfs.mount(sd, '/sd')
with open('/sd/log.txt', 'w') as f: f.write('kept')
vfs.umount('/sd')
`),
    ).toBe('True None True (1048576, 512, 0) 2048\n');
    expect(run("import pyb, vfs, os\nvfs.mount(pyb.SDCard(), '/sd')\nprint(os.listdir('/sd'), open('/sd/log.txt').read())")).toBe(
      "['log.txt'] kept\n",
    );
  });

  test('that is changed is noticed by present() only, until the power has been off', () => {
    const bench = new PythonBench(
      `
import pyb
sd = pyb.SDCard()
block = bytearray(512)
def tell():
    print(sd.present(), sd.power(True), sd.info(), sd.ioctl(4, None), sd.readblocks(0, block), block[0])
    pyb.delay(100)
for _ in range(4):
    tell()
sd.power(False)
tell()
`,
      'pybd-sf2',
    );
    const { sdSlot } = bench.board;
    const card = (size: number, first: number): SdCard => new SdCard(Uint8Array.of(first, ...new Uint8Array(size - 1)));
    const small = card(1024, 1);
    sdSlot.card = small;
    for (const [moment, inserted] of [
      [50_000_000n, null],
      [150_000_000n, small],
      [250_000_000n, card(2048, 2)],
    ] as const) {
      bench.runTo(moment);
      sdSlot.card = inserted;
    }
    expect(bench.run().trim().split('\n')).toEqual([
      'True True (1024, 512, 0) 2 0 1',
      'False True (1024, 512, 0) 2 -5 1',
      'True True (1024, 512, 0) 2 -5 1',
      'True True (1024, 512, 0) 2 -5 1',
      'True True (2048, 512, 0) 4 0 2',
    ]);
  });

  test('shares its slot with an MMCard on the PYBD', () => {
    expect(output('import pyb\npyb.MMCard()\ntry: pyb.SDCard()\nexcept ValueError as e: print(e)', 'pybd-sf2')).toBe(
      'peripheral used by MMCard\n',
    );
  });
});

test('an SD card does not answer an MMCard, whose slot never says that a card is present', () => {
  const bench = new PythonBench(
    'import pyb\nmmc = pyb.MMCard()\nprint(mmc.present(), mmc.power(1), mmc.info(), mmc.ioctl(1, 0), mmc.readblocks(0, bytearray(512)))',
    'pybd-sf2',
  );
  bench.board.sdSlot.card = SdCard.blank(2 ** 20);
  expect(bench.run()).toBe('False False None -1 -5\n');
});

describe('Flash', () => {
  test('tells its size, and has blocks where it ends and where it does not', () => {
    expect(
      output(`import pyb
whole, part = pyb.Flash(), pyb.Flash(start=512, len=1024)
print(whole, part, pyb.Flash() is whole, pyb.Flash(start=0))
print([(f.ioctl(4, 0), f.ioctl(5, 0), f.ioctl(3, 0), f.ioctl(1, 1)) for f in (whole, part)])
for attempt in (lambda: pyb.Flash(start=100), lambda: pyb.Flash(len=200000)):
    try: attempt()
    except Exception as e: print(repr(e))
b = bytearray(512)
print(whole.readblocks(0, b), bytes(b[446:462]), b[510:])
print(whole.readblocks(1, b), set(b), whole.readblocks(480, b), part.readblocks(0, b, 0), part.readblocks(2, b, 0), whole.readblocks(0, b, 0))
print(whole.writeblocks(0, b), whole.writeblocks(480, b))
`),
    ).toBe(`Flash() Flash(start=512, len=1024) True Flash(start=0, len=114688)
[(480, 512, 0, -1), (2, 512, 0, 0)]
ValueError()
ValueError()
0 b'\\x00\\xff\\xff\\xff\\x01\\xff\\xff\\xff\\x00\\x01\\x00\\x00\\xe0\\x00\\x00\\x00' bytearray(b'U\\xaa')
0 {0} -5 0 -14 -5
0 -5
`);
  });

  test('shows its files in its blocks, and the blocks in its files', () => {
    expect(
      output(`import pyb, vfs, os
with open('a.txt', 'w') as f: f.write('needle')
os.mkdir('sub')
flash = pyb.Flash()
block = bytearray(512)
found = [n for n in range(256, 480) if flash.readblocks(n, block) == 0 and block.startswith(b'needle')]
print(len(found))
vfs.mount(vfs.VfsFat(flash), '/second', readonly=True)
print(sorted(os.listdir('/second')), open('/second/a.txt').read())
vfs.umount('/second')
flash.readblocks(found[0], block)
block[:6] = b'noodle'
flash.writeblocks(found[0], block)
print(open('a.txt').read(), sorted(os.listdir('/flash')))
size = os.statvfs('/flash')
with open('b.txt', 'w') as f: f.write('too')
vfs.umount('/flash')
vfs.mount(flash, '/flash')
print(open('/flash/b.txt').read(), size[:4], os.statvfs('/flash')[3])
`),
    ).toBe(`1
['README.txt', 'a.txt', 'boot.py', 'main.py', 'sub'] needle
noodle ['README.txt', 'a.txt', 'boot.py', 'main.py', 'sub']
too (512, 512, 190, 185) 184
`);
  });

  test.each(['pybv11', 'pybd-sf2'] as const)('can be littlefs, which the next start of a %s finds', (board) => {
    const files = {
      'main.py': `
import machine, os, pyb, vfs
if machine.reset_cause() == machine.PWRON_RESET:
    vfs.umount('/flash')
    vfs.VfsLfs2.mkfs(pyb.Flash(start=0))
    vfs.mount(pyb.Flash(start=0), '/flash')
    os.chdir('/flash')
    with open('main.py', 'w') as f:
        f.write("import os, vfs; os.mkdir('logs'); open('logs/1.txt', 'w').write('kept'); print(os.listdir(), vfs.mount()[0][1])")
    machine.reset()
`,
    };
    const bench = new TestBench(files, { board, afterwards: 'prompt' });
    bench.runUntil(() => bench.output.includes(']'), 20_000);
    expect(bench.output).toContain("['logs', 'main.py'] /flash");
    bench.type('\x04');
    bench.run(2000);
    expect(bench.read('/logs/1.txt')).toBe('kept');
    expect(bench.output).toContain('EEXIST');
  });

  test('gives the host the files of whatever file system a program has made', () => {
    const files = new MemoryFileTree({ 'main.py': '', 'old.txt': 'old' });
    const system = new PyboardSystem({
      flash: files,
      output: () => {},
      program: {
        kind: 'code',
        filename: 'main.py',
        source: `
import os, pyb, vfs
vfs.umount('/flash')
for n, (Fs, start) in enumerate(((vfs.VfsFat, 65536), (vfs.VfsLfs2, 0))):
    part = pyb.Flash(start=start, len=49152)
    Fs.mkfs(part)
    vfs.mount(part, '/part%d' % n)
    os.mkdir('/part%d/in' % n)
    with open('/part%d/in/new.txt' % n, 'w') as f: f.write('new %d' % n)
`,
      },
    });
    system.run(20_000_000_000n);
    system.volume.closeFiles();
    expect(files.list('').map(({ name }) => name)).toEqual(['in']);
    expect(Buffer.from(files.read('in/new.txt')).toString()).toBe('new 1');
  });

  test('is made anew where no file system is left, and says so where a littlefs is broken', () => {
    const program = (fill: string) => `
import machine, os, pyb
flash = pyb.Flash(start=0)
for n in range(224): flash.writeblocks(n, ${fill})
machine.soft_reset()
`;
    const blank = new TestBench({ 'main.py': program("b'\\xff' * 512") });
    blank.run(3000);
    expect(blank.read('/main.py')).toContain('your program');
    const broken = new TestBench({ 'main.py': program("b'\\0' * 8 + b'littlefs' + b'\\0' * 496") }, { afterwards: 'prompt' });
    broken.run(3000);
    expect(broken.output).toContain("MPY: can't mount flash\n");
    broken.type('import os; os.listdir("/")\r');
    broken.run(200);
    expect(broken.output).toContain('[]');
  });

  test('has sectors of 4 KiB for the extended protocol on the PYBD', () => {
    expect(output('import pyb\nf = pyb.Flash(start=0)\nprint(f, f.ioctl(1, 1), f.ioctl(4, 0), f.ioctl(5, 0))', 'pybd-sf2')).toBe(
      'Flash(start=0, len=2097152) 0 512 4096\n',
    );
  });
});

describe('USB_HID', () => {
  test('sends reports where the USB mode has it, and none otherwise', () => {
    const bench = new PythonBench(`import pyb
hid = pyb.USB_HID()
print(hid.send((1, 2, 3, 4)))
pyb.usb_mode(None)
pyb.usb_mode('VCP+HID', hid=pyb.hid_mouse)
print(pyb.usb_mode(), hid.send((0, 10, 255, 0)), pyb.hid(b'\\x01\\x00'), [len(part) if type(part) is bytes else part for part in pyb.hid_keyboard])
try: hid.send(range(9) and list(range(9)))
except ValueError as e: print(e)
print(hid.recv(8, timeout=10), pyb.millis() >= 10)
`);
    const reports: number[][] = [];
    bench.board.usbHid.onReport = (report) => reports.push([...report]);
    expect(bench.run()).toBe("0\nVCP+HID 4 2 [1, 1, 8, 8, 63]\ntuple/list too large for HID report; use bytearray instead\nb'' True\n");
    expect(reports).toEqual([
      [0, 10, 255, 0],
      [1, 0],
    ]);
  });

  test('receives what the host sends', () => {
    const bench = new PythonBench(
      "import pyb\npyb.usb_mode(None)\npyb.usb_mode('VCP+HID', hid=pyb.hid_keyboard)\nprint(pyb.USB_HID().recv(8))",
    );
    bench.clock.alarm(() => bench.board.usbHid.receive(Uint8Array.of(2))).set(5e6);
    expect(bench.run()).toBe("b'\\x02'\n");
  });
});

describe('the mode of USB', () => {
  const run = (boot: string, main: string, board: BoardName = 'pybv11'): string => {
    const bench = new TestBench({ 'boot.py': boot, 'main.py': main }, { board });
    bench.run(1000);
    return bench.output;
  };

  test('is the default one after a boot.py that has not chosen another, by its new name or its old one', () => {
    const main = 'import pyb\nprint(pyb.usb_mode(), pyb.have_cdc(), pyb.USB_VCP().isconnected())';
    expect(run('import pyb\nprint(pyb.usb_mode())', main)).toBe('None\nVCP+MSC True True\n');
    expect(run("import pyb\npyb.usb_mode('VCP+HID')", main)).toBe('VCP+HID True True\n');
    expect(run("import pyb\npyb.usb_mode('CDC')", main)).toBe('VCP True True\n');
    expect(run('import pyb\npyb.usb_mode(None)', main)).toBe('None False False\n');
    expect(run("import pyb\npyb.usb_mode('MSC')", main)).toBe('MSC False False\n');
  });

  test('does not change until it is switched off', () => {
    const main = `import pyb
pyb.usb_mode('VCP')
print(pyb.usb_mode(), pyb.USB_HID().send((1, 2)))
pyb.usb_mode(None)
print(pyb.usb_mode(), pyb.have_cdc())
pyb.usb_mode('VCP+HID', hid=pyb.hid_keyboard)
print(pyb.usb_mode(), pyb.USB_HID().send((1, 2)))
`;
    expect(run('', main)).toBe('VCP+MSC 0\nVCP+MSC False\nVCP+HID 2\n');
  });

  test('is refused where there is none of its name, or the chip has too few endpoints', () => {
    const main = (...calls: string[]) =>
      `import pyb\npyb.usb_mode(None)\n${calls.map((call) => `try: print(pyb.usb_mode(${call}))\nexcept Exception as e: print(repr(e))\n`).join('')}`;
    const calls = main(
      "'HID'",
      "'VCP+VCP'",
      '1',
      "'VCP+MSC', msc=(1,)",
      "'MSC', msc=(pyb.SDCard(),) * 3",
      "'VCP+HID', hid=(1, 2)",
      "'VCP', high_speed=True",
    );
    expect(run('', calls)).toBe(
      [
        "ValueError('bad USB mode',)",
        "ValueError('bad USB mode',)",
        "TypeError(\"can't convert 'int' object to str implicitly\",)",
        "ValueError('unsupported logical unit',)",
        "ValueError('too many logical units',)",
        "ValueError('requested length 5 but object has length 2',)",
        "TypeError('extra keyword arguments given',)\n",
      ].join('\n'),
    );
    expect(run('', main("'VCP+MSC+HID'"))).toBe("ValueError('bad USB mode',)\n");
    expect(run('', main("'VCP+MSC+HID'", ''), 'pybd-sf2')).toBe('None\nVCP+MSC+HID\n');
    expect(run('', main("'VCP+MSC', msc=(pyb.Flash(), pyb.SDCard())", ''))).toBe('None\nVCP+MSC\n');
  });
});
