/** Generators and coroutines: a frame on the heap that is resumed repeatedly (`py/objgenerator.c`). */
import { engine, type PendingFrame } from './engine.js';
import { addressOf } from './identity.js';
import { None } from './none.js';
import { ended } from './protocol/iterate.js';
import { PyType, type Slots } from './type.js';
import type { PyObject, Value } from './value.js';

/** State of a generator: not yet begun, suspended, running, over. */
type GeneratorState = 'new' | 'suspended' | 'running' | 'finished';

export class PyGenerator implements PyObject {
  state: GeneratorState = 'new';
  /** The value that it returned, once it is finished. */
  result: Value = None;
  /** The GeneratorExit that a delegating generator passed on. It is raised there again if this generator swallows it. */
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

/** Calls `told` whenever the state of a generator changes. This costs nothing for other generators. */
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

/** The type of generators. The virtual machine adds the methods send, throw and close (`vm/generators.ts`). */
export const generatorType = new PyType('generator', {
  repr: (self: PyGenerator) => `<generator object '${self.name}' at ${addressOf(self).toString(16)}>`,
  iterate: (self: PyGenerator) => self,
  next(self: PyGenerator) {
    const item = engine.resume(self, None);
    if (item === undefined && self.result !== None) ended.value = self.result;
    return item;
  },
  some: (self: PyGenerator, test, testInPassing) => engine.someOf(self, test, testInPassing),
  hash: (self: PyGenerator) => addressOf(self),
} satisfies Slots);
