/**
 * A Code as a state machine over the interpreter's frame: it can take a frame over at the start, at the head of a loop and where a generator
 * resumes. It hands the frame back before instructions that only the interpreter executes, such as return and yield.
 */
import { type Code, parametersOf } from '../bytecode/code.js';
import { opAt } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import { factorySource, functionName, writeBody } from './body.js';
import { Emitter } from './emitter.js';
import type { Seen } from './floats.js';
import { Flow } from './flow.js';
import type { Form } from './form.js';

/** Returns the source of a factory that, given the helpers `$` and the linked code `L`, returns a `Machine`. Throws a Refusal. */
export function machineSource(code: Code, seen?: Seen): string {
  const flow = new Flow(code, parametersOf(code.signature));
  const form: Form = {
    goto: (target) => `s = ${target}; continue N;`,
    loopBack: (head) => `s = ${head}; continue N;`,
    exit: () => `F.pc = ${e.next - 1}; F.sp = ${code.slots + e.depth}; break M;`,
    reaches: () => true,
    taker: 'q',
    frame: 'F',
  };
  const e = new Emitter(code, flow, form, seen);
  for (const name of ['saveFrame', 'handlerAt'] as const) e.use(name);
  const entries = entryPoints(flow);
  const joints = new Set([...entries, ...flow.targets, ...flow.tries.map(({ from }) => from)]);
  writeBody(e, {
    isJoint: (pc) => joints.has(pc),
    before: (pc) => {
      if (joints.has(pc)) e.emit(`case ${pc}:`);
    },
  });
  writeTail(e);
  const marks = `[${[...entries].join(', ')}].reduce((E, pc) => ((E[pc] = 1), E), new Uint8Array(${flow.size}))`;
  return factorySource(e, [`function ${functionName(code.name)}_machine(F, q) {`, ...headOf(e, entries), ...e.lines, '}'], { E: marks });
}

/** Returns the instructions at which a frame may be taken over. */
function entryPoints(flow: Flow): Set<number> {
  const entries = new Set([0, ...flow.loops.map(({ from }) => from)]);
  for (let pc = 0; pc + 1 < flow.size; pc++) {
    const op = opAt(flow.code.words, pc);
    if (flow.isLive(pc) && (op === Op.YIELD_VALUE || op === Op.YIELD_FROM)) entries.add(pc + 1);
  }
  return entries;
}

/** Returns every variable with its place in the stack `S` of a frame. */
export function frameVariables(code: Code): [name: string, place: string][] {
  const locals = Array.from({ length: code.slots }, (_, i): [string, string] => [`v${i}`, `S[${i}]`]);
  const temporaries = Array.from({ length: code.stackSize }, (_, i): [string, string] => [`t${i}`, `S[${code.slots + i}]`]);
  return [...locals, ...temporaries];
}

/** Returns the greatest depth of the value stack at the given instructions. */
function deepest(e: Emitter, entries: ReadonlySet<number>): number {
  return Math.max(0, ...[...entries].map((pc) => e.flow.depths[pc] as number));
}

function headOf(e: Emitter, entries: ReadonlySet<number>): string[] {
  const lines: string[] = [];
  lines.push('let pc = F.pc, s = pc, x, y;');
  lines.push('if (E[pc] !== 1) return undefined;');
  lines.push('const S = F.stack;');
  const cells = e.code.cellNames.map((_, i) => `c${i} = F.cells[${i}]`);
  const kept = e.code.slots + deepest(e, entries);
  const variables = [
    ...frameVariables(e.code).map(([name, place], i) => (i < kept ? `${name} = ${place}` : name)),
    ...cells,
    ...e.companionDeclarations,
  ];
  if (variables.length > 0) lines.push(`let ${variables.join(', ')};`);
  lines.push('x = undefined;');
  lines.push('M: for (;;) { try { N: for (;;) { switch (s) {');
  return lines;
}

function writeTail(e: Emitter): void {
  e.emit('} }');
  e.emit('} catch ($) {');
  e.emit('s = handlerAt($, L, pc);');
  if (e.flow.tries.length > 0) {
    const cases = new Map(e.flow.tries.map(({ handler, depth }) => [handler, depth]));
    e.emit('switch (s) {');
    for (const [handler, depth] of cases) e.emit(`case ${handler}: t${depth} = ${e.use('caught')}($, L, pc); continue M;`);
    e.emit('}');
  }
  e.emit('saveFrame(F, pc, $); x = $; s = -1; break M;');
  e.emit('} }');
  for (const [name, place] of frameVariables(e.code)) e.emit(`${place} = ${e.saved(name)};`);
  e.emit('return s === -1 ? x : undefined;');
}
