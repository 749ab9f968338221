/** Finds the files that hold tests. */
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Failure, hostFailure, Status } from './fail.js';

/** Names of test files in a folder, as for `unittest` elsewhere. */
const TESTS = /^test.*\.py$/;
/** Folders of other people's files. */
const FOREIGN: readonly string[] = ['__pycache__', 'node_modules', 'venv'];

/**
 * Returns the files that paths name, each once, relative to the current folder; files of folders are sorted. Throws a Failure if there are none.
 */
export function testFiles(paths: readonly string[]): string[] {
  const found = (paths.length === 0 ? ['.'] : paths).flatMap((path) => filesAt(path));
  const files = [...new Set(found.map((path) => path.replace(/^\.\//, '')))];
  if (files.length === 0)
    throw new Failure(`no tests found: no file test*.py in ${paths.length === 0 ? 'the current folder' : paths.join(', ')}`, Status.usage);
  return files;
}

function filesAt(path: string): string[] {
  const isFolder = looking(path, () => statSync(path).isDirectory());
  const place = within(path);
  if (isFolder) return inFolder(place === '' ? '.' : place);
  if (!place.endsWith('.py')) throw new Failure(`${path}: not a Python file`, Status.usage);
  return [place];
}

function inFolder(folder: string): string[] {
  const names = looking(folder, () => readdirSync(folder)).sort();
  const paths = names.map((name) => `${folder}/${name}`);
  const kinds = paths.map((path) => looking(path, () => lstatSync(path)));
  const files = paths.filter((_, i) => kinds[i]?.isFile() === true && TESTS.test(names[i] as string));
  const isOurs = (name: string): boolean => !name.startsWith('.') && !FOREIGN.includes(name);
  const folders = paths.filter((_, i) => kinds[i]?.isDirectory() === true && isOurs(names[i] as string));
  return [...files, ...folders.flatMap(inFolder)];
}

/** Looks at a place. If that is not possible, throws a Failure that names it. */
function looking<T>(place: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw hostFailure(place, error);
  }
}

/** Returns a path relative to the current folder, which is the flash of the test's board. Throws a Failure for a path that leads out of it. */
function within(path: string): string {
  const way = relative('.', resolve(path));
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
    throw new Failure(
      `${path}: outside the current folder, which is the flash of the tests; start vpyb test in a folder above it`,
      Status.usage,
    );
  return way.replaceAll(sep, '/');
}
