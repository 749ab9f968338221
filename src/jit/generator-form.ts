/** A call of a generator function as a JavaScript function: it makes the generator, whose body is compiled by itself (`machine-form.ts`). */
import type { Code } from '../bytecode/code.js';
import { heapFrameBytes } from '../vm/limits.js';
import { factorySource, functionName } from './body.js';
import { callPrice, names, parametersOf } from './function-form.js';
import type { HelperName } from './helpers.js';

/** Returns the source of a factory that, given the helpers `$` and the linked code `L`, returns an `Entry`. */
export function generatorSource(code: Code): string {
  const helpers: HelperName[] = ['fuel', 'allocate', 'Frame', 'PyGenerator'];
  const parameters = names('v', parametersOf(code));
  const own = code.cells.map((slot) => (slot < 0 ? 'newCell(undefined)' : `newCell(v${slot})`));
  if (code.cellNames.length === 0) helpers.push('NO_CELLS');
  if (own.length > 0) helpers.push('newCell');
  const cells = code.cellNames.length === 0 ? 'NO_CELLS' : own.length === 0 ? 'f.cells' : `[...f.cells, ${own.join(', ')}]`;
  const emptied = code.cells.filter((slot) => slot >= 0).map((slot) => `v${slot} = undefined;`);
  const stack = [...parameters, ...Array.from({ length: code.slots + code.stackSize - parameters.length }, () => 'undefined')];
  const body = [
    `function ${functionName(code.name)}(${['f', 'c', ...parameters].join(', ')}) {`,
    'if (c === null) {',
    `fuel.left -= ${callPrice(code)};`,
    `allocate(${heapFrameBytes(code)}, 'generator');`,
    `c = ${cells};`,
    ...emptied,
    '}',
    `const F = new Frame(L, [${stack.join(', ')}], c, null);`,
    `return F.generator = new PyGenerator(${JSON.stringify(code.name)}, F);`,
    '}',
  ];
  return factorySource({ constants: new Set(), helpers: new Set(helpers), kept: new Map() }, body);
}
