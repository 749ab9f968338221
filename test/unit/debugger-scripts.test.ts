/** Scripts of the suite under a debugger: they can be stopped at the lines that coverage counts, and do what they do without. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type FileCoverage, TestBench, type TestBenchOptions } from '../../src/index.js';
import { listScripts } from '../support/script.js';
import { DebugBench } from './debug-bench.js';

const FOLDERS = ['exceptions', 'with', 'generators', 'async', 'comprehensions'].map((name) => `language/${name}`);
const scripts = listScripts(fileURLToPath(new URL('..', import.meta.url)), FOLDERS);
const LIMIT_MS = 2000;

test.each(scripts)('$name', ({ source, board, firmware }) => {
  const options = { board, firmware } as TestBenchOptions;
  const covered = new TestBench({ 'boot.py': '', 'main.py': source }, { ...options, coverage: true });
  covered.run(LIMIT_MS);
  const main = covered.coverage.find(({ path }) => path === '/flash/main.py') as FileCoverage;
  const run = [...main.lines].filter(([, runs]) => runs > 0).map(([line]) => line);

  const debugged = new DebugBench(source, [], {}, options);
  debugged.breakAt(...source.split('\n').map((__, i) => i + 1)).run(LIMIT_MS);
  const places = debugged.stops.map((stop) => /^breakpoint main\.py:(\d+) (.*)/.exec(stop) as RegExpExecArray);
  // A lambda has a line of its own for who steps into it, but is a part of its statement.
  const lines = places.filter(([, , name]) => name !== '<lambda>').map(([, line]) => Number(line));
  expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(run);

  expect(debugged.bench.output).toBe(covered.output);
  expect(debugged.bench.system.clock.cycles).toBe(covered.system.clock.cycles);
  expect(debugged.bench.system.allocated).toEqual(covered.system.allocated);
});
