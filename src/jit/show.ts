/** Shows what the compiled tier makes of a Code and of its inner Codes, for people. */
import { type Code, parametersOf } from '../bytecode/code.js';
import { Refusal } from './emitter.js';
import { Flow } from './flow.js';
import { functionSource } from './function-form.js';
import { generatorSource } from './generator-form.js';
import { machineSource } from './machine-form.js';
import { regionSource } from './region-form.js';

/** Returns the generated JavaScript of every Code: its function form, if it can have one, and its form that works on frames. */
export function showJavaScript(code: Code): string {
  return showForms(code, code.name) || '// nothing is compiled: only functions and loops are, the rest is left to the interpreter\n';
}

function showForms(code: Code, path: string): string {
  if (code.machine !== undefined)
    return `// ${path}: machine code, which the simulated processor executes; 'vpyb dis' without --js shows it\n`;
  const parts: string[] = [];
  const isCalled = code.kind !== 'module' && code.kind !== 'class' && !code.isGenerator;
  if (isCalled) parts.push(section(`${path}: as a function`, () => functionSource(code)));
  if (code.isGenerator) {
    parts.push(section(`${path}: the call`, () => generatorSource(code)));
    parts.push(section(`${path}: on the interpreter's frame`, () => machineSource(code)));
  } else {
    const flow = new Flow(code, parametersOf(code.signature));
    for (const loop of flow.loops) {
      parts.push(section(`${path}: the loop at ${loop.from}, on the interpreter's frame`, () => regionSource(code, flow, loop)));
    }
  }
  for (const [i, child] of code.children.entries()) parts.push(showForms(child, `${path}.${i} ${child.name}`));
  return parts.join('\n');
}

function section(title: string, source: () => string): string {
  return `// ${title}\n${indent(attempt(source))}\n`;
}

function attempt(source: () => string): string {
  try {
    return source();
  } catch (x) {
    if (x instanceof Refusal) return `// left to the interpreter: ${x.message}`;
    throw x;
  }
}

/** Indents each line by the number of braces that are open before it. */
function indent(source: string): string {
  let depth = 0;
  return source
    .split('\n')
    .map((line) => {
      const opens = (line.match(/\{/g) ?? []).length;
      const closes = (line.match(/\}/g) ?? []).length;
      const leading = /^\}+/.exec(line)?.[0].length ?? 0;
      const own = Math.max(0, depth - leading);
      depth = Math.max(0, depth + opens - closes);
      return `${'  '.repeat(own)}${line}`;
    })
    .join('\n');
}
