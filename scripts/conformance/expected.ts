/** What a test must print: its `.exp` file if there is one, otherwise what CPython prints, as in upstream's runner. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { normalizeNewlines } from './newlines.js';

/** Tests whose expected lines are patterns. */
const PATTERNS = new Set([
  'micropython/meminfo.py',
  'basics/bytes_compare3.py',
  'basics/builtin_help.py',
  'basics/weakref_callback_exception.py',
  'misc/sys_settrace_cov.py',
  'thread/thread_exc2.py',
]);

/** The pattern of a board's banner, in place of that of a computer's build. */
const BANNER = 'MicroPython v\\.\\+; \\.\\+ with STM32F\\.\\+\n';

/** The file name of a program that is run from the command line; a board shows main.py instead. */
const PROGRAM_FILE = '\\.\\*cmdline/cmd_file_variable.py';
/** What a board prints when it resets and shows its prompt again, where a computer's build ends. */
const RESET = /^MPY: sync filesystems\n[\s\S]*/m;
/** Stands for the whole output of a command that ends with a status other than 0. */
export const CRASH = 'CRASH';
/** What upstream's runner expects if `python3` fails. */
const CPYTHON_CRASH = 'CPYTHON3 CRASH:';

/** A verdict: whether the output is the expected one, and both as text to show. */
export interface Verdict {
  readonly passed: boolean;
  readonly expected: string;
  readonly actual: string;
}

/** Compares what a test printed with what it must print. */
export function judge(tests: string, path: string, output: string): Verdict {
  const unittest = /-{70}\nRan \d+ tests\n\n(OK|FAILED)[^\n]*\n$/.exec(output);
  if (unittest !== null) return { passed: unittest[1] === 'OK', expected: 'OK\n', actual: output };
  // The test's folder is the board's current directory, so its files have relative names there.
  const folder = `${dirname(join(tests, path))}/`;
  const expected = expectedOutput(tests, path)
    .replaceAll(folder, '')
    .replace(/^MicroPython .* version\n/m, BANNER)
    .replace(PROGRAM_FILE, 'main.py')
    // A program that comes over the serial line has no file.
    .replaceAll(`"\\.\\+${basename(path)}"`, '"<stdin>"');
  const printed = path.startsWith('cmdline/repl_') ? output.replace(RESET, '') : output.replaceAll(folder, '');
  const usesPatterns = PATTERNS.has(path) || (path.startsWith('cmdline/') && output !== CRASH);
  const actual = usesPatterns ? adoptPatterns(expected, printed) : printed;
  return { passed: actual === expected, expected, actual };
}

/** Compares two outputs, ignoring the number of empty lines at their ends. */
export function judgeBy(expected: string, output: string): Verdict {
  const trimmed = (text: string): string => `${text.replace(/\n+$/, '')}\n`;
  return { passed: trimmed(output) === trimmed(expected), expected: trimmed(expected), actual: trimmed(output) };
}

function expectedOutput(tests: string, path: string): string {
  const file = join(tests, path);
  const recorded = `${file}.exp`;
  return existsSync(recorded) ? normalizeNewlines(readFileSync(recorded, 'latin1')) : cpythonOutput(file);
}

/** What `python3` prints; cached in the computer's temporary folder by the program's path and content. */
function cpythonOutput(file: string): string {
  const key = createHash('sha256').update(file).update(readFileSync(file)).digest('hex').slice(0, 32);
  const cache = join(tmpdir(), 'vpyb-conformance');
  const kept = join(cache, key);
  if (existsSync(kept)) return readFileSync(kept, 'latin1');
  const output = runCpython(file);
  // On a busy computer `python3` may have been stopped after a minute: this is not cached, so the next run tries again.
  if (output.startsWith(CPYTHON_CRASH)) return output;
  mkdirSync(cache, { recursive: true });
  writeFileSync(kept, output, 'latin1');
  return output;
}

function runCpython(file: string): string {
  const command = process.env.MICROPY_CPYTHON3 ?? 'python3';
  // Both streams in one, as in upstream's runner.
  const shell = 'exec "$0" -BS "$1" 2>&1';
  const options = { cwd: dirname(file), env: { ...process.env, PYTHONIOENCODING: 'utf-8' }, timeout: 60_000, maxBuffer: 1 << 28 };
  try {
    return normalizeNewlines(execFileSync('sh', ['-c', shell, command, file], options).toString('latin1'));
  } catch (error) {
    const { stdout } = error as { stdout?: Buffer };
    if (stdout === undefined) throw error;
    return `${CPYTHON_CRASH}\n${stdout.toString('latin1')}`;
  }
}

/** Lines that match the expected line's pattern become that line; a line of eight # stands for any number of lines. */
function adoptPatterns(expected: string, output: string): string {
  const wanted = linesOf(expected);
  const lines = linesOf(output);
  let at = 0;
  for (let i = 0; i < wanted.length && at < lines.length; i++) {
    if (wanted[i] === '########\n') {
      const next = i + 1 < wanted.length ? pattern(wanted[i + 1]) : null;
      let end = next === null ? lines.length : at;
      while (next !== null && end < lines.length && !next.test(lines[end])) end++;
      lines.splice(at, end - at, '########\n');
    } else if (pattern(wanted[i]).test(lines[at])) {
      lines[at] = wanted[i];
    }
    at++;
  }
  return lines.join('');
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => `${line}\n`);
  return text.endsWith('\n') ? lines.slice(0, -1) : lines;
}

/** In an expected line a backslash makes the next character special, the reverse of a regular expression. */
function pattern(line: string): RegExp {
  let text = '';
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '\\') text += line[++i] ?? '';
    else text += /[()[\]{}.*+^$]/.test(line[i]) ? `\\${line[i]}` : line[i];
  }
  return new RegExp(`^(?:${text.replace(/\n$/, '\\r*\\n')})`, 'm');
}

/** `basics/list1.py` as a file name. */
export function flatName(path: string): string {
  return `${dirname(path).replaceAll('/', '_')}_${basename(path, '.py')}`;
}
