/**
 * `npm run conformance`: MicroPython's own test suite, from a checkout of it, on the simulated board. Each test runs on a freshly booted
 * board; its output is compared with its `.exp` file if there is one, otherwise with CPython's (upstream's own rule).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FIRMWARES } from '../../src/firmwares.js';
import { runMain, UsageError } from '../options.js';
import { commandOptions, runCommand } from './command.js';
import { conformanceDocument, type Results } from './document.js';
import { CRASH, judge, judgeBy, type Verdict } from './expected.js';
import { type Options, parseOptions } from './options.js';
import { runOnReference } from './reference.js';
import { type TestResult, textTable } from './report.js';
import { type JobResult, Runner } from './runner.js';
import { whyDifferent, whySkipped } from './skips.js';
import { findTests, skipReason, skipReasonOfReference, type TestPath } from './suite.js';
import { detectTarget } from './target.js';

/** Directories whose tests read files beside them. */
const WITH_FILES = new Set(['io', 'import', 'unicode', 'cpydiff']);

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if ('document' in options) {
    writeFileSync(options.document, conformanceDocument(options.results));
    return 0;
  }
  const name = options.reference ? 'reference' : targetName(options);
  const runner = new Runner(options);
  try {
    const target = await detectTarget(options, runner);
    console.log(`${name}: ${target.info}`);
    const tests = findTests(options);
    if (tests.length === 0) throw new UsageError('no test matches');
    const results: TestResult[] = new Array(tests.length);
    let next = 0;
    let done = 0;
    const work = async (): Promise<void> => {
      while (next < tests.length) {
        const index = next++;
        const reason = options.reference ? skipReasonOfReference(tests[index], target) : skipReason(tests[index], target);
        results[index] =
          reason === null ? await runTest(tests[index], options, runner) : { path: tests[index], result: 'skip', detail: reason };
        showProgress(++done, tests.length, results[index]);
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, options.jobs) }, work));
    clearProgress();
    console.log(textTable(results));
    const found: Results = { name, target: target.info, results };
    if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(found, null, 1)}\n`);
    return results.some(({ result }) => result === 'fail') ? 1 : 0;
  } finally {
    runner.close();
  }
}

async function runTest(path: TestPath, options: Options, runner: Runner): Promise<TestResult> {
  const { output, end } = await runProgram(path, options, runner);
  if (end === 'ok' && /^SKIP(-TOO-LARGE)?\n$/.test(output)) return skipsItself(path, options);
  if (end === 'refused') return { path, result: 'skip', detail: 'mpy-cross does not compile it' };
  if (end === 'internal') return { path, result: 'fail', detail: `internal error: ${output.split('\n')[0]}` };
  if (end === 'timeout') return { path, result: 'fail', detail: `did not end within ${options.limit} s` };
  const { passed, expected, actual } = await judgement(path, output, end, options);
  const difference = options.reference ? undefined : whyDifferent(path, FIRMWARES[options.firmware].features);
  if (difference !== undefined && !passed) return { path, result: 'skip', detail: `differs: ${difference}` };
  if (difference !== undefined) return { path, result: 'fail', detail: 'no longer differs, although skips.ts says that it does' };
  if (passed) return { path, result: 'pass', detail: '' };
  if (options.diff) console.log(`--- ${path}, expected:\n${show(expected)}--- actual:\n${show(actual)}---`);
  return { path, result: 'fail', detail: firstDifference(expected, actual) };
}

function judgement(path: TestPath, output: string, end: JobResult['end'], options: Options): Verdict | Promise<Verdict> {
  if (path.startsWith('cpydiff/')) return referenceOutput(path, options).then((expected) => judgeBy(expected, output));
  return judge(options.tests, path, end === 'crash' ? (isCommand(path) ? CRASH : output + CRASH) : output);
}

/** What the reference prints: the expected output of programs that show where MicroPython differs from CPython. */
async function referenceOutput(path: TestPath, options: Options): Promise<string> {
  const { output } = await runOnReference({
    path,
    source: readFileSync(join(options.tests, path), 'utf8'),
    folder: join(options.tests, dirname(path)),
  });
  return output;
}

/** A board and its firmware. */
const targetName = ({ board, firmware, viaMpy }: Options): string => `${board} ${firmware}${viaMpy === null ? '' : ' via .mpy'}`;

function skipsItself(path: TestPath, { board, firmware, reference }: Options): TestResult {
  const reason = reference ? 'the test skips itself' : whySkipped(path, board, FIRMWARES[firmware].features);
  if (reason !== undefined) return { path, result: 'skip', detail: reason };
  return { path, result: 'fail', detail: 'skips itself, and skips.ts gives no reason' };
}

const isCommand = (path: TestPath): boolean => path.startsWith('cmdline/') && !path.includes('/repl_');

async function runProgram(path: TestPath, options: Options, runner: Runner): Promise<JobResult> {
  const source = readFileSync(join(options.tests, path), 'utf8');
  const directory = dirname(path);
  if (directory === 'cmdline') {
    if (isCommand(path)) return runCommand(options, path, source);
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

await runMain(main);
