/**
 * A Code as a state machine over the interpreter's frame: it can take a frame up at the head of a loop and where a generator goes on,
 * and hands it back before the instructions that are the interpreter's: return, yield, import.
 */
import type { Code } from '../bytecode/code.js';
import { Op } from '../bytecode/opcodes.js';
import { factorySource, functionName, writeBody } from './body.js';
import { Emitter } from './emitter.js';
import type { Seen } from './floats.js';
import { Flow, opOf } from './flow.js';
import type { Form } from './form.js';
import { parametersOf } from './function-form.js';

/** Source of a factory: given the helpers `$` and the linked code `L` it answers a `Machine`. Throws a Refusal. */
export function machineSource(code: Code, seen?: Seen): string {
  const flow = new Flow(code, parametersOf(code));
  const form: Form = {
    goto: (target) => `s = ${target}; continue N;`,
    loopBack: (head) => `s = ${head}; continue N;`,
    exit: () => `F.pc = ${e.next - 1}; F.sp = ${code.slots + e.depth}; break M;`,
    reaches: () => true,
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
  return factorySource(e, [`function ${functionName(code.name)}_machine(F) {`, ...headOf(e, entries), ...e.lines, '}'], { E: marks });
}

/** Where a frame may be taken up. */
function entryPoints(flow: Flow): Set<number> {
  const entries = new Set([0, ...flow.loops.map(({ from }) => from)]);
  for (let pc = 0; pc + 1 < flow.size; pc++) {
    const op = opOf(flow.code, pc);
    if (flow.isLive(pc) && (op === Op.YIELD_VALUE || op === Op.YIELD_FROM)) entries.add(pc + 1);
  }
  return entries;
}

/** Every variable and its place in the stack `S` of a frame. */
export function frameVariables(code: Code): [name: string, place: string][] {
  const locals = Array.from({ length: code.slots }, (_, i): [string, string] => [`v${i}`, `S[${i}]`]);
  const temporaries = Array.from({ length: code.stackSize }, (_, i): [string, string] => [`t${i}`, `S[${code.slots + i}]`]);
  return [...locals, ...temporaries];
}

/** Greatest depth of the value stack at some instructions. */
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
