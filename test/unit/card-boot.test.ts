/** A card in the slot when a board starts: what is mounted, and whose boot.py and main.py run. */
import { describe, expect, test } from 'vitest';
import { SdCard } from '../../src/board/flash/sd-card.js';
import { FatDiskVolume } from '../../src/files/fat/volume.js';
import { MemoryDevice } from '../../src/files/memory-device.js';
import { nameCodec } from '../../src/modules/vfs/native-fs.js';
import { TestBench, type TestBenchOptions } from '../../src/testing/test-bench.js';

type Files = Readonly<Record<string, string>>;

/** Makes a file system on an area and puts files there; a name that ends in a slash is a folder. */
function format(bytes: Uint8Array, files: Files): void {
  const device = new MemoryDevice(bytes);
  FatDiskVolume.make(device, () => 0);
  const volume = new FatDiskVolume(device, nameCodec, () => 0);
  for (const [path, content] of Object.entries(files)) {
    if (path.endsWith('/')) {
      volume.makeFolder(path.slice(0, -1));
      continue;
    }
    const file = volume.open(path, { read: false, write: true, create: 'always', append: false });
    file.write(new TextEncoder().encode(content));
    file.close();
  }
}

function cardWith(files: Files): SdCard {
  const card = SdCard.blank(2 ** 20);
  format(card.bytes, files);
  return card;
}

/** What a board with such a flash prints that starts with a card in its slot. */
function startsWith(card: SdCard | null, flash: Files, options: TestBenchOptions = {}): string {
  const bench = new TestBench(flash, options);
  bench.board.sdSlot.card = card;
  bench.run(2000);
  return bench.output;
}

const TELL = 'import os, sys\nprint(os.getcwd(), os.listdir("/"), sys.path)\n';

describe('a card in the slot', () => {
  test('is mounted by a PYBv1.1, and boot.py, main.py and modules come from it first', () => {
    const card = cardWith({
      'boot.py': 'print("boots")',
      'main.py': `import both, own, flash_only\n${TELL}`,
      'own.py': 'print("own")',
      'lib/': '',
      'lib/both.py': 'print("of the card")',
    });
    const flash = {
      'boot.py': 'print("wrong")',
      'main.py': 'print("wrong")',
      'lib/both.py': 'print("wrong")',
      'flash_only.py': 'print("flash")',
    };
    expect(startsWith(card, flash)).toBe(
      "boots\nof the card\nown\nflash\n/sd ['flash', 'sd'] ['', '.frozen', '/sd', '/sd/lib', '/flash', '/flash/lib']\n",
    );
  });

  test('without a main.py leaves nothing to run, but a program that the host names', () => {
    expect(startsWith(cardWith({}), { 'main.py': TELL })).toBe('');
    expect(startsWith(cardWith({}), { 'main.py': 'import os\nprint(os.getcwd())' }, { program: { kind: 'main', isNamed: true } })).toBe(
      '/sd\n',
    );
  });

  test('is left alone for the sake of a file SKIPSD on the flash', () => {
    expect(startsWith(cardWith({ 'main.py': 'print("wrong")' }), { 'main.py': TELL, SKIPSD: '' })).toBe(
      "/flash ['flash'] ['', '.frozen', '/flash', '/flash/lib']\n",
    );
  });

  test.each(['pybd-sf2', 'pybd-sf6'] as const)('is left alone by a %s', (board) => {
    expect(startsWith(cardWith({ 'main.py': 'print("wrong")' }), { 'main.py': TELL }, { board })).toContain("/flash ['flash']");
  });

  test('without a file system is complained of', () => {
    expect(startsWith(SdCard.blank(2 ** 20), { 'main.py': TELL })).toBe(
      "MPY: can't mount SD card\n/flash ['flash'] ['', '.frozen', '/flash', '/flash/lib']\n",
    );
  });

  test('with partitions is mounted in parts, the first that has a file system as /sd', () => {
    const card = SdCard.blank(2 ** 20);
    const table = new DataView(card.bytes.buffer);
    for (const [n, start] of [
      [1, 64],
      [2, 512],
      [4, 1024],
    ] as const) {
      table.setUint8(446 + (n - 1) * 16 + 4, 4);
      table.setUint32(446 + (n - 1) * 16 + 8, start, true);
      if (n > 1)
        format(card.bytes.subarray(start * 512, (start + 448) * 512), {
          [`in${n}.txt`]: '',
          'main.py': `${TELL}print(os.listdir("/sd"), os.listdir("/sd4"))`,
        });
    }
    table.setUint16(510, 0xaa55, true);
    expect(startsWith(card, {})).toContain("/sd ['flash', 'sd', 'sd4'] ");
    expect(startsWith(card, {})).toContain("\n['in2.txt', 'main.py'] ['in4.txt', 'main.py']\n");
  });

  test('that comes later is mounted by the next soft reset, but the board starts in the flash until a hard one', () => {
    const bench = new TestBench({ 'main.py': TELL }, { afterwards: 'prompt' });
    const lines = (): string[] => bench.output.split('\n').filter((line) => line.startsWith('/'));
    bench.run(200);
    bench.board.sdSlot.card = cardWith({ 'main.py': TELL });
    bench.type('\x04');
    bench.run(200);
    expect(lines().map((line) => line.slice(0, line.indexOf(']') + 1))).toEqual(["/flash ['flash']", "/flash ['flash', 'sd']"]);
    bench.type('import machine; machine.reset()\r');
    bench.run(500);
    expect(lines().at(-1)).toMatch(/^\/sd \['flash', 'sd'\]/);
  });

  test('keeps what is written to it, over a soft reset in which it is mounted anew', () => {
    const main = `
import machine, os
if machine.reset_cause() != machine.SOFT_RESET:
    open('log.txt', 'w').write('kept')
    os.umount('/sd')
    machine.soft_reset()
print(open('log.txt').read(), os.getcwd())
`;
    expect(startsWith(cardWith({ 'main.py': main }), {})).toContain('kept /sd\n');
  });
});

describe('main.py', () => {
  test('is that of the folder into which boot.py has gone', () => {
    expect(startsWith(null, { 'boot.py': 'import os\nos.chdir("sub")', 'sub/main.py': TELL, 'main.py': 'print("wrong")' })).toMatch(
      /^\/flash\/sub /,
    );
  });

  test('may be named from the root', () => {
    expect(startsWith(null, { 'boot.py': 'import pyb\npyb.main("/flash/other.py")', 'other.py': 'print(__file__)' })).toBe(
      '/flash/other.py\n',
    );
  });

  test('of a file system that boot.py has mounted runs, and what its device raises is its end', () => {
    const boot = (read: string): string => `
import os, vfs
class Device:
    data = bytearray(64 * 512)
    fails = False
    def readblocks(self, n, buf):
        if self.fails: raise ValueError('no card')
        buf[:] = self.data[n * 512:n * 512 + len(buf)]
    def writeblocks(self, n, buf):
        self.data[n * 512:n * 512 + len(buf)] = buf
    def ioctl(self, op, arg):
        return 64 if op == 4 else 512 if op == 5 else 0
device = Device()
vfs.VfsFat.mkfs(device)
vfs.mount(device, '/ram')
os.chdir('/ram')
with open('main.py', 'w') as f: f.write('print("from RAM" + " " * 600)')
${read}
`;
    expect(startsWith(null, { 'boot.py': boot('') })).toMatch(/^from RAM +\n$/);
    expect(startsWith(null, { 'boot.py': boot('device.fails = True') })).toContain('ValueError: no card\n');
  });
});
