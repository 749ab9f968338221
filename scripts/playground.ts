/** The playground (`examples/playground`): a page with a board, made of static files, which are bundled in memory and served, or written. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildContext, context, type Plugin } from 'esbuild';
import { optionsOf, runMain, UsageError } from './options.js';

const USAGE = `usage: npm run playground -- [--port N | --build]
The page with a board: an editor, LEDs, switch, displays, prompt and timeline. It is served on this computer until you press Ctrl-C.
  --port N    serve at this port (default: the first free port from 8000)
  --build     do not serve: write the page's files to dist/playground`;
const MOST_PORT = 65535;

const root = join(fileURLToPath(new URL('..', import.meta.url)));
const source = join(root, 'examples/playground');
const entry = join(root, 'src/browser.ts');

/** Prepares bundling into `folder`, and copies index.html there. */
export async function bundlePlayground(folder: string): Promise<BuildContext> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(source, 'index.html'), join(folder, 'index.html'));
  return bundled(folder, true);
}

/**
 * Serves the playground at a port, by default the first free one; returns the port. Writes no files, because a build may renew dist
 * meanwhile. Rejects if the port is taken.
 */
export async function servePlayground(port?: number): Promise<{ readonly port: number; readonly context: BuildContext }> {
  const playground = await bundled(source, false);
  const wanted = port === undefined ? {} : { port };
  try {
    return { ...(await playground.serve({ servedir: source, host: '127.0.0.1', ...wanted })), context: playground };
  } catch (error) {
    await playground.dispose();
    throw error;
  }
}

/**
 * `sideEffects: false` is meant for importers of the bundled package. Its sources do have side effects, for which some of them are imported;
 * but the page, whose board lives in a Worker, need not load those parts of `browser.ts` that it does not use.
 */
const sources: Plugin = {
  name: 'sources',
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\.js$/ }, ({ path, importer, resolveDir }) => {
      if (!resolveDir.startsWith(join(root, 'src')) || importer === entry) return null;
      return { path: join(resolveDir, path.replace(/\.js$/, '.ts')) };
    });
  },
};

function bundled(folder: string, write: boolean): Promise<BuildContext> {
  return context({
    write,
    absWorkingDir: root,
    entryPoints: [join(source, 'page.ts'), join(source, 'worker.ts')],
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    plugins: [sources],
    loader: { '.py': 'text', '.json': 'text' },
    alias: { 'virtual-pyboard/browser': entry },
    logLevel: 'warning',
  });
}

/** The port that the user wants. Throws UsageError if it is not one. */
function portOf(text: string): number {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  if (port > MOST_PORT) throw new UsageError(`playground: --port '${text}' is not a whole number from 1 to ${MOST_PORT}`);
  return port;
}

/** Starts to serve the playground, or builds it; returns the exit status. Serving continues after that. */
async function main(): Promise<number> {
  const { build, port } = optionsOf(USAGE, { build: { type: 'boolean' }, port: { type: 'string' } });
  if (build && port !== undefined) throw new UsageError('playground: --build serves nothing: leave out --port');
  if (build) {
    const playground = await bundlePlayground(join(root, 'dist/playground'));
    await playground.rebuild();
    await playground.dispose();
    return 0;
  }
  const wanted = port === undefined ? undefined : portOf(port);
  const served = await servePlayground(wanted).catch((error: Error) => {
    throw new UsageError(`playground: ${error.message}`);
  });
  console.log(`The playground is at http://127.0.0.1:${served.port}/ (press Ctrl-C to stop)`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) void runMain(main);
