/**
 * Reads with Ohm the pieces that programs are made of most, and writes what comes of them: the grammar is then set up only for what is
 * rarer. `npx tsx scripts/embed-shapes.ts` writes src/embedded/shapes.ts; the freshness test compares it with what this function gives.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LONGEST_SHAPE } from '../src/syntax/cst.js';
import { layOut } from '../src/syntax/layout.js';
import { readWithOhm } from '../src/syntax/ohm.js';
import { type PackedShapes, packNode, shapeKey } from '../src/syntax/shapes.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Programs as users write them. */
const FOLDERS = ['examples', 'stdlib', 'test/bench'];
/** A shape is common if so many programs have it. */
const LEAST_PROGRAMS = 2;

/** The text of `src/embedded/shapes.ts`. The same programs and grammar give the same text. */
export function renderShapesModule(): string {
  const rules: string[] = [];
  const shapes: Record<string, string> = {};
  for (const { rule, text } of commonPieces()) {
    const node = readWithOhm(rule, text);
    if (typeof node === 'object') shapes[shapeKey(rule, text)] = JSON.stringify(packNode(node, rules));
  }
  const packed: PackedShapes = { rules, shapes };
  return `// Generated from grammar/python.ohm and the programs in ${FOLDERS.join(', ')} by scripts/embed-shapes.ts; do not edit.

/** What Ohm makes of the commonest pieces of programs, as JSON of \`PackedShapes\` (src/syntax/shapes.ts). */
export const commonShapes: string =
  ${JSON.stringify(JSON.stringify(packed))};
`;
}

/** By rule and text, in this order. */
function commonPieces(): { rule: string; text: string }[] {
  const found = new Map<string, { rule: string; text: string; programs: Set<string> }>();
  for (const program of FOLDERS.flatMap(programsIn)) {
    for (const { rule, text } of layOut(readFileSync(program, 'utf8'), 'file').pieces) {
      if (text.length > LONGEST_SHAPE) continue;
      const key = shapeKey(rule, text);
      const known = found.get(key) ?? { rule, text, programs: new Set() };
      known.programs.add(program);
      found.set(key, known);
    }
  }
  const common = [...found].filter(([, { programs }]) => programs.size >= LEAST_PROGRAMS);
  return common.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, piece]) => piece);
}

function programsIn(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.py')).map((name) => join(root, folder, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL('../src/embedded/shapes.ts', import.meta.url)), renderShapesModule());
}
