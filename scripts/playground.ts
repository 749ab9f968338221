/**
 * The playground (`examples/playground`): a page with a board, made of static files. `npm run playground` bundles it into
 * dist/playground and serves it on this computer; `--build` only bundles it.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildContext, context } from 'esbuild';

const root = join(fileURLToPath(new URL('..', import.meta.url)));
const source = join(root, 'examples/playground');
const PORT = 8000;

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
    loader: { '.py': 'text' },
    alias: { 'virtual-pyboard/browser': join(root, 'src/browser.ts') },
    logLevel: 'warning',
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = join(root, 'dist/playground');
  const playground = await bundlePlayground(folder);
  await playground.rebuild();
  if (process.argv.includes('--build')) {
    await playground.dispose();
  } else {
    const { port } = await playground.serve({ servedir: folder, host: '127.0.0.1', port: PORT });
    console.log(`The playground is at http://127.0.0.1:${port}/ until Ctrl-C`);
  }
}
