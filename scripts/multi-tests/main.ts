/**
 * MicroPython's tests of two machines that talk to each other, from a checkout of it, on two simulated boards: those of sockets (`multi_net`),
 * on boards that join one access point, and those of Bluetooth. `npx tsx scripts/multi-tests/main.ts --tests FOLDER`. What each test must print is in
 * its `.exp` file; if there is none, it is what two processes of CPython print, as in upstream's runner.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { optionsOf, runMain, UsageError } from '../options.js';
import { Boards } from './boards.js';
import { runOnCpython } from './cpython.js';
import { converse, epilogue } from './protocol.js';

const USAGE = `usage: npx tsx scripts/multi-tests/main.ts --tests FOLDER [--library FOLDER] [--filter TEXT] [--diff]
  --tests FOLDER     the tests: tests/multi_net or tests/multi_bluetooth of a checkout of micropython/micropython, or others of Bluetooth
  --library FOLDER   what the boards have in lib/, such as micropython/bluetooth/aioble of a checkout of micropython/micropython-lib
  --filter TEXT      only tests whose name contains it
  --diff             show the expected and actual output of tests that fail`;

interface Suite {
  readonly folder: string;
  readonly prelude: 'network' | 'bluetooth';
  /** What is on each flash besides the program. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly showsFailures: boolean;
}

async function main(): Promise<number> {
  const options = optionsOf(USAGE, {
    tests: { type: 'string' },
    library: { type: 'string' },
    filter: { type: 'string' },
    diff: { type: 'boolean' },
  });
  const { tests: folder, library } = options;
  if (folder === undefined) throw new UsageError(USAGE);
  if (!existsSync(folder)) throw new UsageError(`there is no folder ${folder}`);
  const names = readdirSync(folder).filter((name) => name.endsWith('.py') && name.includes(options.filter ?? ''));
  const certificates = readdirSync(folder).filter((file) => file.endsWith('.der'));
  const suite: Suite = {
    folder,
    prelude: basename(folder) === 'multi_net' ? 'network' : 'bluetooth',
    files: {
      ...Object.fromEntries(certificates.map((file) => [file, readFileSync(join(folder, file))])),
      ...(library === undefined ? {} : libraryFiles(library)),
    },
    showsFailures: options.diff === true,
  };
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names.sort()) {
    const verdict = await run(suite, name);
    count[verdict]++;
    console.log(`${verdict.padEnd(8)} ${name}`);
  }
  console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed === 0 ? 0 : 1;
}

/** The Python files below a folder, as they lie in lib/. */
function libraryFiles(folder: string): Record<string, Uint8Array> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && file.name.endsWith('.py'));
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [join('lib', relative(folder, path)), readFileSync(path)]));
}

async function run({ folder, prelude, files, showsFailures }: Suite, name: string): Promise<'passed' | 'failed' | 'skipped'> {
  const source = readFileSync(join(folder, name), 'utf8');
  const sources = [0, 1].map((n) => source + epilogue(n));
  const boards = new Boards(sources, prelude, ['pybd-sf2', 'pybd-sf6'], files);
  const outcome = await converse(boards.instances, (holds) => boards.until(holds));
  if ('isSkipped' in outcome) return 'skipped';
  const beside = join(folder, `${name}.exp`);
  const expected = existsSync(beside) ? readFileSync(beside, 'utf8') : await runOnCpython(sources);
  if (outcome.output === expected) return 'passed';
  if (showsFailures) console.log(`expected:\n${expected}\nprinted:\n${outcome.output}`);
  return 'failed';
}

await runMain(main);
