/** Programs that call whatever the board's modules offer, with arguments that make no sense. */
import { type BoardName, type FirmwareName, MemoryFileTree, PyboardSystem } from '../../src/index.js';
import { frozenOn } from '../../src/system/module-finder.js';
import { runScript } from '../../test/support/run.js';
import { Dice } from './dice.js';

/** What the board's modules offer: an expression for everything callable, and the names of all attributes of types. */
interface Surface {
  /** By module. */
  readonly callables: readonly (readonly string[])[];
  readonly attributes: readonly string[];
}

/** A program that prints the surface, including that of modules within modules. */
const PROBE = `import sys
seen = set()
modules = []
for name in NAMES:
  try: modules.append((name, __import__(name)))
  except Exception: continue
known = {id(module) for name, module in modules}
for name, module in modules:
  for attr in dir(module):
    try: value = getattr(module, attr)
    except Exception: continue
    if type(value) is type(sys) and id(value) not in known:
      known.add(id(value))
      modules.append((name + '.' + attr, value))
    if callable(value): print('call', name, attr)
    if isinstance(value, type):
      for inner in dir(value):
        if inner not in seen:
          seen.add(inner)
          print('attr', inner)
`;

/** The module whose import begins to ask questions, and waits for answers. */
const ASKS = 'webrepl_setup';

/** Modules of the firmware and frozen ones, each under one of its names. */
function moduleNames(board: string, firmware: FirmwareName | undefined): string[] {
  const flash = new MemoryFileTree();
  const system = new PyboardSystem({ board: board as BoardName, firmware, flash, output: () => {}, program: { kind: 'none' } });
  system.run(1n);
  const frozen = [...frozenOn(system.board.description).keys()].filter((path) => !path.includes('/'));
  const names = new Set([...system.modules.keys(), ...frozen]);
  return [...names].filter((name) => name !== ASKS && !(name.startsWith('u') && names.has(name.slice(1))));
}

/** The expression for a module, which may be inside another. */
function imported(module: string): string {
  const [outer, ...inner] = module.split('.');
  return [`__import__('${outer}')`, ...inner].join('.');
}

/** Callables that end the program or stop the board, so that the calls after them would not run. */
const ENDS = /^(exit|reset|soft_reset|hard_reset|bootloader|fault_debug|standby|deepsleep|repl_uart|dupterm|main)$/;

const VALUES =
  `0 1 -1 2 3 7 8 255 256 65535 65536 2**31-1 2**31 -2**31 2**32 2**63 -2**63 2**64 10**30 True False None ... 0.0 -1.5 1e300 1e-300
  float('nan') float('inf') '' 'a' 'abc' 'A1' 'X1' 'é' '\\0' '/' '/flash' '.' 'r' 'w' 'rb' 'utf8' '<H' '%d' '{}' '1'*300 b'' b'a' b'\\xff'*9 bytearray(4)
  bytearray(64) memoryview(b'abcd') [] [1] [1,2,3] ['a'] () (1,) (1,2,3) (0,0,0,0,0,0,0,0) {} {'a':1} {1} range(5) range(10**9) slice(1,2)
  int str list object type Exception ValueError(1) print len (lambda~*a:None) (lambda:1) iter([1]) (i~for~i~in~(1,2)) B() B C() W() P() S 1j`
    .split(/\s+/)
    .map((text) => text.replaceAll('~', ' '));

const PRELUDE = `import sys, io
class B:
  def __init__(self, *a, **k): self.d = bytearray(4096)
  def readblocks(self, n, buf, off=0): buf[:] = self.d[:len(buf)]
  def writeblocks(self, n, buf, off=0): pass
  def ioctl(self, op, arg): return {4: 8, 5: 512}.get(op, 0)
class C:
  def __getattr__(self, name): return lambda *a, **k: 1
  def __len__(self): return 2**31
  def __iter__(self): return self
  def __next__(self): raise StopIteration
  def __getitem__(self, i): raise IndexError
  def __hash__(self): return -1
  def __index__(self): return 2**70
class W(io.IOBase):
  def readinto(self, buf): return 1
  def write(self, buf): return 2**40
  def ioctl(self, *a): return -1
class P(B):
  def readblocks(self, *a): raise OSError(5)
  def ioctl(self, op, arg): return 'x'
S = io.StringIO('text')
r = None
def call(f, *a, **k):
  global r
  try: r = f(*a, **k)
  except Exception as err: r = err
  try: str(r)[:9]
  except Exception: pass
def method(o, name, *a, **k):
  try: f = getattr(o, name)
  except Exception: return
  call(f, *a, **k)
`;

/** Makes such programs for a board and firmware. */
export class CallPrograms {
  readonly #surface: Surface;

  constructor(board: string, firmware?: FirmwareName) {
    const { output } = runScript(`NAMES = ${JSON.stringify(moduleNames(board, firmware))}\n${PROBE}`, { board, firmware });
    const rows = output.split('\n').map((line) => line.trim().split(' '));
    const callables = new Map<string, string[]>();
    for (const [kind, module, name] of rows) {
      if (kind !== 'call' || ENDS.test(name)) continue;
      callables.set(module, [...(callables.get(module) ?? []), `${imported(module)}.${name}`]);
    }
    this.#surface = { callables: [...callables.values()], attributes: rows.filter(([kind]) => kind === 'attr').map(([, name]) => name) };
  }

  /** The program of a seed: 5 to 25 calls, often with the result of the call before. */
  program(seed: number): string {
    const dice = new Dice(seed);
    const value = () => (dice.once(5) ? 'r' : dice.pick(VALUES));
    const args = () => {
      const list = dice.some(0, 5, value);
      if (dice.once(12))
        list.push(`${dice.pick(['key', 'value', 'baudrate', 'mode', 'callback', 'freq', 'period', 'end', 'sep', 'reverse'])}=${value()}`);
      return list.map((text) => `, ${text}`).join('');
    };
    const { callables, attributes } = this.#surface;
    const line = () =>
      dice.once(2)
        ? `call(${dice.pick(dice.pick(callables))}${args()})`
        : `method(${dice.once(2) ? 'r' : value()}, '${dice.pick(attributes)}'${args()})`;
    return `${PRELUDE}${dice.some(5, 25, line).join('\n')}\n`;
  }
}
