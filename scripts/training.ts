/**
 * Runs a program of `start` for what V8 makes of it, so that the program starts quickly from the first time on. What Python programs
 * commonly use is then quick, too, because V8 has compiled those functions.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The words after `node` that start such a program; the program's own words follow. */
export function startWords(program: string, trains = false): string[] {
  const start = JSON.stringify(join(dirname(program), 'start.cjs'));
  return ['-e', `require(${start}).start(${JSON.stringify(program)}, require, ${trains})`, '--', program];
}

/**
 * Trains a program: it runs with each list of words in `further` and with every exercise, then with each list in `least`. For the scripts
 * that the `least` runs load, only the caches of these runs are kept: they hold no more than every run needs, since a cache takes time to
 * read.
 */
export function train(
  program: string,
  lists: { readonly least: readonly (readonly string[])[]; readonly further: readonly (readonly string[])[] },
  words: (exercise: string) => readonly string[],
): void {
  const folder = mkdtempSync(join(tmpdir(), 'vpyb-train-'));
  const caches = (): string[] => readdirSync(dirname(program)).filter((name) => name.endsWith('.cache'));
  const aside = join(folder, 'aside');
  mkdirSync(aside);
  try {
    for (const list of [...lists.further, ...exercises(folder).map(words)]) trainOnce(program, list, join(folder, 'cache'));
    for (const name of caches()) move(join(dirname(program), name), join(aside, name));
    for (const list of lists.least) trainOnce(program, list, join(folder, 'cache'));
    const own = new Set(caches());
    for (const name of readdirSync(aside)) if (!own.has(name)) move(join(aside, name), join(dirname(program), name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Moves a file, between file systems, too. */
function move(from: string, to: string): void {
  copyFileSync(from, to);
  rmSync(from);
}

/** `VPYB_CACHE`: a folder for the Code that the runs themselves keep, which is deleted afterwards. */
function trainOnce(program: string, words: readonly string[], VPYB_CACHE: string): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...startWords(program, true), ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, VPYB_CACHE },
  });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${`${stdout}${stderr}`.slice(-2000)}`);
}

/**
 * Writes a short form of each benchmark program and returns the paths. They run long enough for the compiled tier, but not so long that V8
 * forgets functions that have not run for a while.
 */
function exercises(folder: string): string[] {
  const programs = join(root, 'test', 'bench');
  return readdirSync(programs)
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(programs, name), 'utf8');
      writeFileSync(path, `${text}\nfor name, function, size in CASES:\n    function(max(size // 50, 1))\n`);
      return path;
    });
}
