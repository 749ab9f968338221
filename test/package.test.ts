/** The package as importers find it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleModules } from '../scripts/build.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
let folder = '';
beforeAll(async () => {
  // Inside the package: what it depends on is found from there.
  folder = mkdtempSync(join(root, 'node_modules', '.package-'));
  const { sideEffects } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', sideEffects }));
  await bundleModules(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The size of a bundle of what a page imports from the package. */
async function bundledBytes(text: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: folder },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
    platform: 'browser',
  });
  return outputFiles[0].contents.length;
}

test('a page whose board lives in a Worker loads nothing of the board', async () => {
  expect(await bundledBytes(`import { RemoteBoard } from './browser.js'; console.log(RemoteBoard)`)).toBeLessThan(10_000);
  expect(await bundledBytes(`import { serveBoard } from './browser.js'; serveBoard(self)`)).toBeGreaterThan(500_000);
});

test.each(['index', 'node'])('%s runs a board', async (entry) => {
  const { TestBench } = await import(pathToFileURL(join(folder, `${entry}.js`)).href);
  const bench = new TestBench({ 'main.py': 'import json, asyncio\nprint(json.dumps([1 / 3]))' });
  bench.run(100);
  expect(bench.output).toBe('[0.33333334]\n');
});

test('nothing of it runs where it is installed: npm refuses such packages with --strict-allow-scripts, and warns of them without', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in scripts)).toEqual([]);
});

test('its documents link to what is in it', () => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' });
  const paths: string[] = JSON.parse(stdout)[0].files.map(({ path }: { path: string }) => path);
  const isThere = (place: string): boolean => paths.some((path) => path === place || path.startsWith(`${place}/`));
  const links = paths
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      Array.from(readFileSync(join(root, path), 'utf8').matchAll(/(?:\]\(|src=")([^)"#\s]+)/g), ([, target = '']) => ({ path, target })),
    )
    .filter(({ target }) => !/^[a-z]+:/.test(target));
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ path, target }) => !isThere(posix.join(posix.dirname(path), target)))).toEqual([]);
}, 60_000);
