/** The statements whose cost is known from instruction counts, and how they are timed: each is run many times in a function. */
import { lastNumber } from './benchmarks.js';
import { measure } from './measure.js';
import measured from './measured.json' with { type: 'json' };

/** A statement to time. */
export interface Statement {
  /** Its name in `measured.json`. */
  readonly name: string;
  /** Code that it needs at module level. */
  readonly module?: string;
  /** Code that it needs at the head of the function. */
  readonly local?: string;
  readonly code: string;
}

const LOCALS = 'x = 5; z = 3; y = 0';
const FLOATS = 'x = 1.5; z = 2.5; y = 0';
const DICT = "d = {'a': 1, 'b': 2}";

/** All of them. */
export const STATEMENTS: readonly Statement[] = [
  { name: 'x (local, discarded)', local: LOCALS, code: 'x' },
  { name: 'y=x', local: LOCALS, code: 'y = x' },
  { name: 'y=5', code: 'y = 5' },
  { name: "y='abc'", code: "y = 'abc'" },
  { name: 'y=100000', code: 'y = 100000' },
  { name: 'global read', module: 'g = 1', code: 'g' },
  { name: 'builtin read (len)', code: 'len' },
  { name: 'global write', module: 'g = 1', local: 'global g', code: 'g = 1' },
  { name: 'y=x+1', local: LOCALS, code: 'y = x + 1' },
  { name: 'y=x+z', local: LOCALS, code: 'y = x + z' },
  { name: 'x+=1', local: 'x = 0', code: 'x += 1' },
  { name: 'y=x*z', local: LOCALS, code: 'y = x * z' },
  { name: 'y=x//z', local: LOCALS, code: 'y = x // z' },
  { name: 'y=x%z', local: LOCALS, code: 'y = x % z' },
  { name: 'y=x&z', local: LOCALS, code: 'y = x & z' },
  { name: 'y=x<<z', local: LOCALS, code: 'y = x << z' },
  { name: 'y=x<z', local: LOCALS, code: 'y = x < z' },
  { name: 'y=x==z', local: LOCALS, code: 'y = x == z' },
  { name: 'y=x is z', local: LOCALS, code: 'y = x is z' },
  { name: 'y=not x', local: LOCALS, code: 'y = not x' },
  { name: 'y=-x', local: LOCALS, code: 'y = -x' },
  { name: 'y=x/z ints', local: LOCALS, code: 'y = x / z' },
  { name: 'y=x+z floats', local: FLOATS, code: 'y = x + z' },
  { name: 'y=x*z floats', local: FLOATS, code: 'y = x * z' },
  { name: 'y=x<z floats', local: FLOATS, code: 'y = x < z' },
  { name: 'y=x+z bigint', local: 'x = 1 << 40; z = 1 << 41', code: 'y = x + z' },
  { name: 'if x: y=1 (not taken)', local: 'x = False', code: 'if x: y = 1' },
  { name: 'if x: y=1 (taken)', local: 'x = True', code: 'if x: y = 1' },
  { name: 'if x<5: y=1', local: 'x = 3', code: 'if x < 5: y = 1' },
  { name: 'attr read', module: 'class C: pass\no = C()\no.a = 1', local: 'q = o', code: 'q.a' },
  { name: 'module attr read', local: 'import time', code: 'time.ticks_ms' },
  { name: 'builtin via local, 0 args', local: 'from time import ticks_ms', code: 'ticks_ms()' },
  { name: 'time.ticks_ms()', module: 'import time', code: 'time.ticks_ms()' },
  { name: 'time.ticks_diff(a,b)', module: 'import time', local: 'a = 10; b = 3', code: 'time.ticks_diff(a, b)' },
  { name: 'len(l)', local: 'l = [1, 2]', code: 'len(l)' },
  { name: 'f() global', module: 'def f(): pass', code: 'f()' },
  { name: 'f() local', module: 'def g(): pass', local: 'f = g', code: 'f()' },
  { name: 'f1(x)', module: 'def f1(a): pass', local: LOCALS, code: 'f1(x)' },
  { name: 'f2(x,x)', module: 'def f2(a, b): pass', local: LOCALS, code: 'f2(x, x)' },
  { name: 'f1(a=x)', module: 'def f1(a): pass', local: LOCALS, code: 'f1(a=x)' },
  { name: 'o.m()', module: 'class C:\n def m(self): pass\nc = C()', local: 'o = c', code: 'o.m()' },
  { name: 'closure call', module: 'def make():\n v = 1\n def f(): return v\n return f\nmade = make()', local: 'f = made', code: 'f()' },
  { name: 'C() no init', module: 'class C: pass', code: 'C()' },
  { name: 'lambda', code: 'y = lambda: 0' },
  { name: 'list index', local: 'l = [1, 2, 3]', code: 'l[1]' },
  { name: 'bytearray index', local: 'l = bytearray(3)', code: 'l[1]' },
  { name: 'list store', local: 'l = [1, 2, 3]', code: 'l[1] = 5' },
  { name: 'bytearray store', local: 'l = bytearray(3)', code: 'l[1] = 5' },
  { name: 'dict get str', local: DICT, code: "d['a']" },
  { name: 'dict set str', local: DICT, code: "d['a'] = 1" },
  { name: 'in dict', local: `${DICT}; x = 'a'`, code: 'y = x in d' },
  { name: 'in 3-list', local: 'l = [1, 2, 3]; x = 3', code: 'y = x in l' },
  { name: '2-tuple', local: LOCALS, code: 'y = (x, z)' },
  { name: '2-list', local: LOCALS, code: 'y = [x, z]' },
  { name: '{}', code: 'y = {}' },
  { name: 'unpack 2', local: 't = (1, 2)', code: 'a, b = t' },
  { name: 'swap', local: LOCALS, code: 'x, z = z, x' },
  { name: 'list slice', local: 'l = [1, 2, 3, 4]', code: 'y = l[1:3]' },
  { name: 'append+pop', local: 'l = []', code: 'l.append(1); l.pop()' },
  { name: 'str concat', local: "a = 'abc'; b = 'def'", code: 'y = a + b' },
  { name: 'str(int)', local: 'x = 12345', code: 'y = str(x)' },
  { name: '%d', local: 'x = 12345', code: "y = '%d' % x" },
  { name: 'str(float)', local: 'x = 1.25', code: 'y = str(x)' },
  { name: '{}.format', local: 'x = 12345', code: "y = '{}'.format(x)" },
  { name: 'try no exc', local: LOCALS, code: 'try: y = x\n  except ValueError: pass' },
  { name: 'raise+catch', code: 'try: raise ValueError\n  except ValueError: pass' },
  {
    name: 'with',
    module: 'class W:\n def __enter__(self): pass\n def __exit__(self, a, b, c): pass\nw = W()',
    local: 'c = w',
    code: 'with c: pass',
  },
  { name: 'generator next()', module: 'def gen():\n while True: yield 1\nmade = gen()', local: 'g = made; n = next', code: 'n(g)' },
  { name: 'import time', code: 'import time' },
];

/** Cycles of one statement on the board and here. */
export interface StatementRow {
  readonly name: string;
  readonly cycles: readonly [real: number, ours: number];
}

const CYCLES_PER_MICROSECOND = 168;

/** Returns the cycles of a statement: `repetitions` rounds of a loop around it, less as many rounds of the empty loop. */
export function timeStatement(statement: Statement, repetitions: number): StatementRow {
  const time = loopTime(statement, statement.code, repetitions) - loopTime(statement, 'pass', repetitions);
  const real = (measured.micro as Record<string, number>)[statement.name];
  return { name: statement.name, cycles: [real, (time * CYCLES_PER_MICROSECOND) / repetitions] };
}

function loopTime({ module, local }: Statement, code: string, repetitions: number): number {
  return lastNumber(
    measure(`
from time import ticks_us as _now, ticks_diff as _difference
${module ?? ''}
def _loop():
  ${(local ?? 'pass').replaceAll('\n', '\n  ')}
  _start = _now()
  for _ in range(${repetitions}):
   ${code.replaceAll('\n', '\n ')}
  _end = _now()
  print(_difference(_end, _start))
_loop()
`).output,
  );
}
