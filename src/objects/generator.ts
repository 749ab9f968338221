/** Generators and coroutines: a frame on the heap that is resumed again and again (`py/objgenerator.c`). */
import { engine, type PendingFrame } from './engine.js';
import { addressOf } from './identity.js';
import { None } from './none.js';
import { ended } from './protocol/iterate.js';
import { PyType, type Slots } from './type.js';
import type { PyObject, Value } from './value.js';

/** Where a generator stands: not yet begun, suspended, running, over. */
type GeneratorState = 'new' | 'suspended' | 'running' | 'finished';

export class PyGenerator implements PyObject {
  state: GeneratorState = 'new';
  /** What it returned, once finished. */
  result: Value = None;
  /** The GeneratorExit that a delegating generator passed on: raised there again should this one swallow it. */
  exit: Value | undefined = undefined;

  constructor(
    readonly name: string,
    /** The virtual machine's frame. */
    readonly frame: PendingFrame,
  ) {}
  get type(): PyType {
    return generatorType;
  }
}

/** Calls `told` at every change of where a generator stands. It costs all others nothing. */
export function watchState(generator: PyGenerator, told: (state: GeneratorState) => void): void {
  let { state } = generator;
  Object.defineProperty(generator, 'state', {
    get: () => state,
    set(next: GeneratorState) {
      state = next;
      told(next);
    },
  });
}

/** Its methods send, throw, close are the virtual machine's: `vm/generators.ts` adds them. */
export const generatorType = new PyType('generator', {
  repr: (self: PyGenerator) => `<generator object '${self.name}' at ${addressOf(self).toString(16)}>`,
  iterate: (self: PyGenerator) => self,
  next(self: PyGenerator) {
    const item = engine.resume(self, None);
    if (item === undefined && self.result !== None) ended.value = self.result;
    return item;
  },
  some: (self: PyGenerator, test) => engine.someOf(self, test),
  hash: (self: PyGenerator) => addressOf(self),
} satisfies Slots);
