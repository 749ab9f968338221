/** A Python function as a JavaScript function: locals are variables; loops, tries and forward jumps are structured statements. */
import { type Code, parametersOf } from '../bytecode/code.js';
import { CALL_PRICE } from '../bytecode/prices.js';
import { activationBytes, heapFrameBytes } from '../vm/limits.js';
import { factorySource, functionName, writeBody } from './body.js';
import { Emitter } from './emitter.js';
import type { Seen } from './floats.js';
import { Flow } from './flow.js';
import type { Form } from './form.js';
import { structureOf, writeJoints } from './structure.js';

/** Returns the source of a factory that, given the helpers `$` and the linked code `L`, returns an `Entry`. Throws a Refusal. */
export function functionSource(code: Code, seen?: Seen): string {
  const flow = new Flow(code, parametersOf(code.signature));
  const bytes = activationBytes(code);
  let raises = false;
  const form: Form = {
    goto: (target) => `break B${target};`,
    loopBack: (head) => `continue L${head};`,
    leave: (value, charge) => `fuel.left -= ${charge}; stackRoom.left += ${bytes}; return ${value};`,
    raise: (exception) => {
      raises = true;
      return `x = ${exception}; if (c === ${e.use('ANSWERS')}) return ${e.use('leftAnswering')}(L, pc, x); break R;`;
    },
    reaches: () => true,
    frame: null,
  };
  const e = new Emitter(code, flow, form, seen);
  for (const name of ['fuel', 'stackRoom', 'overflow', 'SUSPEND', 'save', 'left'] as const) e.use(name);
  const prologue = prologueOf(e, bytes);
  const joints = writeJoints(e, structureOf(flow));
  writeBody(e, joints);
  // Closes the statements that end after the last instruction.
  joints.before(flow.size);
  writeEpilogue(e);
  const parameters = ['f', 'c', ...names('v', parametersOf(code.signature))].join(', ');
  const body = [
    `function ${functionName(code.name)}(${parameters}) {`,
    ...prologue,
    `let ${['pc = 0', 'x', 'y', ...names('v', code.slots, parametersOf(code.signature)), ...names('t', code.stackSize), ...e.companionDeclarations].join(', ')};`,
    raises ? 'R: try {' : 'try {',
    ...e.lines,
    raises ? 'left(L, pc, x); }' : '}',
  ];
  return factorySource(e, body, { F: '$.callerFrame(L)' });
}

/** Returns the names of variables, from one index to before another. */
export const names = (letter: string, count: number, from = 0): string[] =>
  Array.from({ length: count - from }, (_, i) => `${letter}${from + i}`);

/** Returns the cycles of a plain call. */
export function callPrice({ entryCharge, signature, captured }: Code): number {
  return entryCharge + signature.positional * (captured.length === 0 ? CALL_PRICE.BYTECODE_PER_ARGUMENT : CALL_PRICE.CLOSURE_PER_ARGUMENT);
}

function prologueOf(e: Emitter, bytes: number): string[] {
  const { code } = e;
  const lines: string[] = [];
  const own = code.cells.map((slot, i) => ({ cell: `c${code.captured.length + i}`, slot }));
  const cells = names('c', code.cellNames.length);
  if (cells.length > 0) lines.push(`let ${cells.join(', ')};`);
  lines.push('if (c === null) {');
  lines.push(`fuel.left -= ${callPrice(code)};`);
  const frame = heapFrameBytes(code);
  if (frame > 0) lines.push(`${e.use('frameOnHeap')}(${frame});`);
  for (const i of code.captured.keys()) lines.push(`c${i} = f.cells[${i}];`);
  for (const { cell, slot } of own) {
    lines.push(`${cell} = ${e.use('newCell')}(${slot < 0 ? 'undefined' : `v${slot}`});`);
    if (slot >= 0) lines.push(`v${slot} = undefined;`);
  }
  lines.push(cells.length === 0 ? '}' : `} else { ${cells.map((cell, i) => `${cell} = c[${i}];`).join(' ')} }`);
  lines.push(`if ((stackRoom.left -= ${bytes}) < 0) overflow(${bytes});`);
  return lines;
}

function writeEpilogue(e: Emitter): void {
  const stack = [...names('v', e.code.slots), ...names('t', e.code.stackSize)].map((name) => e.saved(name)).join(', ');
  e.emit('} catch ($) {');
  e.emit(`if ($ !== SUSPEND) left(L, pc, $);`);
  e.emit(`save(L, pc, [${stack}], [${names('c', e.code.cellNames.length).join(', ')}]);`);
  e.emit('throw $; }');
}
