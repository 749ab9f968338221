/**
 * Bundles the package into dist/: start.cjs and cli.cjs for bin/vpyb.js, index.js and node.js for importers.
 * Bundling also writes the interpreter's opcodes as numbers: V8 makes a jump table of a `switch` on literals only.
 * `npm run build` makes the JavaScript; `--declarations` adds the types, for publishing.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Stands in a program for the name of its build until its content is known. */
const NO_BUILD = '0123456789abcdef';
const ENTRIES = { index: 'src/index.ts', node: 'src/node.ts' };

/** Ohm is set up when the first text is parsed: a program whose Code has been kept does without. */
const LATE_OHM: Plugin = {
  name: 'late-ohm',
  setup(build) {
    build.onLoad({ filter: /src[\\/]syntax[\\/]ohm\.ts$/ }, async ({ path }) => {
      const ohm = await build.resolve('ohm-js', { kind: 'import-statement', resolveDir: dirname(path) });
      return {
        contents: `export const makeRecipe = (recipe) => require(${JSON.stringify(ohm.path)}).makeRecipe(recipe);`,
        resolveDir: root,
      };
    });
  },
};

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
  plugins: [LATE_OHM],
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
    banner: { js: `const vpybBuild = "${NO_BUILD}", importMetaUrl = require("node:url").pathToFileURL(__filename).href;` },
    define: { 'import.meta.url': 'importMetaUrl' },
  });
  const path = join(folder, `${name}.cjs`);
  const text = readFileSync(path, 'utf8');
  // It is read as such. esbuild escapes all but what stands in regular expressions.
  if (/[^\0-\x7f]/.test(text)) throw new Error(`${path}: not all ASCII`);
  const digest = createHash('sha256').update(text).digest('hex');
  writeFileSync(path, text.replace(NO_BUILD, digest.slice(0, NO_BUILD.length)));
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
  // What the runs themselves keep is nobody's.
  const VPYB_CACHE = mkdtempSync(join(tmpdir(), 'vpyb-train-'));
  for (const words of argumentLists) {
    const all = [...startWords(program, true), ...words];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, VPYB_CACHE },
    });
    if (status !== 0) throw new Error(`${words.join(' ')}: ${`${stdout}${stderr}`.slice(-2000)}`);
  }
  rmSync(VPYB_CACHE, { recursive: true });
}

/** The least that every run does, with and without the Code of its files at hand: what more is kept costs more time to read than it saves. */
const TRAINING: readonly (readonly string[])[] = [
  ['run', '-c', "print('hello')"],
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
