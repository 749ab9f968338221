/** Functions marked `@micropython.asm_thumb` (`py/objfun.c`, fun_asm_call): their calls, and how long they run. */
import type { Pyboard } from '../../board/pyboard.js';
import type { Code, MachineCode } from '../../bytecode/code.js';
import { COMPUTES, fuel, type Steps } from '../../execution.js';
import { checkPositional } from '../../objects/argument-count.js';
import { allocate } from '../../objects/charge.js';
import { raise } from '../../objects/exception.js';
import { assemblerFunctionType, NativeFunction } from '../../objects/function.js';
import { addressOfBytes } from '../../objects/memory.js';
import { takeSteps } from '../../objects/steps.js';
import type { Keywords, Value } from '../../objects/value.js';
import { Fault, SP, type SystemControl } from '../../thumb/core.js';
import { CORTEX_M4, CORTEX_M7 } from '../../thumb/core-times.js';
import { Processor } from '../../thumb/processor.js';
import type { AddressedMemory } from '../addressed-memory.js';
import { Bus, STACK_TOP } from './bus.js';
import { CallObjects, type ItemMemory } from './objects.js';

class MachineFunctions {
  readonly #bus: Bus;
  /** The machine's own copies of code, needed because code can modify itself. */
  readonly #copies = new WeakMap<MachineCode, Uint8Array>();
  /** One processor for each active call. A call made by an interrupt handler lies on top of the interrupted one. */
  readonly #processors: Processor[] = [];
  #depth = 0;
  readonly #items: ItemMemory = new WeakMap();

  constructor(
    private readonly board: Pyboard,
    memory: AddressedMemory,
  ) {
    this.#bus = new Bus(memory);
  }

  /** Makes the Python function for the machine code of a Code. */
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
    const objects = new CallObjects(this.#items);
    const words = args.map((value) => objects.argument(value));
    objects.load();
    const depth = this.#depth;
    const processor = this.#processorAt(depth);
    const stack = depth === 0 ? STACK_TOP : this.#processors[depth - 1].r[SP] & ~7;
    processor.call(addressOfBytes(this.#copyOf(code)), words, stack);
    this.#depth++;
    return takeSteps(this.#run(processor, depth, objects), () => objects.result(code.result, processor.r[0]));
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

  *#run(processor: Processor, depth: number, objects: CallObjects): Steps<void> {
    const { clock, interrupts } = this.board;
    let { served } = interrupts;
    try {
      for (let outcome = processor.run(fuel); outcome !== 'returned'; outcome = processor.run(fuel)) {
        objects.store(false);
        if (outcome === 'sleeping') yield* sleep(this.board);
        else yield COMPUTES;
        objects.load();
        if (interrupts.served !== served) processor.isExclusive = false;
        ({ served } = interrupts);
      }
      objects.store(true);
    } catch (x) {
      throw x instanceof Fault ? raise.NotImplementedError('%s (at 0x%08x)', x.text, processor.at) : x;
    } finally {
      this.#depth = depth;
    }
    // The function may have run past moments at which other code would have looked at a safe point.
    clock.makeDue();
  }
}

/** Returns the maker of functions for one machine: it makes the Python function for the machine code of a Code. */
export function machineFunctions(board: Pyboard, memory: AddressedMemory): (code: Code) => Value {
  const functions = new MachineFunctions(board, memory);
  return (code) => functions.make(code);
}

/** WFI: sleeps until an interrupt has been served, an interrupt is pending although masked, or the tick comes. */
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
