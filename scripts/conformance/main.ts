/**
 * `npm run conformance`: MicroPython's own test suite, from a checkout of it, on the simulated board.
 * Each test runs on a freshly booted board; its output is compared with its `.exp` file, else with CPython's (upstream's own rule).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandOptions, runCommand } from './command.js';
import { CRASH, judge } from './expected.js';
import { type Options, parseOptions, UsageError } from './options.js';
import { markdownReport, type TestResult, textTable } from './report.js';
import { type JobResult, Runner } from './runner.js';
import { findTests, skipReason, type TestPath } from './suite.js';
import { detectTarget } from './target.js';

/** Directories whose tests read files beside them. */
const WITH_FILES = new Set(['io', 'import', 'unicode']);

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  const runner = new Runner(options);
  try {
    const target = await detectTarget(options, runner);
    console.log(`${options.reference ? 'reference' : options.board}: ${target.info}`);
    const tests = findTests(options);
    if (tests.length === 0) throw new UsageError('no test matches');
    const results: TestResult[] = new Array(tests.length);
    let next = 0;
    let done = 0;
    const work = async (): Promise<void> => {
      while (next < tests.length) {
        const index = next++;
        const reason = skipReason(tests[index], target);
        results[index] =
          reason === null ? await runTest(tests[index], options, runner) : { path: tests[index], result: 'skip', detail: reason };
        showProgress(++done, tests.length, results[index]);
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, options.jobs) }, work));
    clearProgress();
    console.log(textTable(results));
    if (options.json !== null)
      writeFileSync(options.json, `${JSON.stringify({ board: options.board, target: target.info, results }, null, 1)}\n`);
    if (options.markdown !== null) writeFileSync(options.markdown, markdownReport(results, options.board, target.info));
    return results.some(({ result }) => result === 'fail') ? 1 : 0;
  } finally {
    runner.close();
  }
}

async function runTest(path: TestPath, options: Options, runner: Runner): Promise<TestResult> {
  const { output, end } = await runProgram(path, options, runner);
  if (end === 'ok' && /^SKIP(-TOO-LARGE)?\n$/.test(output)) return { path, result: 'skip', detail: 'the test skips itself' };
  if (end === 'internal') return { path, result: 'fail', detail: `internal error: ${output.split('\n')[0]}` };
  if (end === 'timeout') return { path, result: 'fail', detail: `not ended within ${options.limit} s` };
  const { passed, expected, actual } = judge(options.tests, path, end === 'crash' ? (isCommand(path) ? CRASH : output + CRASH) : output);
  if (passed) return { path, result: 'pass', detail: '' };
  if (options.diff) console.log(`--- ${path}, expected:\n${show(expected)}--- actual:\n${show(actual)}---`);
  return { path, result: 'fail', detail: firstDifference(expected, actual) };
}

const isCommand = (path: TestPath): boolean => path.startsWith('cmdline/') && !path.includes('/repl_');

async function runProgram(path: TestPath, options: Options, runner: Runner): Promise<JobResult> {
  const source = readFileSync(join(options.tests, path), 'utf8');
  const directory = dirname(path);
  if (directory === 'cmdline') {
    if (isCommand(path)) return runCommand(options.tests, path, source, options.limit);
    const words = commandOptions(source);
    const first = words.includes('-c') ? words[words.indexOf('-c') + 1] : undefined;
    return runner.run({ path, source, folder: null, typed: true, first });
  }
  if (!WITH_FILES.has(directory)) return runner.run({ path, source, folder: null });
  return runner.run({ path, source, folder: join(options.tests, directory), args: [join(options.tests, path)] });
}

function show(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

function firstDifference(expected: string, actual: string): string {
  const wanted = expected.split('\n');
  const lines = actual.split('\n');
  const index = wanted.findIndex((line, i) => line !== lines[i]);
  const line = index < 0 ? wanted.length : index;
  return show(`line ${line + 1}: expected ${JSON.stringify(wanted[line] ?? null)}, got ${JSON.stringify(lines[line] ?? null)}`);
}

function showProgress(done: number, total: number, { path, result, detail }: TestResult): void {
  if (result === 'fail') {
    clearProgress();
    console.log(`FAIL ${path}: ${detail}`);
  }
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${done}/${total} ${path}`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
