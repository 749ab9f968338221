/** A call of a generator function as a JavaScript function: it makes the generator, whose body is compiled by itself (`machine-form.ts`). */
import { type Code, parametersOf } from '../bytecode/code.js';
import { heapFrameBytes } from '../vm/limits.js';
import { factorySource, functionName } from './body.js';
import { callPrice, names } from './function-form.js';
import { Uses } from './uses.js';

/** Returns the source of a factory that, given the helpers `$` and the linked code `L`, returns an `Entry`. */
export function generatorSource(code: Code): string {
  const uses = new Uses();
  const parameters = names('v', parametersOf(code.signature));
  const own = code.cells.map((slot) => `${uses.use('newCell')}(${slot < 0 ? 'undefined' : `v${slot}`})`);
  const cells = code.cellNames.length === 0 ? uses.use('NO_CELLS') : own.length === 0 ? 'f.cells' : `[...f.cells, ${own.join(', ')}]`;
  const emptied = code.cells.filter((slot) => slot >= 0).map((slot) => `v${slot} = undefined;`);
  const stack = [...parameters, ...Array.from({ length: code.slots + code.stackSize - parameters.length }, () => 'undefined')];
  const body = [
    `function ${functionName(code.name)}(${['f', 'c', ...parameters].join(', ')}) {`,
    'if (c === null) {',
    `${uses.use('fuel')}.left -= ${callPrice(code)};`,
    `${uses.use('allocate')}(${heapFrameBytes(code)}, 'generator');`,
    `c = ${cells};`,
    ...emptied,
    '}',
    `const F = new ${uses.use('Frame')}(L, [${stack.join(', ')}], c, null);`,
    `return F.generator = new ${uses.use('PyGenerator')}(${JSON.stringify(code.name)}, F);`,
    '}',
  ];
  return factorySource(uses, body);
}
