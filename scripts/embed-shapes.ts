/**
 * Reads the statements of grammar/common.py with Ohm and writes the results. These are the commonest statements of programs, so that the
 * grammar has to be set up only for rarer ones. `npx tsx scripts/embed-shapes.ts` writes src/embedded/shapes.ts; the freshness test
 * compares it with what `renderShapesModule` returns.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { layOut } from '../src/syntax/layout.js';
import { readWithOhm } from '../src/syntax/ohm.js';
import { type PackedShapes, packNode, shapeKey } from '../src/syntax/shapes.js';

const source = new URL('../grammar/common.py', import.meta.url);
const target = new URL('../src/embedded/shapes.ts', import.meta.url);

/** The text of `src/embedded/shapes.ts`. The same statements and grammar give the same text. */
export function renderShapesModule(): string {
  const rules: string[] = [];
  const shapes: Record<string, string> = {};
  for (const { rule, text } of layOut(readFileSync(source, 'utf8'), 'file').pieces) {
    const node = readWithOhm(rule, text);
    if (typeof node === 'number') throw new Error(`grammar/common.py: Ohm does not read ${JSON.stringify(text)}`);
    shapes[shapeKey(rule, text)] = JSON.stringify(packNode(node, rules));
  }
  const packed: PackedShapes = { rules, shapes };
  return `// Generated from grammar/common.py and grammar/python.ohm by scripts/embed-shapes.ts; do not edit.

/** What Ohm makes of the commonest pieces of programs, as JSON of \`PackedShapes\` (src/syntax/shapes.ts). */
export const commonShapes: string =
  ${JSON.stringify(JSON.stringify(packed))};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, renderShapesModule());
