/**
 * Fills in a script's claims by running it:  tsx test/support/expect.ts [--check] FILE|FOLDER…
 *
 * The truth is the oracle or, if the environment names a real MicroPython for the script's board, that MicroPython:
 * MICROPYTHON_DOUBLE for boards with double-precision floats, MICROPYTHON_SINGLE for the others, MICROPYTHON_EVERYTHING for those with the
 * firmware `everything` (see test/README.md).
 * Existing claims keep their places as long as their number fits; otherwise each is put beside or under the statement that printed it.
 * `--check` writes nothing and names the scripts whose claims are not the truth.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { BOARDS, type BoardName } from '../../src/board/boards.js';
import { runOracle, startOracle } from './oracle.js';
import { listFiles, type Outcome, readComment, readScript, readTraceback, report } from './script.js';

const LINE_WIDTH = 100;
const TIMEOUT_MS = 10_000;

/** Line of a program, counted from 1 → what was printed by the statement that ends there. */
type Attribution = Map<number, string[]>;

async function main(args: readonly string[]): Promise<void> {
  const files = args.filter((arg) => !arg.startsWith('--')).flatMap((path) => (statSync(path).isDirectory() ? listFiles(path) : [path]));
  for (const path of files) {
    const source = readFileSync(path, 'utf8');
    if (args.includes('--check')) await check(path, source);
    else await update(path, source);
  }
}

async function check(path: string, source: string): Promise<void> {
  const { claim } = readScript(path, source);
  const truth = report(await run(source), claim);
  if (JSON.stringify(truth) !== JSON.stringify(claim))
    console.log(`${path}\n  claim ${JSON.stringify(claim)}\n  truth ${JSON.stringify(truth)}`);
}

async function update(path: string, source: string): Promise<void> {
  let next = replaceTexts(source, await run(source));
  if (next === null) {
    const bare = withoutClaims(source);
    const outcome = await run(bare);
    const placed = placeClaims(bare, outcome, await attribute(bare, outcome));
    next = replaceTexts(placed, await run(placed)) ?? placed;
  }
  if (next !== source) writeFileSync(path, next);
}

/** Runs a whole program on what is the truth for its board. */
async function run(source: string): Promise<Outcome> {
  const binary = realMicroPython(source);
  return binary === undefined ? runOracle(source) : runBinary(binary, source);
}

/** The real MicroPython that the environment names for a script; undefined if there is none. */
function realMicroPython(source: string): string | undefined {
  const { board, firmware } = readScript('', source);
  if (firmware === 'everything') return process.env.MICROPYTHON_EVERYTHING || undefined;
  const { floats } = BOARDS[board as BoardName];
  return process.env[floats === 'single' ? 'MICROPYTHON_SINGLE' : 'MICROPYTHON_DOUBLE'] || undefined;
}

function runBinary(binary: string, source: string): Outcome {
  const { stdout, status } = spawnSync(binary, ['-c', source], { encoding: 'utf8', timeout: TIMEOUT_MS, input: '' });
  if (status === 0) return { output: stdout, exception: null };
  const traceback = exceptionStart(stdout);
  return { output: stdout.slice(0, traceback), exception: stdout.slice(traceback) };
}

/** Where the printed exception begins: at its traceback's header or, if it has none, on the last line. */
function exceptionStart(printed: string): number {
  const header = printed.lastIndexOf('Traceback (most recent call last):');
  return header >= 0 ? header : printed.trimEnd().lastIndexOf('\n') + 1;
}

/** Writes the new texts over the old ones; returns null if their number or the line of the exception has changed. */
function replaceTexts(source: string, outcome: Outcome): string | null {
  const { claim } = readScript('', source);
  const truth = report(outcome, claim);
  const fits = truth.output.length === claim.output.length && (truth.exception === null) === (claim.exception === null);
  if (!fits || truth.line !== claim.line) return null;
  let printed = 0;
  return editComments(source, (kind, line) => {
    if (kind === 'expect') return setText(line, 'expect', truth.output[printed++]);
    return setText(line, kind, exceptionText(kind, truth.exception));
  });
}

