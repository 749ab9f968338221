/** Modules that are imported from .mpy files: what MicroPython's compiler wrote (`test/mpy`), and what none would write. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { loadMpy } from '../../src/mpy/load.js';
import { MpyProblem } from '../../src/mpy/problem.js';
import { TestBench, type TestBenchOptions } from '../../src/testing/test-bench.js';
import { writeMpy } from '../support/mpy-writer.js';

const FOLDER = new URL('../mpy/', import.meta.url);
const PROGRAMS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.slice(0, -3));
/** Milliseconds that what makes many boards may take on a machine that has much else to do. */
const PATIENCE = 60_000;
const programFile = (name: string): Uint8Array => readFileSync(new URL(name, FOLDER));

/** What a board does with such files on its flash. */
function run(files: Readonly<Record<string, string | Uint8Array>>, options: TestBenchOptions = {}): TestBench {
  const bench = new TestBench({ 'boot.py': '', ...files }, { seed: 0, afterwards: 'stop', newline: '\n', ...options });
  bench.run(20_000);
  return bench;
}

/** What is printed when `module` is imported. */
const printed = (module: Uint8Array, main = 'import module'): string => run({ 'main.py': main, 'module.mpy': module }).output;

/** The error of importing it. */
const refusal = (module: Uint8Array): string => {
  const lines = printed(module).trim().split('\n');
  return lines.at(-1) as string;
};

describe('a program does the same as source and as what MicroPython compiles it to', () => {
  for (const tier of ['interpreter', 'compiled'] as const)
    test.each(PROGRAMS)(`%s, ${tier}`, (name) => {
      const main = `import time\nstart = time.ticks_cpu()\nimport ${name}\ntook = time.ticks_diff(time.ticks_cpu(), start)`;
      const runs = ['py', 'mpy'].map((ending) =>
        run({ 'main.py': main, [`${name}.${ending}`]: programFile(`${name}.${ending}`) }, { board: 'pybd-sf6', tier }),
      );
      const [source, compiled] = runs.map(({ output }) => output) as [string, string];
      expect(source.length).toBeGreaterThan(100);
      expect(compiled).toBe(source);
      const [expected, cycles] = runs.map(({ system }) => system.clock.cycles) as [number, number];
      // A name more or less may begin another chunk of memory.
      expect(Math.abs(cycles - expected) / expected).toBeLessThan(0.003);
    });
});

const HELLO = writeMpy(`
<module>: frame 3
  LOAD_NAME print
  LOAD_NAME __name__
  LOAD_NAME __file__
  CALL_FUNCTION 2
  POP_TOP
  LOAD_CONST_NONE
  RETURN_VALUE
`);

describe('where a module is found', () => {
  it('is on the flash, in lib, and in a package', () => {
    const files = { 'a.mpy': HELLO, 'lib/b.mpy': HELLO, 'lib/p/__init__.mpy': HELLO, 'lib/p/q.mpy': HELLO };
    const { output } = run({ 'main.py': 'import a, b, p.q', ...files });
    expect(output).toBe('a a.mpy\nb /flash/lib/b.mpy\np /flash/lib/p/__init__.mpy\np.q /flash/lib/p/q.mpy\n');
  });

  it('is its source, if that is there, too', () => {
    expect(run({ 'main.py': 'import a', 'a.mpy': HELLO, 'a.py': "print('source')" }).output).toBe('source\n');
  });

  it('may be any file system', () => {
    const { output } = run({
      'main.py': `
import vfs, sys
content = open('a.mpy', 'rb').read()
class Ram:
    def __init__(self): self.bytes = bytearray(60 * 512)
    def readblocks(self, n, buf, at=0): buf[:] = self.bytes[n * 512 + at:n * 512 + at + len(buf)]
    def writeblocks(self, n, buf, at=0): self.bytes[n * 512 + at:n * 512 + at + len(buf)] = buf
    def ioctl(self, op, arg): return {4: 60, 5: 512}.get(op, 0)
ram = Ram()
vfs.VfsFat.mkfs(ram)
vfs.mount(ram, '/ram')
with open('/ram/a.mpy', 'wb') as f: f.write(content)
sys.path[:] = ['/ram']
import a`,
      'a.mpy': HELLO,
    });
    expect(output).toBe('a /ram/a.mpy\n');
  });

  it('is never what the board runs by itself: that is boot.py and main.py', () => {
    expect(run({ 'main.mpy': HELLO }).output).toBe('');
  });
});

