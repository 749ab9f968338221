/** The playground (`examples/playground`): a page with a board, made of static files, which are bundled in memory and served, or written. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildContext, context, type Plugin } from 'esbuild';
import { optionsOf, runMain, UsageError } from './options.js';

const USAGE = `usage: npm run playground -- [--port N | --build]
The page with a board: an editor, LEDs, switch, displays, prompt and timeline. It is served on this computer until Ctrl-C.
  --port N    at this port; else at the first that is free from 8000 on
  --build     is not served: its files are put into dist/playground`;
const MOST_PORT = 65535;

const root = join(fileURLToPath(new URL('..', import.meta.url)));
const source = join(root, 'examples/playground');
const entry = join(root, 'src/browser.ts');

/** Prepares bundling into `folder`; index.html is there already. */
export async function bundlePlayground(folder: string): Promise<BuildContext> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(source, 'index.html'), join(folder, 'index.html'));
  return bundled(folder, true);
}

/** Serves it, at a port or the first that is free; answers where. Nothing is written: a build meanwhile makes dist anew. Rejects where the port is taken. */
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
 * `sideEffects: false` speaks to importers of the bundled package. Its sources do have effects, by which some are imported; but the page,
 * which has the board in a Worker, need not load what it does not use of all that `browser.ts` offers.
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

/** The port that somebody wants. Throws UsageError. */
function portOf(text: string): number {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  if (port > MOST_PORT) throw new UsageError(`playground: --port '${text}' is not a whole number from 1 to ${MOST_PORT}`);
  return port;
}

/** Serves it, and goes on doing so, or builds it; answers the exit status. */
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
  console.log(`The playground is at http://127.0.0.1:${served.port}/ until Ctrl-C`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) void runMain(main);
