/**
 * Bundles the package into dist/: cli.cjs for bin/vpyb.js, index.js and node.js for importers.
 * Bundling also writes the interpreter's opcodes as numbers: V8 makes a jump table of a `switch` on literals only.
 * `npm run build` makes the JavaScript; `--declarations` adds the types, for publishing.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
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
  await Promise.all([bundleCommand(folder), bundleModules(folder)]);
}

/** The command is one file, and CommonJS: it starts sooner, and bin/vpyb.js can keep what V8 makes of it. */
export async function bundleCommand(folder: string): Promise<void> {
  await build({
    ...OPTIONS,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    supported: { 'dynamic-import': false },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
    define: { 'import.meta.url': 'importMetaUrl' },
  });
  // bin/vpyb.js reads it as such. esbuild escapes all but what stands in regular expressions.
  if (/[^\0-\x7f]/.test(readFileSync(join(folder, 'cli.cjs'), 'utf8'))) throw new Error('cli.cjs: not all ASCII');
}

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
  if (process.argv.includes('--declarations')) declarations(dist);
}