describe('a traceback', () => {
  it('names the source that was compiled, and its lines', () => {
    const module = writeMpy(`
<module>: frame 1
  @3
  MAKE_FUNCTION fails
  STORE_NAME fails
  @700
  LOAD_NAME fails
  CALL_FUNCTION 0
  POP_TOP
  LOAD_CONST_NONE
  RETURN_VALUE
fails: frame 2
  @4
  LOAD_CONST_SMALL_INT 1
  @5
  LOAD_CONST_SMALL_INT 0
  BINARY_OP TRUE_DIVIDE
  RETURN_VALUE
`);
    expect(printed(module)).toBe(`Traceback (most recent call last):
  File "main.py", line 1, in <module>
  File "written.py", line 700, in <module>
  File "written.py", line 5, in fails
ZeroDivisionError: divide by zero
`);
  });
});

describe('what is no file of this version', () => {
  const header = (...bytes: number[]): string => refusal(writeMpy('<module>: frame 1\n  LOAD_CONST_NONE\n  RETURN_VALUE', bytes));
  const INCOMPATIBLE = 'ValueError: incompatible .mpy file';

  it.each([
    ['empty', []],
    ['a letter', [0x4d]],
    ['of version 5', [0x4d, 5, 0, 31, 0, 0]],
    ['for ints of 63 bits', [0x4d, 6, 0, 63, 0, 0]],
    ['text', [...'print(1)'].map((letter) => letter.charCodeAt(0))],
  ])('is refused in the words of the firmware: %s', (_, bytes) => {
    expect(refusal(Uint8Array.from(bytes))).toBe(INCOMPATIBLE);
  });

  it('has any sub-version, since that is one of machine code', () => {
    expect(header(0x4d, 6, 0, 31)).toBe('');
    expect(header(0x4d, 6, 1, 31)).toBe('');
  });

  it('holds machine code: of this sub-version for a Cortex-M4, or an older one', () => {
    expect(header(0x4d, 6, (7 << 2) | 3, 31)).toBe('ValueError: native code in .mpy unsupported');
    expect(header(0x4d, 6, (7 << 2) | 2, 31)).toBe(INCOMPATIBLE);
  });
});

