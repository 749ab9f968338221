/** Writes the instructions of a Code, one after the other, in a given form. */
import { continues, type Op } from '../bytecode/opcodes.js';
import { CALLS } from './calls.js';
import { CONTAINERS } from './containers.js';
import { CONTROL } from './control.js';
import type { Emitter, InstructionEmitter } from './emitter.js';
import { EXCEPTIONS } from './exceptions.js';
import type { Stretch } from './flow.js';
import { NAMES } from './names.js';
import { OPERATORS } from './operators.js';
import type { Uses } from './uses.js';
import { WORDS } from './words.js';

/** If an opcode has no emitter, this does not compile. */
const EMITTERS: Readonly<Record<Op, InstructionEmitter>> = {
  ...NAMES,
  ...OPERATORS,
  ...CONTROL,
  ...CALLS,
  ...CONTAINERS,
  ...EXCEPTIONS,
  ...WORDS,
};

/** What a form writes between instructions. */
export interface Joints {
  /** Whether paths meet before this instruction, so that every value must lie in its temporary. */
  isJoint(pc: number): boolean;
  /** Called before every instruction. */
  before(pc: number): void;
}

/** Writes all instructions, or those of a loop. Throws a Refusal for an instruction that the tier does not support. */
export function writeBody(e: Emitter, joints: Joints, { from, to }: Stretch = { from: 0, to: e.flow.size }): void {
  let falls = true;
  for (let pc = from; pc < to; pc++) {
    const isJoint = joints.isJoint(pc);
    if (isJoint && falls) e.flush();
    joints.before(pc);
    if (isJoint && e.flow.isLive(pc)) e.resetTo(e.flow.depths[pc] as number);
    if (!e.flow.isLive(pc)) continue;
    const op = e.begin(pc);
    EMITTERS[op](e);
    falls = continues(op);
  }
}

/**
 * Returns the source of a factory: given `$`, the helpers, and `L`, the linked code, the factory returns the function. Everything else that
 * the function names, including `own` (names with their values) and what instructions keep, is a parameter of a function around it: V8 knows
 * which parameters never change, and, unlike for a `const` of an outer function, does not check at every use whether they are bound yet.
 */
export function factorySource(uses: Uses, body: readonly string[], own: Readonly<Record<string, string>> = {}): string {
  const constants = [...uses.constants].sort((x, y) => x - y).map((index) => [`k${index}`, `L.constants[${index}]`]);
  const helpers = [...uses.helpers].sort().map((name) => [name, `$.${name}`]);
  const bound = [['G', 'L.cells'], ['H', 'L.runtime.heap'], ...constants, ...Object.entries(own), ...helpers, ...uses.kept];
  const names = bound.map(([name]) => name).join(', ');
  const values = bound.map(([, value]) => value).join(', ');
  return ["'use strict';", `return ((${names}) => (`, ...body, `))(${values});`].join('\n');
}

/** Returns a JavaScript name for a Python name, to be recognised in profiles. */
export function functionName(name: string): string {
  return `py_${name.replace(/\W/g, '_')}`;
}
