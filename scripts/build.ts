/**
 * Bundles the package into dist/: cli.js for bin/vpyb.js, index.js and node.js for importers.
 * Bundling also writes the interpreter's opcodes as numbers: V8 makes a jump table of a `switch` on literals only.
 * `npm run build` makes the JavaScript; `--declarations` adds the types, for publishing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ENTRIES = { cli: 'src/cli/main.ts', index: 'src/index.ts', node: 'src/node.ts' };

/** Builds the JavaScript into `folder`. Parts that a command may never need are chunks of their own. */
export async function bundle(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(Object.entries(ENTRIES).filter(([, path]) => existsSync(join(root, path)))),
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    ignoreAnnotations: true, // `sideEffects: false` speaks to importers; our own modules register things with each other.
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  });
}

function declarations(folder: string): void {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', 'src', '--outDir', folder];
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.node.json', ...options], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('tsc found errors');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const dist = join(root, 'dist');
  await bundle(dist);
  if (process.argv.includes('--declarations')) declarations(dist);
}