describe('what no compiler writes is refused before it runs', () => {
  const DAMAGED = 'ValueError: damaged .mpy file: ';
  const body = (lines: string, facts = 'frame 4 except 1'): string => `<module>: ${facts}\n${lines.trim().replace(/^\s*/gm, '  ')}`;
  const AND_RETURN = '\nLOAD_CONST_NONE\nRETURN_VALUE';

  const VALUES = 'the stack has not the values that an instruction takes';
  const DIFFERENT = 'two ways meet with different stacks';

  it.each([
    ['a stack that is empty', 'POP_TOP', VALUES],
    ['a jump into an operand', 'JUMP -1', 'a jump goes astray'],
    ['a jump out of the function', 'JUMP 100', 'a jump goes astray'],
    ['no return at the end', 'JUMP on\non:\nLOAD_NULL\nJUMP end\nend:\nLOAD_NULL', 'a function runs beyond its end', 'nothing behind it'],
    ['a name that is not in the file', 'LOAD_NAME #77', 'a name is unknown'],
    ['a constant that is not', 'LOAD_CONST_OBJ #3', 'a constant is missing'],
    ['a function that is not', 'MAKE_FUNCTION #3', 'a function is missing'],
    ['a local beyond the frame', 'LOAD_FAST 9', 'a local is none'],
    ['a cell that is none', 'LOAD_DEREF 1', 'a cell is none'],
    ['more on the stack than the frame has', 'LOAD_NULL\n'.repeat(5), 'the stack is too small'],
    ['no value where one is taken', 'LOAD_NULL\nLOAD_ATTR x', VALUES],
    ['a dict where a list grows', 'BUILD_MAP 0\nLOAD_CONST_NONE\nSTORE_COMP 4', 'the stack has not what an instruction takes: list'],
    ['a keyword that is no name', 'LOAD_CONST_NONE\nLOAD_CONST_NONE\nLOAD_CONST_NONE\nCALL_FUNCTION 256', 'takes: text'],
    ['a yield in a module', 'LOAD_CONST_NONE\nYIELD_VALUE', 'a function yields that is no generator'],
    ['two ways with different stacks', 'LOAD_CONST_NONE\nPOP_JUMP_IF_TRUE on\nLOAD_CONST_NONE\non:', DIFFERENT],
    ['a loop that grows the stack', 'again:\nLOAD_CONST_NONE\nJUMP again', DIFFERENT],
    [
      'a jump into a loop',
      'LOAD_NAME x\nPOP_JUMP_IF_TRUE in\nagain:\nLOAD_NAME x\nPOP_TOP\nin:\nLOAD_NAME y\nPOP_TOP\nJUMP again',
      'jumps into the middle of',
    ],
    ['a block that ends where none began', 'LOAD_CONST_NONE\nEND_FINALLY', 'no block is open'],
    [
      'a jump into a block',
      'LOAD_NAME x\nPOP_JUMP_IF_TRUE in\nSETUP_EXCEPT on\nin:\nPOP_EXCEPT_JUMP end\non:\nPOP_TOP\nPOP_EXCEPT_JUMP end\nend:',
      'two ways meet in different blocks',
    ],
    ['an exception that is not dropped', 'SETUP_EXCEPT on\nPOP_EXCEPT_JUMP end\non:\nPOP_EXCEPT_JUMP end\nend:', 'takes: handled'],
  ])('%s', (_, lines, reason, end = '') => {
    const message = refusal(writeMpy(body(lines + (end === '' ? AND_RETURN : ''))));
    expect(message).toContain(DAMAGED);
    expect(message).toContain(reason);
  });

  it.each([
    [0, 'SETUP_EXCEPT on\nPOP_EXCEPT_JUMP end\non:\nPOP_TOP\nPOP_EXCEPT_JUMP end\nend:'],
    [1, 'SETUP_FINALLY final\nSETUP_FINALLY inner\nLOAD_CONST_NONE\ninner:\nEND_FINALLY\nLOAD_CONST_NONE\nfinal:\nEND_FINALLY'],
    // What handles an exception still has its block.
    [
      1,
      'SETUP_EXCEPT on\nPOP_EXCEPT_JUMP end\non:\nPOP_TOP\nSETUP_FINALLY inner\nLOAD_CONST_NONE\ninner:\nEND_FINALLY\nPOP_EXCEPT_JUMP end\nend:',
    ],
  ])('more blocks than the %i that its frame has room for', (room, lines) => {
    const file = (except: number): Uint8Array => writeMpy(body(lines + AND_RETURN, `frame 9 except ${except}`));
    expect(refusal(file(room))).toBe(`${DAMAGED}the frame has too few blocks`);
    expect(refusal(file(room + 1))).toBe('');
  });

  it('a file that ends early, wherever', () => {
    for (let length = 4; length < HELLO.length; length++) expect(refusal(HELLO.slice(0, length))).toBe(`${DAMAGED}it ends early`);
  });

  it.each([
    ['values unpacked of which nobody takes them', `LOAD_NAME x\nPOP_JUMP_IF_TRUE on\nLOAD_NAME x\nUNPACK_SEQUENCE 60000\nRAISE_OBJ\non:`],
    ['locals that nobody binds', 'LOAD_FAST 60000\nPOP_TOP'],
  ])('more than fits into memory: %s', (_, lines) => {
    expect(refusal(writeMpy(body(lines + AND_RETURN, 'frame 65000')))).toContain(DAMAGED);
  });

  it('a block that is left to more places than a program has', () => {
    const jumps = [1, 2, 3, 4].map((i) => `LOAD_NAME x\nPOP_JUMP_IF_TRUE on${i}\nUNWIND_JUMP to${i} 1\non${i}:`);
    const places = [1, 2, 3, 4].map((i) => `to${i}:\nLOAD_NAME x\nPOP_TOP`);
    const module = ['SETUP_FINALLY final', ...jumps, 'LOAD_CONST_NONE\nfinal:\nEND_FINALLY', ...places].join('\n');
    expect(refusal(writeMpy(body(module + AND_RETURN)))).toBe(`${DAMAGED}a block is left in more ways than there are`);
  });

  it('a comprehension whose list lies deeper than its loops', () => {
    const module = `BUILD_LIST 0\n${'LOAD_CONST_NONE\n'.repeat(500)}LOAD_CONST_NONE\nSTORE_COMP ${4 * 502}${AND_RETURN}`;
    expect(refusal(writeMpy(body(module, 'frame 600')))).toBe(`${DAMAGED}a comprehension makes nothing`);
  });

  it('functions within functions without end', () => {
    const nested = new Uint8Array(4000).fill((2 << 3) | 4);
    for (let at = 0; at < nested.length; at += 4) nested.set([(2 << 3) | 4, 0, 0, 1], at);
    const file = Uint8Array.from([0x4d, 6, 0, 31, 1, 0, 0x0f, ...nested]);
    expect(refusal(file)).toBe(`${DAMAGED}it nests too deeply`);
  });
});

