/**
 * MicroPython's tests of sockets between two machines, from a checkout of it, on two simulated boards that join one access point:
 * `npx tsx scripts/multi-net/main.ts --tests DIR`, where DIR is the checkout's folder `tests`. What each test must print is in its `.exp`
 * file; if there is none, it is what two processes of CPython print, as in upstream's runner.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionsOf, runMain, UsageError } from '../options.js';
import { Boards } from './boards.js';
import { runOnCpython } from './cpython.js';
import { converse, epilogue } from './protocol.js';

const USAGE = `usage: npx tsx scripts/multi-net/main.ts --tests DIR [--filter TEXT] [--diff]
  --tests DIR     the tests folder of a checkout of micropython/micropython
  --filter TEXT   only tests whose name contains it
  --diff          show the expected and actual output of tests that fail`;

async function main(): Promise<number> {
  const options = optionsOf(USAGE, { tests: { type: 'string' }, filter: { type: 'string' }, diff: { type: 'boolean' } });
  if (options.tests === undefined) throw new UsageError(USAGE);
  const folder = join(options.tests, 'multi_net');
  if (!existsSync(folder)) throw new UsageError(`${options.tests} has no folder multi_net`);
  const names = readdirSync(folder).filter((name) => name.endsWith('.py') && name.includes(options.filter ?? ''));
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names.sort()) {
    const verdict = await run(folder, name, options.diff === true);
    count[verdict]++;
    console.log(`${verdict.padEnd(8)} ${name}`);
  }
  console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed === 0 ? 0 : 1;
}

async function run(folder: string, name: string, shows: boolean): Promise<'passed' | 'failed' | 'skipped'> {
  const source = readFileSync(join(folder, name), 'utf8');
  const sources = [0, 1].map((n) => source + epilogue(n));
  const certificates = readdirSync(folder).filter((file) => file.endsWith('.der'));
  const files = Object.fromEntries(certificates.map((file) => [file, readFileSync(join(folder, file))]));
  const boards = new Boards(sources, ['pybd-sf2', 'pybd-sf6'], files);
  const outcome = await converse(boards.instances, (holds) => boards.until(holds));
  if ('isSkipped' in outcome) return 'skipped';
  const beside = join(folder, `${name}.exp`);
  const expected = existsSync(beside) ? readFileSync(beside, 'utf8') : await runOnCpython(sources);
  if (outcome.output === expected) return 'passed';
  if (shows) console.log(`expected:\n${expected}\nprinted:\n${outcome.output}`);
  return 'failed';
}

await runMain(main);
