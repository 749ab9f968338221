/**
 * A loop as a JavaScript function of the interpreter's frame: it takes the frame over at the loop's head, where each backward jump leads, and
 * hands it back when the loop is left. So the main loop of a program, and a loop that was stopped, run compiled.
 */
import type { Code } from '../bytecode/code.js';
import { factorySource, functionName, writeBody } from './body.js';
import { Emitter } from './emitter.js';
import type { Seen } from './floats.js';
import type { Flow, Stretch } from './flow.js';
import type { Form } from './form.js';
import { frameVariables } from './machine-form.js';
import { structureOf, writeJoints } from './structure.js';

/** Returns the source of a factory that, given the helpers `$` and the linked code `L`, returns a `Machine` for the loop. Throws a Refusal. */
export function regionSource(code: Code, flow: Flow, loop: Stretch, seen?: Seen): string {
  const isInside = (pc: number): boolean => pc >= loop.from && pc < loop.to;
  const leave = (pc: number, depth: number): string => `F.pc = ${pc}; F.sp = ${code.slots + depth}; break M;`;
  const form: Form = {
    goto: (target) => (isInside(target) ? `break B${target};` : leave(target, flow.depths[target] as number)),
    loopBack: (head) => `continue L${head};`,
    exit: () => leave(e.next - 1, e.depth),
    reaches: isInside,
    frame: 'F',
  };
  const e = new Emitter(code, flow, form, seen);
  e.use('saveFrame');
  const variables = frameVariables(code);
  const kept = code.slots + (flow.depths[loop.from] as number);
  const cells = code.cellNames.map((_, i) => `c${i} = F.cells[${i}]`);
  const joints = writeJoints(e, structureOf(flow, loop));
  writeBody(e, joints, loop);
  // Closes the statements that end with the loop.
  joints.before(loop.to);
  const declared = [...variables.map(([name, place], i) => (i < kept ? `${name} = ${place}` : name)), ...cells, ...e.companionDeclarations];
  const head = ['const S = F.stack;', `let ${['pc = 0', 'x', 'y', 'thrown', ...declared].join(', ')};`, 'M: try {'];
  e.emit('} catch ($) { saveFrame(F, pc, $); thrown = $; }');
  for (const [name, place] of variables) e.emit(`${place} = ${e.saved(name)};`);
  e.emit('return thrown;');
  return factorySource(e, [`function ${functionName(code.name)}_loop_${loop.from}(F) {`, ...head, ...e.lines, '}']);
}
