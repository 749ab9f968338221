/** Random programs of threads, timers, interrupts, waits, collections and nested code: what a board does at which moment. Every program ends. */
import { Dice } from './dice.js';

const PRELUDE = `import asyncio, gc, machine, micropython, os, pyb, select, time, _thread
n = [0]
kept = []
lock = _thread.allocate_lock()
uart = machine.UART(4, 9600, timeout=20)
poll = select.poll()
edge = machine.Pin('X1', machine.Pin.OUT)
def soft(x): n[0] += 1
class P:
  @property
  def v(self): return sorted([2, 1], key=lambda x: [i for i in range(50)] and x)
  def __eq__(self, other): return time.sleep_us(50) is None
  def __hash__(self): return 3
  def __len__(self): return gc.collect() or 2
  def call(self, f): return f(1)
class Context:
  def __enter__(self): time.sleep_us(60)
  def __exit__(self, *error): return machine.idle() is None
class Broken:
  def __repr__(self): raise KeyError(n[0])
def numbers(k):
  for i in range(k):
    time.sleep_us(70)
    yield i
shared = numbers(2000)
@micropython.native
def native(k):
  for i in range(k): n[0] += 1
@micropython.viper
def viper(k: int) -> int:
  s = 0
  for i in range(k): s += i
  return s
@micropython.asm_thumb
def assembled(r0):
  label(again)
  sub(r0, r0, 1)
  bne(again)
def quiet():
  state = machine.disable_irq()
  for i in range(30): pass
  machine.enable_irq(state)
  if n[0] > 9: n[0] -= 1
def locked():
  micropython.heap_lock()
  try: time.sleep_us(90)
  finally: micropython.heap_unlock()
def guarded():
  with lock: time.sleep_ms(1)
async def later(i):
  await asyncio.sleep_ms(3 * i)
  n[0] += 1
async def tasks(k): await asyncio.gather(*[later(i) for i in range(k)])
`;
/** The body of a timer's handler. The exception of the last one cannot be printed, and strikes the interrupted thread. */
const HANDLERS = [
  'pass',
  'pyb.LED(2).toggle()',
  'for i in range(300): pass',
  'for i in range(5000): pass',
  'micropython.schedule(soft, 0)',
  'time.sleep_us(90)',
  'n[0] += 1\n  if n[0] % 9 == 0: raise ValueError(Broken())',
];
/** Expressions, many of which wait; # is a digit. */
const WORK = [
  'time.sleep_us(1##)',
  'time.sleep_ms(#)',
  'pyb.delay(#)',
  '[i for i in range(1##)] and 1',
  'lock.acquire() and lock.release()',
  'gc.collect()',
  'str(x) * 50',
  'kept.append(bytearray(2##)) or len(kept)',
  'machine.idle()',
  'machine.lightsleep(1#)',
  'uart.write(bytes(#))',
  'sorted([3, 1, 2], key=lambda x: x + (time.sleep_us(1#) or 0))[0]',
  'sorted([2, 1], key=lambda x: machine.lightsleep(#) or 0)',
  'P().v',
  'P() == P()',
  'len(P())',
  'sum(numbers(#))',
  'pyb.LED(1).toggle()',
  'next(shared)',
  'native(2##)',
  'viper(9##)',
  'assembled(2##)',
  'quiet()',
  'locked()',
  'guarded()',
  'pyb.wfi()',
  'poll.poll(#)',
  'edge.value(1 - edge.value())',
  "exec('for i in range(3#): time.sleep_us(#)')",
  'list(map(native, range(1#)))',
  '_thread.start_new_thread(time.sleep_us, (1##,))',
  '_thread.start_new_thread(locked, ())',
  'print(x, time.ticks_us(), n[0])',
];
/** Statements; @ is such an expression. */
const STATEMENTS = [
  'sorted([2, 1, 3], key=lambda x: [@] and 0)',
  'list(map(lambda x: @, range(#)))',
  'P().call(lambda x: @)',
  'max([1, 2, 3], key=lambda x: [@] and 0)',
  'for x in range(2#): @',
  'x = #; @',
  'kept.clear()',
  'kept.append([P()])',
  'd = {P(): 1 for x in range(3)}',
  'gc.threshold(2###)',
  'asyncio.run(tasks(#))',
  'select.select([uart], [], [], 0.0#)',
  'micropython.schedule(soft, 1)',
  "open('f', 'w').write('x' * 3###)",
  'with Context(): @; 1 // 0',
  'with lock: time.sleep_us(1##)',
  'sorted([2, 1], key=lambda x: _thread.exit())',
  'raise KeyError(#)',
  'poll.register(uart, #)',
  'os.sync()',
  'print(gc.mem_alloc(), time.ticks_us(), n[0])',
];

/** The program of a seed. */
export function waitingProgram(seed: number): string {
  const dice = new Dice(seed);
  const written = (template: string): string => template.replace('@', () => dice.pick(WORK)).replace(/#/g, () => String(dice.below(10)));
  const block = (least: number, most: number, indent = ''): string =>
    dice
      .some(least, most, () => written(dice.pick(STATEMENTS)))
      .map((line) => `${indent}try:\n${indent}  ${line}\n${indent}except Exception as e: print(repr(e))\n`)
      .join('');
  const handler = `def tick(source):\n  ${dice.pick(HANDLERS)}\n`;
  const timer = `pyb.Timer(4, freq=${dice.pick([3, 50, 900])}).callback(tick)\n`;
  const edges = `edge.irq(tick, hard=${dice.once(2) ? 'True' : 'False'})\n`;
  const late = `machine.Timer(-1, period=${1 + dice.below(60)}, callback=soft)\n`;
  const work = `def work(k):\n  x = 0\n  for i in range(k):\n${block(1, 3, '    ')}`;
  const threads = dice.some(0, 2, () => `_thread.start_new_thread(work, (${1 + dice.below(3)},))\n`).join('');
  const body = `${handler}${dice.once(2) ? timer : ''}${dice.once(3) ? edges : ''}${dice.once(3) ? late : ''}${work}x = 0\n${threads}${block(3, 8)}`;
  return `${PRELUDE}${body}print('end', time.ticks_us(), n[0])\n`;
}
