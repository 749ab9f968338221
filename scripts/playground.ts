/**
 * The playground (`examples/playground`): a page with a board, made of static files. `npm run playground` bundles it into
 * dist/playground and serves it on this computer, at the first free port from 8000 on or at that of `--port N`; `--build` only bundles it.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type BuildContext, context } from 'esbuild';

const root = join(fileURLToPath(new URL('..', import.meta.url)));
const source = join(root, 'examples/playground');

/** Prepares bundling into `folder`; index.html is there already. */
export async function bundlePlayground(folder: string): Promise<BuildContext> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(source, 'index.html'), join(folder, 'index.html'));
  return context({
    absWorkingDir: root,
    entryPoints: [join(source, 'page.ts'), join(source, 'worker.ts')],
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    ignoreAnnotations: true, // `sideEffects: false` speaks to importers of the bundled package.
    loader: { '.py': 'text', '.json': 'text' },
    alias: { 'virtual-pyboard/browser': join(root, 'src/browser.ts') },
    logLevel: 'warning',
  });
}

/** What goes wrong is the user's to mend: a word that means nothing here, a port that is taken. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { build: { type: 'boolean' }, port: { type: 'string' } } });
  if (values.port !== undefined && !/^[1-9]\d{0,4}$/.test(values.port)) throw new Error(`--port '${values.port}' is no port`);
  const folder = join(root, 'dist/playground');
  const playground = await bundlePlayground(folder);
  await playground.rebuild();
  if (values.build) {
    await playground.dispose();
    return;
  }
  const wanted = values.port === undefined ? {} : { port: Number(values.port) };
  const { port } = await playground.serve({ servedir: folder, host: '127.0.0.1', ...wanted });
  console.log(`The playground is at http://127.0.0.1:${port}/ until Ctrl-C`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: Error) => {
    console.error(`playground: ${error.message}`);
    process.exit(1);
  });
}
