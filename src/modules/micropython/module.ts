/** `micropython` (`py/modmicropython.c`). */
import type { Features } from '../../firmwares.js';
import { heap } from '../../objects/charge.js';
import { ABSENT, arg, fn } from '../../objects/declare.js';
import { anything, int } from '../../objects/kinds.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { knownNames } from '../../objects/name-pool.js';
import { nativeFunction } from '../../objects/native-function.js';
import type { Value } from '../../objects/value.js';
import { type HeapContent, heapMap, heapSummary } from './memory-map.js';
import { ringIoType } from './ring-io.js';

/** What the module needs of the machine. */
export interface MicropythonPort {
  schedule(callee: Value, argument: Value): void;
  /** Queues a KeyboardInterrupt, to be raised in the main thread. */
  scheduleInterrupt(): void;
  /** Sets the byte that interrupts the program, until it ends; −1 for none. */
  setInterruptByte(byte: number): void;
  /** The -O level, which may be any number. */
  optimize: number;
  /** Bytes of the calling thread's stack: in use, and in total. */
  stack(): { used: number; limit: number };
  /** Bytes of the heap: in use, and in total. */
  memory(): { used: number; total: number };
  /** The same, with the objects in the heap. */
  heap(): HeapContent;
  print(text: string): void;
}

/** What `qstr_info` prints (`qstr_pool_info`, `qstr_dump_data`). */
function namesText(withNames: boolean): string {
  const { tables, names, textBytes, totalBytes } = knownNames.statistics;
  const summary = `qstr pool: n_pool=${tables}, n_qstr=${names}, n_str_data_bytes=${textBytes}, n_total_bytes=${totalBytes}\n`;
  return withNames ? summary + Array.from(knownNames.own(), (name) => `Q(${name})\n`).join('') : summary;
}

/** The same numbers as the prompt shows them after a run (`pyexec.c`). */
export function namesInfo(): string {
  const { tables, names, textBytes, totalBytes } = knownNames.statistics;
  return `qstr:\n  n_pool=${tables}\n  n_qstr=${names}\n  n_str_data_bytes=${textBytes}\n  n_total_bytes=${totalBytes}\n`;
}

/** The module of one machine. */
export function micropython(port: MicropythonPort, { heapLocked }: Features): PyModule {
  const interruptByte = nativeFunction(
    'kbd_intr',
    fn('Set the byte that interrupts the program; −1 for none.', [arg('byte', int)], (byte) => port.setInterruptByte(byte)),
  );
  return nativeModule('micropython', {
    const: fn('The value itself; the compiler knows the name.', [arg('value', anything)], (value) => value),
    opt_level: fn('Get or set the level of optimisation of the compiler.', [arg('level', int, undefined)], (level) => {
      if (level === undefined) return port.optimize;
      port.optimize = level;
    }),
    mem_info: fn('Print how stack and heap are used.', [arg('verbose', anything, ABSENT)], (verbose) => {
      const { used, limit } = port.stack();
      const content = port.heap();
      // Any argument, whatever its value, asks for the map.
      port.print(`stack: ${used} out of ${limit}\n${heapSummary(content)}${verbose === ABSENT ? '' : heapMap(content)}`);
    }),
    qstr_info: fn(
      'Print how much memory interned strings take, and with an argument which they are.',
      [arg('verbose', anything, ABSENT)],
      (verbose) => port.print(namesText(verbose !== ABSENT)),
    ),
    stack_use: fn('Bytes of stack in use.', [], () => port.stack().used),
    alloc_emergency_exception_buf: fn('Reserve memory for exceptions raised while the heap is locked.', [arg('size', int)], (size) => {
      heap.emergencySize = Math.max(size, 0);
    }),
    heap_lock: fn('Forbid allocation; nests.', [], () => {
      heap.locked++;
    }),
    heap_unlock: fn('Take one lock away; answers how many are left.', [], () => {
      heap.locked--;
      return heap.locked;
    }),
    ...(heapLocked ? { heap_locked: fn('How many locks there are.', [], () => heap.locked) } : {}),
    kbd_intr: interruptByte,
    RingIO: ringIoType,
    schedule: fn(
      'Run `function(argument)` soon, outside of interrupts.',
      [arg('function', anything), arg('argument', anything)],
      // MicroPython: scheduling `kbd_intr` schedules a KeyboardInterrupt.
      (callee, argument) => (callee === interruptByte ? port.scheduleInterrupt() : port.schedule(callee, argument)),
    ),
  });
}
