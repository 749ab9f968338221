/**
 * The playground (`examples/playground`): a page with a board, made of static files. `npm run playground` bundles it in memory
 * and serves it on this computer, at the first free port from 8000 on or at that of `--port N`; `--build` puts the files into dist/playground.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type BuildContext, context, type Plugin } from 'esbuild';

const root = join(fileURLToPath(new URL('..', import.meta.url)));
const source = join(root, 'examples/playground');
const entry = join(root, 'src/browser.ts');

/** Prepares bundling into `folder`; index.html is there already. */
export async function bundlePlayground(folder: string): Promise<BuildContext> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(source, 'index.html'), join(folder, 'index.html'));
  return bundled(folder, true);
}

/** Serves it, at a port or the first that is free; answers where. Nothing is written: a build meanwhile makes dist anew. */
export async function servePlayground(port?: number): Promise<{ readonly port: number; readonly context: BuildContext }> {
  const playground = await bundled(source, false);
  const wanted = port === undefined ? {} : { port };
  return { ...(await playground.serve({ servedir: source, host: '127.0.0.1', ...wanted })), context: playground };
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

/** What goes wrong is the user's to mend: a word that means nothing here, a port that is taken. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { build: { type: 'boolean' }, port: { type: 'string' } } });
  if (values.port !== undefined && !/^[1-9]\d{0,4}$/.test(values.port)) throw new Error(`--port '${values.port}' is no port`);
  if (values.build) {
    const playground = await bundlePlayground(join(root, 'dist/playground'));
    await playground.rebuild();
    await playground.dispose();
    return;
  }
  const { port } = await servePlayground(values.port === undefined ? undefined : Number(values.port));
  console.log(`The playground is at http://127.0.0.1:${port}/ until Ctrl-C`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: Error) => {
    console.error(`playground: ${error.message}`);
    process.exit(1);
  });
}
