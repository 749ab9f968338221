/**
 * The comparison of the tiers bites: each of these faults, put into the compiled tier on purpose, makes a random program behave
 * differently. Who adds to what both tiers must do adds the fault of forgetting it.
 */
import { afterEach, expect, test } from 'vitest';
import { SUSPEND } from '../src/execution.js';
import { Emitter } from '../src/jit/emitter.js';
import { HELPERS } from '../src/jit/helpers.js';
import { difference } from './support/differences.js';
import { randomProgram } from './support/random-program.js';
import { type MachineOutcome, runMachine } from './support/run.js';
import { comparisons, machineOf } from './support/tiers.js';

/** Within so many programs a fault is to be found; `tiers.test.ts` runs a hundred. */
const PROGRAMS = 30;

/** What generated code is given, and what writes it: the places where a fault can be put. */
type Place = Record<string, unknown>;
const helpers = HELPERS as unknown as Place;
const emitter = Emitter.prototype as unknown as Place;

const nothing = (): void => undefined;
const { add, caught, findMethod, isTrue, left, order, save, saveFrame, storeMemory, subtract, takes } = HELPERS;

/** By its description: where a fault lies, and what does the wrong thing there. */
const FAULTS: Readonly<Record<string, readonly [place: Place, name: string, wrong: unknown]>> = {
  'a call is not charged': [emitter, 'charge', nothing],
  'after a call nobody looks': [helpers, 'look', nothing],
  'operands below a call are not in their temporaries': [emitter, 'flush', nothing],
  'a local changes under what stands for it': [emitter, 'keep', nothing],
  'a stopped function goes on one instruction early': [
    helpers,
    'save',
    (...[linked, pc, stack, cells]: Parameters<typeof save>) => save(linked, pc - 1, stack, cells),
  ],
  'a stopped loop goes on one instruction early': [
    helpers,
    'saveFrame',
    (...[frame, pc, x]: Parameters<typeof saveFrame>) => saveFrame(frame, x === SUSPEND ? pc - 1 : pc, x),
  ],
  'an exception leaves a loop from the wrong place': [
    helpers,
    'saveFrame',
    (...[frame, pc, x]: Parameters<typeof saveFrame>) => saveFrame(frame, x === SUSPEND ? pc : 1, x),
  ],
  'a caught exception has no traceback': [
    helpers,
    'caught',
    (...[x, linked]: Parameters<typeof caught>) => caught(x, { ...linked, words: new Int32Array(2) } as never, 1),
  ],
  'an exception leaves a function for nothing': [
    helpers,
    'left',
    (...[linked, pc, x]: Parameters<typeof left>) => {
      HELPERS.fuel.left += 100;
      left(linked, pc, x);
    },
  ],
  'an addition is a cycle too cheap': [
    helpers,
    'add',
    (...operands: Parameters<typeof add>) => {
      HELPERS.fuel.left++;
      return add(...operands);
    },
  ],
  'a subtraction has its operands the wrong way round': [
    helpers,
    'subtract',
    (...[linked, pc, op, x, y]: Parameters<typeof subtract>) => subtract(linked, pc, op, y, x),
  ],
  'a comparison of objects is always true': [helpers, 'order', (...operands: Parameters<typeof order>) => order(...operands) !== undefined],
  'the truth of an object is not asked for': [
    helpers,
    'isTrue',
    (value: Parameters<typeof isTrue>[0]) => typeof value === 'object' || isTrue(value),
  ],
  'a method is a cycle too cheap to find': [
    helpers,
    'findMethod',
    (...operands: Parameters<typeof findMethod>) => {
      HELPERS.fuel.left++;
      return findMethod(...operands);
    },
  ],
  'a generator whose values are taken in passing is resumed for nothing': [
    helpers,
    'takes',
    (...[take, value, owed]: Parameters<typeof takes>) => {
      if (!takes(take, value, owed)) return false;
      HELPERS.fuel.left += owed;
      return true;
    },
  ],
  'a large frame takes no heap': [helpers, 'frameOnHeap', nothing],
  'a float is not rounded': [helpers, 'fround', (value: number) => value],
  'a product of words has more than 32 bits': [helpers, 'imul', (x: number, y: number) => x * y],
  'a shift of a word goes by the lowest five bits': [helpers, 'shiftLeft', (word: number, by: number) => word << by],
  'a pointer stores one byte too far': [
    helpers,
    'storeMemory',
    (...[runtime, type, address, index, word]: Parameters<typeof storeMemory>) => storeMemory(runtime, type, address + 1, index, word),
  ],
};

/** What the interpreter does, which uses none of these places. */
const outcomes = new Map<number, MachineOutcome>();
function expected(seed: number): MachineOutcome {
  let outcome = outcomes.get(seed);
  if (outcome === undefined) {
    outcome = runMachine(randomProgram(seed), { ...machineOf(seed), tier: 'interpreter' });
    outcomes.set(seed, outcome);
  }
  return outcome;
}

/** The first seed whose program behaves differently on one of the tiers; null if none does. */
function found(): number | null {
  for (let seed = 1; seed <= PROGRAMS; seed++) {
    const source = randomProgram(seed);
    if (comparisons(seed).some((options) => difference(expected(seed), () => runMachine(source, options)) !== null)) return seed;
  }
  return null;
}

/** Milliseconds that the programs may take on a busy machine. Their number is what limits the search. */
const PATIENCE = 120_000;

let mend = nothing;
afterEach(() => mend());

test.each(Object.keys(FAULTS))('%s', { timeout: PATIENCE }, (description) => {
  const [place, name, wrong] = FAULTS[description] as (typeof FAULTS)[string];
  const sound = place[name];
  mend = () => {
    place[name] = sound;
  };
  expect(sound).toBeDefined();
  place[name] = wrong;
  expect(found(), 'seed of the program that shows the fault').not.toBeNull();
});
