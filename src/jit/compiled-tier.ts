/** The compiled tier: Code → JavaScript source → function, when it has got warm. What it refuses the interpreter runs. */
import type { Code } from '../bytecode/code.js';
import type { LinkedCode } from '../vm/link.js';
import type { Entry, Machine, Tier } from '../vm/tier.js';
import { Refusal } from './emitter.js';
import { functionSource } from './function-form.js';
import { HELPERS } from './helpers.js';
import { machineSource } from './machine-form.js';

/** Code of more instructions stays with the interpreter: V8 never optimises what comes of it. */
const MOST_INSTRUCTIONS = 6000;

/** When code is compiled. Never observable. */
export interface Policy {
  readonly callsUntilEntry: number;
  readonly turnsUntilMachine: number;
  /** Says no to a Code; for tests. */
  readonly refuses?: (code: Code) => boolean;
}

/** Everything at its first call or turn. */
export const EAGER: Policy = { callsUntilEntry: 1, turnsUntilMachine: 1 };
/** What has run more than once. */
export const WHEN_WARM: Policy = { callsUntilEntry: 2, turnsUntilMachine: 2 };

type Factory<T> = ((helpers: typeof HELPERS, linked: LinkedCode) => T) | null;

/** Factories hold nothing of a machine: they are shared by all. */
const entries = new WeakMap<Code, Factory<Entry>>();
const machines = new WeakMap<Code, Factory<Machine>>();

/** Makes the tier; null where the place forbids code made of text (a page without `unsafe-eval`). */
export function compiledTier(policy: Policy): Tier | null {
  if (!canCompile()) return null;
  const { callsUntilEntry, turnsUntilMachine } = policy;
  const allows = (code: Code): boolean => code.words.length <= 2 * MOST_INSTRUCTIONS && policy.refuses?.(code) !== true;
  return {
    callsUntilEntry,
    turnsUntilMachine,
    entry: (linked) => (allows(linked.code) ? make(entries, functionSource, linked) : null),
    machine: (linked) => (allows(linked.code) ? make(machines, machineSource, linked) : null),
  };
}

function canCompile(): boolean {
  try {
    new Function('');
    return true;
  } catch {
    return false;
  }
}

type Writer = (code: Code, floats: ReadonlySet<number> | null) => string;

function make<T>(cache: WeakMap<Code, Factory<T>>, source: Writer, linked: LinkedCode): T | null {
  let factory = cache.get(linked.code);
  if (factory === undefined) {
    factory = factoryOf(source, linked);
    cache.set(linked.code, factory);
  }
  return factory === null ? null : factory(HELPERS, linked);
}

function factoryOf<T>(source: Writer, { code, floats }: LinkedCode): Factory<T> {
  try {
    return new Function('$', 'L', source(code, floats)) as NonNullable<Factory<T>>;
  } catch (x) {
    if (x instanceof Refusal) return null;
    throw x;
  }
}
