/**
 * Compiles every module of stdlib/ into src/embedded/, so that only the user's programs are parsed when the simulator runs. (stdlib/tester
 * stays source, which a board compiles.) `npx tsx scripts/embed-stdlib.ts` writes the files; the freshness test compares them with what
 * these functions return.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Code } from '../src/bytecode/code.js';
import { encodeCode } from '../src/bytecode/serialize.js';
import { compile } from '../src/compiler/compile.js';
import { parse } from '../src/syntax/parse.js';

/** The folder of what only firmwares with a network have, named as in upstream's manifests. */
const NETWORKING = 'bundle-networking/';
const STDLIB = fileURLToPath(new URL('../stdlib', import.meta.url));
const UNITTEST = join(STDLIB, 'tester/unittest');
const embedded = (name: string): string => fileURLToPath(new URL(`../src/embedded/${name}`, import.meta.url));

const HEAD = `// Generated from stdlib/ by scripts/embed-stdlib.ts; do not edit.

/** A frozen module. */
interface FrozenModule {
  /** Its file, as it stands in tracebacks: \`asyncio/core.py\`. */
  readonly file: string;
  /** Whether it is the \`__init__\` of a package. */
  readonly isPackage: boolean;
  /** Whether only firmwares with a network have it. */
  readonly needsNetwork: boolean;
}

/** The frozen modules of all boards by path: \`asyncio\`, \`asyncio/core\`. */
export const frozenModules: ReadonlyMap<string, FrozenModule> = new Map([
`;

const CODE_HEAD = `// Generated from stdlib/ by scripts/embed-stdlib.ts; do not edit.
import type { Code } from '../bytecode/code.js';
import { decodeFrozenCode } from '../bytecode/serialize.js';

/** The code of a frozen module, or null; decoded anew at each call. */
export function frozenCode(path: string): Code | null {
  const text = CODES.get(path);
  return text === undefined ? null : decodeFrozenCode(text);
}

const CODES: ReadonlyMap<string, string> = new Map([
`;

/** The text of `src/embedded/stdlib.ts`: which modules there are. */
export function renderStdlibModule(): string {
  const rows = listSources().map((source) => {
    const file = fileOf(source);
    return `  [${quote(modulePath(file))}, { file: ${quote(file)}, isPackage: ${isPackage(file)}, needsNetwork: ${file !== source} }],\n`;
  });
  return `${HEAD}${rows.join('')}]);\n`;
}

/** The text of `src/embedded/stdlib-code.ts`. The same sources give the same text. */
export function renderStdlibCodeModule(): string {
  const rows = listSources().map((source) => `  [${quote(modulePath(fileOf(source)))}, ${quote(encodeCode(compileFrozen(source)))}],\n`);
  return `${CODE_HEAD}${rows.join('')}]);\n`;
}

/** The text of `src/embedded/unittest.ts`. */
export function renderUnittest(): string {
  const rows = unittestSources().map(([file, source]) => `  [${quote(file)}, ${JSON.stringify(source)}],\n`);
  return `// Generated from stdlib/tester/ by scripts/embed-stdlib.ts; do not edit.

/** Sources of the package \`unittest\` that \`vpyb test\` has, by their names in its folder. */
export const UNITTEST: ReadonlyMap<string, string> = new Map([
${rows.join('')}]);
`;
}

/** The files of the package `unittest` for tests, each by its name with its source, in order. */
function unittestSources(): [string, string][] {
  const files = readdirSync(UNITTEST).filter((file) => file.endsWith('.py'));
  return files.sort().map((file) => [file, readFileSync(join(UNITTEST, file), 'utf8')]);
}

/** Paths of the sources of the firmware's modules within stdlib/, in the order of their files' names on the board. */
function listSources(): string[] {
  if (!existsSync(STDLIB)) return [];
  const paths = readdirSync(STDLIB, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const sources = paths.filter((path) => path.endsWith('.py') && !path.startsWith('tester/'));
  return sources.sort((one, other) => (fileOf(one) < fileOf(other) ? -1 : 1));
}

/** The name of a module's file on the board. */
const fileOf = (source: string): string => (source.startsWith(NETWORKING) ? source.slice(NETWORKING.length) : source);

const isPackage = (file: string): boolean => file === '__init__.py' || file.endsWith('/__init__.py');

const modulePath = (file: string): string => file.replace(/(\/__init__)?\.py$/, '');

/** Compiles a frozen module without positions, which only editors need; its line numbers stay. */
function compileFrozen(source: string): Code {
  const text = readFileSync(join(STDLIB, source), 'utf8');
  return withoutSpans(compile(parse(text, 'file'), { filename: fileOf(source) }));
}

function withoutSpans(code: Code): Code {
  return { ...code, spans: new Int32Array(0), text: '', children: code.children.map(withoutSpans) };
}

/** A string literal in single quotes: most of these texts are JSON, which has none. */
const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(embedded('stdlib.ts'), renderStdlibModule());
  writeFileSync(embedded('stdlib-code.ts'), renderStdlibCodeModule());
  writeFileSync(embedded('unittest.ts'), renderUnittest());
}
