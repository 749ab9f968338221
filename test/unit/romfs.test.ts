/** ROMFS: `vfs.VfsRom` on memory, and the PYBD's ROM with `vfs.rom_ioctl`. */
import { describe, expect, it } from 'vitest';
import { TestBench } from '../../src/testing/test-bench.js';
import { output } from './board-python.js';

/** Python that makes images: `image({'a.py': b'…', 'folder': {…}})`. */
const WRITER = `
def number(n):
    out = bytes([n & 127])
    while n > 127:
        n >>= 7
        out = bytes([128 | n & 127]) + out
    return out
def record(kind, payload):
    return number(kind) + number(len(payload)) + payload
def entries(tree):
    out = b''
    for name, content in tree:
        name = name.encode()
        head = number(len(name)) + name
        if isinstance(content, bytes): out += record(5, head + record(2, content))
        elif isinstance(content, tuple): out += record(5, head + record(3, number(content[0]) + number(content[1])))
        else: out += record(4, head + entries(content))
    return out
def image(tree):
    return record(0x14a6b1, entries(tree))
`;

describe('VfsRom', () => {
  const run = (source: string): string => output(`${WRITER}\nimport os, sys, uctypes, vfs\n${source}`, 'pybd-sf2');

  it('shows files and folders', () => {
    expect(
      run(`
fs = vfs.VfsRom(image([('a.txt', b'text\\nmore'), ('dir', [('m.py', b'x = 42'), ('ü', b'')])]))
print(list(fs.ilistdir('')), list(fs.ilistdir('/dir')), list(fs.ilistdir(b'dir')))
print(fs.stat('a.txt'), fs.stat('/dir/m.py')[6], fs.statvfs(''))
vfs.mount(fs, '/rom')
print(os.listdir('/rom'), open('/rom/a.txt').readlines(), open('/rom/dir/m.py', 'rb').read())
sys.path.append('/rom/dir')
import m
print(m.x, m.__file__)
os.chdir('/rom')
print(os.getcwd(), os.listdir())
`),
    ).toBe(
      `[('a.txt', 32768, 0, 9), ('dir', 16384, 0, 22)] [('m.py', 32768, 0, 6), ('ü', 32768, 0, 0)] [(b'm.py', 32768, 0, 6), (b'\\xc3\\xbc', 32768, 0, 0)]
(32768, 0, 0, 0, 0, 0, 9, 0, 0, 0) 6 (1, 0, 47, 0, 0, 0, 0, 0, 0, 32767)
['a.txt', 'dir'] ['text\\n', 'more'] b'x = 42'
42 /rom/dir/m.py
/rom ['a.txt', 'dir']
`,
    );
  });

  it('is read only, and memory where it lies', () => {
    expect(
      run(`
rom = image([('a', b'contents'), ('b', (4, 12))])
fs = vfs.VfsRom(rom)
f = fs.open('a', 'rb')
view = memoryview(f)
print(bytes(view), uctypes.addressof(f) - uctypes.addressof(rom))
for n, whence in (3, 0), (100, 1), (-1, 2), (1, 2), (-1, 0):
    try: print(f.seek(n, whence), end=' ')
    except OSError as e: print(e)
def problem(action):
    try: print(action())
    except Exception as e: print(repr(e))
problem(lambda: fs.open('a', 'w'))
problem(lambda: fs.open('nothing', 'r'))
problem(lambda: fs.open('', 'r'))
problem(lambda: fs.mount(True, True))
problem(lambda: fs.chdir('/dir'))
problem(lambda: f.write)
problem(lambda: memoryview(fs.open('a', 'r')))
problem(lambda: vfs.VfsRom(b'no file system'))
problem(lambda: vfs.VfsRom(b''))
problem(lambda: vfs.VfsRom(1))
`),
    ).toBe(`b'contents' 10
3 8 7 8 [Errno 22] EINVAL
OSError(30,)
OSError(2,)
OSError(21,)
OSError(1,)
OSError(95,)
AttributeError("'FileIO' object has no attribute 'write'",)
TypeError('object with buffer protocol required',)
OSError(19,)
OSError(19,)
TypeError('object with buffer protocol required',)
`);
  });

  it('does not read past what is damaged', () => {
    expect(
      run(`
good = image([('file', b'data'), ('link', (4, 2))])
print(vfs.VfsRom(good).open('link', 'r').read() == good[6:10].decode())
for at in range(3, len(good)):
    for byte in 0, 1, 0x7f, 0xff:
        bad = bytearray(good)
        bad[at] = byte
        try:
            fs = vfs.VfsRom(bad)
            for entry in fs.ilistdir(''): fs.open(entry[0], 'rb').read()
        except OSError as e:
            assert e.errno in (2, 19, 21), e
`),
    ).toBe('True\n');
  });

  it('is not there on a PYBv1.1', () => {
    expect(output("import vfs\nprint(hasattr(vfs, 'VfsRom'), hasattr(vfs, 'rom_ioctl'))")).toBe('False False\n');
  });
});

describe('the ROM of a PYBD', () => {
  it.each([
    ['pybd-sf2', 1_048_576],
    ['pybd-sf6', 2_097_152],
  ] as const)('of a %s is written by rom_ioctl, takes its time, and is mounted from the next start on', (board, size) => {
    const bench = new TestBench(
      {
        'main.py': `${WRITER}
import machine, os, sys, time, vfs
if machine.reset_cause() == machine.PWRON_RESET:
    print(vfs.rom_ioctl(1), len(vfs.rom_ioctl(2, 0)), vfs.rom_ioctl(6, 0), vfs.rom_ioctl(2, 1), vfs.rom_ioctl(9, 0), vfs.rom_ioctl(3, 0))
    rom = image([('lib', [('hello.py', b'print("from ROM", __file__)')])])
    start = time.ticks_ms()
    print(vfs.rom_ioctl(3, 0, 5000))
    print(90 <= time.ticks_diff(time.ticks_ms(), start) < 92)
    print(vfs.rom_ioctl(4, 0, 0, rom), vfs.rom_ioctl(4, 0, ${size}, rom), vfs.rom_ioctl(5, 0), vfs.rom_ioctl(2, 0)[:4] == rom[:4])
    machine.reset()
else:
    print(sys.path, [point for fs, point in vfs.mount()])
    import hello
`,
      },
      { board },
    );
    bench.run(3000);
    expect(bench.output).toBe(`1 ${size} 4096 -22 -22 -22
4
True
0 -22 -22 True
['', '.frozen', '/rom', '/rom/lib', '/flash', '/flash/lib'] ['/rom', '/flash']
from ROM /rom/lib/hello.py
`);
  });
});
