/** Functions marked `@micropython.asm_thumb` (`py/objfun.c`, fun_asm_call): what arguments and results are, and how long they run. */
import type { Pyboard } from '../../board/pyboard.js';
import type { Code, MachineCode } from '../../bytecode/code.js';
import { COMPUTES, fuel, type Steps } from '../../execution.js';
import { bufferOf } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { checkPositional } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { PyFloat } from '../../objects/float.js';
import { assemblerFunctionType, NativeFunction } from '../../objects/function.js';
import { addressOf } from '../../objects/identity.js';
import { isInt, newInt, truncateToWord } from '../../objects/int.js';
import { PyList } from '../../objects/list.js';
import { addressOfBytes, addressOfText } from '../../objects/memory.js';
import { None } from '../../objects/none.js';
import { takeSteps } from '../../objects/steps.js';
import { isStr, textOf } from '../../objects/str.js';
import { PyTuple } from '../../objects/tuple.js';
import { typeName } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import { Fault, SP, type SystemControl } from '../../thumb/core.js';
import { CORTEX_M4, CORTEX_M7 } from '../../thumb/core-times.js';
import { Processor } from '../../thumb/processor.js';
import type { AddressedMemory } from '../addressed-memory.js';
import { Bus, STACK_TOP } from './bus.js';

class MachineFunctions {
  readonly #bus: Bus;
  /** The machine's own copies of code, which can change itself. */
  readonly #copies = new WeakMap<MachineCode, Uint8Array>();
  /** One for each call that runs: those that interrupts' handlers make lie on top of the one that is interrupted. */
  readonly #processors: Processor[] = [];
  #depth = 0;

  constructor(
    private readonly board: Pyboard,
    memory: AddressedMemory,
  ) {
    this.#bus = new Bus(memory);
  }

  /** The function that the machine code of a Code is. */
  make({ name, machine }: Code): Value {
    const code = machine as MachineCode;
    const { parameters } = code;
    allocate(16, 'function');
    const run = (...args: Value[]): Value => this.#call(code, args);
    const general = (args: Value[], keywords: Keywords | null): Value => {
      checkPositional(args, keywords, parameters, parameters);
      return run(...args);
    };
    const made = new NativeFunction(name, 1 << parameters, run, general, assemblerFunctionType);
    made.bindsSelf = true;
    made.codeBytes = code.bytes.length;
    return made;
  }

  #call(code: MachineCode, args: readonly Value[]): Value {
    const objects = new Map<number, Value>();
    const words = args.map((value) => wordOf(value, objects));
    const depth = this.#depth;
    const processor = this.#processorAt(depth);
    const stack = depth === 0 ? STACK_TOP : this.#processors[depth - 1].r[SP] & ~7;
    processor.call(addressOfBytes(this.#copyOf(code)), words, stack);
    this.#depth++;
    return takeSteps(this.#run(processor, depth), () => resultOf(code.result, processor.r[0], objects));
  }

  #processorAt(depth: number): Processor {
    const { board } = this;
    const times = board.description.family === 'F7' ? CORTEX_M7 : CORTEX_M4;
    this.#processors[depth] ??= new Processor(this.#bus, systemControl(board), times);
    return this.#processors[depth];
  }

  #copyOf(code: MachineCode): Uint8Array {
    let copy = this.#copies.get(code);
    if (copy === undefined) {
      copy = code.bytes.slice();
      this.#copies.set(code, copy);
    }
    return copy;
  }

  *#run(processor: Processor, depth: number): Steps<void> {
    const { clock, interrupts } = this.board;
    let { served } = interrupts;
    try {
      for (let outcome = processor.run(fuel); outcome !== 'returned'; outcome = processor.run(fuel)) {
        if (outcome === 'sleeping') yield* sleep(this.board);
        else yield COMPUTES;
        if (interrupts.served !== served) processor.isExclusive = false;
        ({ served } = interrupts);
      }
    } catch (x) {
      throw x instanceof Fault ? raise.NotImplementedError('%s (at 0x%08x)', x.text, processor.at) : x;
    } finally {
      this.#depth = depth;
    }
    // The function has run on where other code would have looked around.
    clock.makeDue();
  }
}

/** What makes functions of the machine code of Codes, for one machine. */
export function machineFunctions(board: Pyboard, memory: AddressedMemory): (code: Code) => Value {
  const functions = new MachineFunctions(board, memory);
  return (code) => functions.make(code);
}

/** WFI: until an interrupt has been served, waits though it is masked, or the tick comes. */
function* sleep({ clock, interrupts, systick }: Pyboard): Steps<void> {
  const { served } = interrupts;
  const tick = clock.moment(systick.nextEdge);
  while (interrupts.served === served && !interrupts.isPending && clock.now < tick.at) {
    yield clock.busy(Math.max(Math.min(clock.nextDue, tick.at) - clock.now, 0));
  }
}

const systemControl = ({ interrupts }: Pyboard): SystemControl => ({
  get masked() {
    return interrupts.masked;
  },
  set masked(masked: boolean) {
    interrupts.enable(!masked);
  },
  get exception() {
    return interrupts.exception;
  },
});

/** A word that an argument is; objects that are passed by their address are noted. */
function wordOf(value: Value, objects: Map<number, Value>): number {
  if (value === None || value === false) return 0;
  if (value === true) return 1;
  if (isInt(value)) return truncateToWord(value);
  if (isStr(value)) return addressOfText(textOf(value));
  if (value instanceof PyFloat) return Math.min(Math.max(Math.trunc(value.v) || 0, -0x8000_0000), 0x7fff_ffff);
  if (value instanceof PyTuple || value instanceof PyList) {
    throw raise.NotImplementedError("'%s' as argument of machine code is not simulated", typeName(value));
  }
  const buffer = bufferOf(value);
  if (buffer !== undefined) return addressOfBytes(buffer.bytes);
  const address = addressOf(value as object);
  objects.set(address, value);
  return address;
}

/** The words of the objects that are none on the heap (`py/obj.h`, representation A). */
const IMMEDIATE = new Map<number, Value>([
  [0x06, None],
  [0x0e, false],
  [0x1e, true],
]);

/** What the result means (`py/nativeglue.c`, mp_native_to_obj). An object is one that was an argument, a small int, None, False or True. */
function resultOf(type: MachineCode['result'], word: number, objects: ReadonlyMap<number, Value>): Value {
  switch (type) {
    case 'bool':
      return word !== 0;
    case 'int':
      return newInt(word);
    case 'uint':
      return newInt(word >>> 0);
    case 'object': {
      if ((word & 1) === 1) return word >> 1;
      const value = objects.get(word >>> 0) ?? IMMEDIATE.get(word);
      if (value === undefined) throw raise.NotImplementedError('object at 0x%08x is not simulated', word >>> 0);
      return value;
    }
  }
}
