/** The compiled tier: warm Code → JavaScript source → function. The interpreter runs what the tier refuses. */
import { type Code, parametersOf } from '../bytecode/code.js';
import { aAt, opAt } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import { precision } from '../objects/float.js';
import { Kinds, type LinkedCode } from '../vm/link.js';
import type { Entry, Machine, Tier } from '../vm/tier.js';
import { Refusal } from './emitter.js';
import type { Seen } from './floats.js';
import { Flow, type Stretch } from './flow.js';
import { functionSource } from './function-form.js';
import { generatorSource } from './generator-form.js';
import { HELPERS } from './helpers.js';
import { machineSource } from './machine-form.js';
import type { Policy } from './policy.js';
import { regionSource } from './region-form.js';

/** Code with more instructions than this stays with the interpreter: V8 never optimises the resulting functions. */
const MOST_INSTRUCTIONS = 6000;

type Factory<T> = ((helpers: typeof HELPERS, linked: LinkedCode) => T) | null;

/** Factories by Code. They depend on nothing of a machine except the precision of its floats, so all machines share them. */
class Factories {
  readonly entries = new WeakMap<Code, Factory<Entry>>();
  readonly machines = new WeakMap<Code, Factory<Machine>>();
  /** By Code and the loop's head. */
  readonly loops = new WeakMap<Code, Map<number, Factory<Machine>>>();

  forget(code: Code): void {
    this.entries.delete(code);
    this.machines.delete(code);
    this.loops.delete(code);
  }
}
const factories = { single: new Factories(), double: new Factories() };
const ours = (): Factories => (precision.single ? factories.single : factories.double);

/** Makes the tier; null if the host forbids code made of text (a page without `unsafe-eval`). */
export function compiledTier(policy: Policy): Tier | null {
  if (!canCompile()) return null;
  const { callsUntilEntry, iterationsUntilMachine } = policy;
  if (policy.expectsFloats === true) return withFloats(compiledTier({ ...policy, expectsFloats: false }) as Tier);
  const allows = (code: Code): boolean => code.words.length <= 2 * MOST_INSTRUCTIONS && policy.refuses?.(code) !== true;
  const entry = (linked: LinkedCode): Entry | null =>
    allows(linked.code) ? make(ours().entries, linked.code.isGenerator ? generatorSource : functionSource, linked) : null;
  const machine = (linked: LinkedCode): Machine | null =>
    !allows(linked.code) ? null : linked.code.isGenerator ? make(ours().machines, machineSource, linked) : loopsOf(linked);
  return {
    callsUntilEntry,
    iterationsUntilMachine,
    entry,
    machine,
    renew(linked) {
      ours().forget(linked.code);
      if (linked.entry !== null) linked.entry = entry(linked);
      if (linked.machine !== null) linked.machine = machine(linked);
    },
  };
}

/** Returns a tier that takes every operator to have seen floats. */
function withFloats(tier: Tier): Tier {
  const note = (linked: LinkedCode): LinkedCode => {
    linked.floats = floatsEverywhere(linked.code);
    return linked;
  };
  return { ...tier, entry: (linked) => tier.entry(note(linked)), machine: (linked) => tier.machine(note(linked)) };
}

function canCompile(): boolean {
  try {
    new Function('');
    return true;
  } catch {
    return false;
  }
}

/** The kinds that `LinkedCode.floats` would hold if every operator had seen floats. */
function floatsEverywhere({ words }: Code): Map<number, Kinds> {
  const kinds = new Map<number, Kinds>();
  for (let pc = 0; pc < words.length >> 1; pc++) {
    if (opAt(words, pc) === Op.BINARY_OP) kinds.set(pc, Kinds.LEFT_FLOAT | Kinds.RIGHT_FLOAT);
  }
  return kinds;
}

type Writer = (code: Code, seen: Seen) => string;

function make<T>(cache: WeakMap<Code, Factory<T>>, source: Writer, linked: LinkedCode): T | null {
  let factory = cache.get(linked.code);
  if (factory === undefined) {
    factory = factoryOf(source, linked);
    cache.set(linked.code, factory);
  }
  return factory === null ? null : factory(HELPERS, linked);
}

/** Returns a Machine for the loops of a Code, each of which is compiled when it is first entered; null if there are none. */
function loopsOf(linked: LinkedCode): Machine | null {
  const { code } = linked;
  const { loops } = ours();
  const heads = loopHeads(code);
  if (heads === null) return null;
  const made: (Machine | null | undefined)[] = [];
  let flow: Flow | null = null;
  const find = (head: number): Machine | null => {
    let known = loops.get(code);
    if (known === undefined) {
      known = new Map();
      loops.set(code, known);
    }
    let factory = known.get(head);
    if (factory === undefined) {
      const shared = flow ?? new Flow(code, parametersOf(code.signature));
      flow = shared;
      const loop = shared.loops.find(({ from }) => from === head) as Stretch;
      factory = factoryOf((_, seen) => regionSource(code, shared, loop, seen), linked);
      known.set(head, factory);
    }
    const machine = factory === null ? null : factory(HELPERS, linked);
    made[head] = machine;
    return machine;
  };
  return (frame) => {
    const { pc } = frame;
    if (heads[pc] !== 1) return undefined;
    const known = made[pc];
    const machine = known === undefined ? find(pc) : known;
    return machine === null ? undefined : machine(frame, null);
  };
}

/** Returns an array that is 1 for every instruction that is the head of a loop; null if there is no loop. */
function loopHeads({ words }: Code): Uint8Array | null {
  const heads = new Uint8Array(words.length >> 1);
  let count = 0;
  for (let pc = 0; pc < heads.length; pc++) {
    if (opAt(words, pc) !== Op.JUMP_BACK) continue;
    heads[aAt(words, pc)] = 1;
    count++;
  }
  return count === 0 ? null : heads;
}

function factoryOf<T>(source: Writer, linked: LinkedCode): Factory<T> {
  const { code, floats } = linked;
  linked.hasNewKinds = false;
  try {
    return new Function('$', 'L', source(code, { floats, single: precision.single })) as NonNullable<Factory<T>>;
  } catch (x) {
    if (x instanceof Refusal) return null;
    throw x;
  }
}
