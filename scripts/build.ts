/**
 * Bundles the package into dist/: start.cjs and cli.cjs for bin/vpyb.js, index.js and node.js for importers.
 * Bundling also writes the interpreter's opcodes as numbers: V8 makes a jump table of a `switch` on literals only.
 * `npm run build` makes the JavaScript; `--declarations` adds the types, for publishing.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ENTRIES = { index: 'src/index.ts', node: 'src/node.ts' };

const OPTIONS: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  ignoreAnnotations: true, // `sideEffects: false` speaks to importers; our own modules register things with each other.
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
};

/** Builds all JavaScript into `folder`. */
export async function bundle(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([bundleStart(folder), bundleCommand(folder), bundleModules(folder)]);
}

/** The command is one file, and CommonJS: it starts sooner, and start.cjs can keep what V8 makes of it. */
export async function bundleCommand(folder: string): Promise<void> {
  await bundleProgram('cli', 'src/cli/main.ts', folder);
}

/** A program of one file for `start`. */
export async function bundleProgram(name: string, entry: string, folder: string): Promise<void> {
  await build({
    ...OPTIONS,
    entryPoints: { [name]: entry },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    supported: { 'dynamic-import': false },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
    define: { 'import.meta.url': 'importMetaUrl' },
  });
  const path = join(folder, `${name}.cjs`);
  const text = readFileSync(path, 'utf8');
  // It is read as such. esbuild escapes all but what stands in regular expressions.
  if (/[^\0-\x7f]/.test(text)) throw new Error(`${path}: not all ASCII`);
  appendFileSync(path, `//# build=${createHash('sha256').update(text).digest('hex').slice(0, 16)}\n`);
}

/** What starts such programs. */
export async function bundleStart(folder: string): Promise<void> {
  await build({
    ...OPTIONS,
    entryPoints: { start: 'src/cli/start.ts' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    sourcemap: false,
  });
}

/** The words after `node` that start such a program; its own follow. */
export function startWords(program: string, trains = false): string[] {
  const start = JSON.stringify(join(dirname(program), 'start.cjs'));
  return ['-e', `require(${start}).start(${JSON.stringify(program)}, require, ${trains})`, '--', program];
}

/** Runs a program for what V8 makes of it, so that it starts quickly from the first time on. */
export function train(program: string, argumentLists: readonly (readonly string[])[]): void {
  for (const words of argumentLists) {
    const all = [...startWords(program, true), ...words];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${words.join(' ')}: ${stdout}${stderr}`);
  }
}

/** Runs of the command in which all that programs use is used. */
export const TRAINING: readonly (readonly string[])[] = [
  ['run', '--board', 'pybd-sf6', 'scripts/training.py'],
  ['run', '--for', '2s', 'examples/timers/main.py'],
  ['run', '-c', "print('hello')"],
];

async function bundleModules(folder: string): Promise<void> {
  await build({
    ...OPTIONS,
    entryPoints: ENTRIES,
    outdir: folder,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
  });
}

/** The types of what importers see. */
function declarations(folder: string): void {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = `--declaration --emitDeclarationOnly --rootDir src --target ES2022 --lib ES2022 --module NodeNext --types node --strict --skipLibCheck`;
  const words = [tsc, ...Object.values(ENTRIES), ...options.split(' '), '--outDir', folder];
  if (spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status !== 0) throw new Error('tsc found errors');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const dist = join(root, 'dist');
  await bundle(dist);
  train(join(dist, 'cli.cjs'), TRAINING);
  if (process.argv.includes('--declarations')) declarations(dist);
}