test('a large file is loaded in a time that grows with its size', () => {
  // Each cell might be the first of those that a closure captures: to look through all that follow it took 11 s.
  const cells = '  LOAD_FAST 0\n'.repeat(30_000);
  const module = '<module>: frame 3\n  MAKE_FUNCTION f\n  POP_TOP\n  LOAD_CONST_NONE\n  RETURN_VALUE';
  const file = writeMpy(`${module}\nf: frame 65000 cell 0\n${cells}  LOAD_CONST_NONE\n  RETURN_VALUE`);
  const start = process.cpuUsage();
  loadMpy(file, { single: true, count: false });
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(4);
});

test('a function may be called as what every JavaScript object has', () => {
  const module = '<module>: frame 3\n  MAKE_FUNCTION toString\n  POP_TOP\n  LOAD_CONST_NONE\n  RETURN_VALUE';
  const { code } = loadMpy(writeMpy(`${module}\ntoString: frame 1\n  LOAD_CONST_NONE\n  RETURN_VALUE`), { single: true, count: false });
  expect(code.children[0]).toMatchObject({ name: 'toString', kind: 'function' });
});

test(
  'bytes changed at random never do more than raise a Python exception',
  () => {
    const files = PROGRAMS.map((name) => programFile(`${name}.mpy`));
    let seed = 1;
    const random = (count: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return Math.floor((seed / 2 ** 32) * count);
    };
    const changed = Array.from({ length: 1500 }, (_, i) => {
      const bytes = Uint8Array.from(files[i % files.length] as Uint8Array);
      for (let changes = 1 + random(3); changes > 0; changes--) bytes[4 + random(bytes.length - 4)] = random(256);
      return bytes;
    });
    const loaded = changed.filter((bytes) => {
      try {
        loadMpy(bytes, { single: true, count: false });
        return true;
      } catch (problem) {
        if (problem instanceof MpyProblem) return false;
        throw problem;
      }
    });
    expect(loaded.length).toBeGreaterThan(100);
    expect(loaded.length).toBeLessThan(1000);
    for (const bytes of loaded.slice(0, 30)) {
      const bench = new TestBench({ 'boot.py': '', 'main.py': 'import module', 'module.mpy': bytes }, { seed: 0, afterwards: 'stop' });
      // An error of ours would be thrown here.
      bench.run(20);
    }
  },
  PATIENCE,
);
