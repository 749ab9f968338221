/** `micropython` (`py/modmicropython.c`). */
import { heap } from '../../objects/charge.js';
import { arg, fn, nativeFunction } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { None } from '../../objects/none.js';
import type { Value } from '../../objects/value.js';
import { ringIoType } from './ring-io.js';

/** What the module needs of the machine. */
export interface MicropythonPort {
  schedule(callee: Value, argument: Value): void;
  /** Raises KeyboardInterrupt in the main thread, from the queue. */
  scheduleInterrupt(): void;
  /** Byte that interrupts the program; −1 for none. */
  interruptByte: number;
  /** The -O level. */
  optimize: number;
  /** Bytes of the calling thread's stack in use, and in all. */
  stack(): { used: number; limit: number };
  /** Bytes of the heap in use, and in all. */
  memory(): { used: number; total: number };
  print(text: string): void;
}

const notSimulated = (name: string) =>
  fn('Not simulated.', [], () => {
    throw raise.NotImplementedError(`micropython.${name} is not simulated`);
  });

/** The module of one machine. */
export function micropython(port: MicropythonPort): PyModule {
  const interruptByte = nativeFunction(
    'kbd_intr',
    fn('Set the byte that interrupts the program; −1 for none.', [arg('byte', int)], (byte) => {
      port.interruptByte = byte;
    }),
  );
  return nativeModule('micropython', {
    const: fn('The value itself; the compiler knows the name.', [arg('value', anything)], (value) => value),
    opt_level: fn('Get or set the level of optimisation of the compiler.', [arg('level', int, -1)], (level) => {
      if (level < 0) return port.optimize;
      port.optimize = level & 3;
    }),
    mem_info: fn('Print how stack and heap are used.', [arg('verbose', anything, None)], () => {
      const { used, limit } = port.stack();
      const memory = port.memory();
      port.print(`stack: ${used} out of ${limit}\nGC: total: ${memory.total}, used: ${memory.used}, free: ${memory.total - memory.used}\n`);
    }),
    qstr_info: notSimulated('qstr_info'),
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