/** The source without its claims of output and exceptions. */
function withoutClaims(source: string): string {
  return editComments(source, (_kind, line) => {
    const rest = line.replace(/\s*# (expect|raises|syntax error):.*$/, '');
    return rest === '' ? null : rest;
  });
}

function editComments(source: string, edit: (kind: string, line: string) => string | null): string {
  const lines = source.split('\n').map((line) => {
    const comment = readComment(line);
    return comment && !['differs', 'no oracle', 'oracle crashes', 'board', 'firmware'].includes(comment.kind)
      ? edit(comment.kind, line)
      : line;
  });
  return lines.filter((line) => line !== null).join('\n');
}

function setText(line: string, kind: string, text: string): string {
  return `${line.slice(0, line.indexOf(`# ${kind}:`))}# ${kind}:${text === '' ? '' : ` ${text}`}`;
}

function exceptionText(kind: string, text: string | null): string {
  return kind === 'syntax error' ? (text ?? '').replace(/^SyntaxError: /, '') : (text ?? '');
}

/** Finds which top-level statement printed what, by running them one after the other; null if that gives other output than the program. */
async function attribute(source: string, outcome: Outcome): Promise<Attribution | null> {
  const binary = realMicroPython(source);
  const session = binary === undefined ? await startOracle() : null;
  const printed: Attribution = new Map();
  let total = '';
  for (const { first, last, text } of topLevelStatements(source)) {
    // A binary runs the program anew up to each statement.
    const part =
      session?.run('\n'.repeat(first - 1) + text) ??
      partOf(runBinary(binary as string, source.split('\n').slice(0, last).join('\n')), total);
    total += part.output;
    if (part.output.endsWith('\n')) printed.set(last, part.output.slice(0, -1).split('\n'));
    else if (part.output !== '') return null;
    if (part.exception !== null) break;
  }
  return total === outcome.output ? printed : null;
}

/** What an outcome adds to what was printed before. */
const partOf = (outcome: Outcome, before: string): Outcome => ({ ...outcome, output: outcome.output.slice(before.length) });

/** Cuts a program where a line begins a new top-level statement. */
function topLevelStatements(source: string): { first: number; last: number; text: string }[] {
  const lines = source.split('\n');
  const starts: number[] = [];
  let depth = 0;
  let quote = '';
  let decorated = false;
  lines.forEach((line, index) => {
    const begins = depth === 0 && quote === '' && /^[^\s#]/.test(line) && !/^(elif|else|except|finally)\b/.test(line);
    if (begins && !decorated && !lines[index - 1]?.endsWith('\\')) starts.push(index);
    if (begins) decorated = line.startsWith('@');
    for (const [token] of line.matchAll(/"""|'''|\\.|#.*|["'()[\]{}]/g)) {
      if (quote !== '') quote = token === quote ? '' : quote;
      else if (token.startsWith('#')) break;
      else if (/["']/.test(token)) quote = token;
      else if ('([{'.includes(token)) depth++;
      else if (')]}'.includes(token)) depth--;
    }
    if (quote.length === 1) quote = '';
  });
  return starts.map((start, i) => {
    let end = starts[i + 1] ?? lines.length;
    while (end > start + 1 && /^\s*(#.*)?$/.test(lines[end - 1])) end--;
    return { first: start + 1, last: end, text: lines.slice(start, end).join('\n') };
  });
}

/** Writes claims into a source that has none. */
function placeClaims(source: string, outcome: Outcome, printed: Attribution | null): string {
  const { text: exception, line: raisedAt } = readTraceback(outcome.exception);
  const lines = source.trimEnd().split('\n');
  const output = report(outcome, { output: [], exception: null, line: null }).output;
  const result = lines.flatMap((line, index) => {
    const claims = (printed?.get(index + 1) ?? []).map(expectComment);
    const marked = exception !== null && raisedAt === index + 1 ? `${line}  ${raisesComment(exception)}` : line;
    const beside = `${marked}  ${claims[0]}`;
    if (claims.length === 1 && marked === line && beside.length <= LINE_WIDTH && !/^\s|\\$/.test(line)) return [beside];
    return [marked, ...claims];
  });
  if (printed === null) result.push(...output.map(expectComment));
  if (exception !== null && raisedAt === null) result.push(raisesComment(exception));
  return `${result.join('\n')}\n`;
}

function expectComment(text: string): string {
  return text === '' ? '# expect:' : `# expect: ${text}`;
}

function raisesComment(text: string): string {
  const refused = /^(SyntaxError|IndentationError): /.test(text);
  return refused ? `# syntax error: ${text.replace(/^SyntaxError: /, '')}` : `# raises: ${text}`;
}

await main(process.argv.slice(2));
