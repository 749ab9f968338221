/**
 * Reads a test script: a Python program with its output beside it, as comments.
 * The forms are listed in test/README.md. Nothing here runs anything.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FIRMWARE_NAMES, type FirmwareName } from '../../src/index.js';

/** A script and what it claims. */
export interface Script {
  /** Path relative to the folder `test/`, with forward slashes. */
  readonly name: string;
  readonly source: string;
  /** The board to run on; its float precision shows. */
  readonly board: string;
  /** The firmware that the board has. */
  readonly firmware: FirmwareName;
  /** Why the oracle's answer is not the board's, or null if they agree. */
  readonly differs: string | null;
  /** Why the oracle cannot be asked, or null if it can. */
  readonly noOracle: string | null;
  /** How the oracle itself fails on the program, or null if it answers. */
  readonly oracleCrashes: string | null;
  readonly claim: Report;
}

/** The result of running a program. */
export interface Outcome {
  /** Everything the program printed, without the traceback of an uncaught exception. */
  readonly output: string;
  /** The traceback of the uncaught exception as MicroPython prints it, or null. */
  readonly exception: string | null;
}

/** An outcome in the form in which claims are compared. */
export interface Report {
  readonly output: readonly string[];
  /** `ValueError: text`, or null for a program that runs to its end. */
  readonly exception: string | null;
  /** Line of the innermost frame of the traceback; null if it is not claimed. */
  readonly line: number | null;
}

/** The board of a script that names none: its floats are doubles, as the oracle's are. */
export const DEFAULT_BOARD = 'pybd-sf6';
/** The name under which scripts are compiled, here and on the oracle; it stands in tracebacks. */
export const SCRIPT_FILENAME = '<stdin>';

const COMMENT = /(?:^|\s)# (expect|raises|syntax error|differs|no oracle|oracle crashes|board|firmware):(?: (.*))?$/s;

/** One claim comment of a line of source, or null: its kind, its text, and whether it stands alone on its line. */
export function readComment(line: string): { kind: string; text: string; alone: boolean } | null {
  const match = COMMENT.exec(line);
  return match && { kind: match[1], text: match[2] ?? '', alone: line.slice(0, match.index).trim() === '' };
}

/** Reads the claims out of a source. Throws on a script that contradicts itself. */
export function readScript(name: string, source: string): Script {
  const output: string[] = [];
  let board = DEFAULT_BOARD;
  let firmware: FirmwareName = FIRMWARE_NAMES[0];
  let differs: string | null = null;
  let noOracle: string | null = null;
  let oracleCrashes: string | null = null;
  let exception: string | null = null;
  let line: number | null = null;
  source.split('\n').forEach((text, index) => {
    const comment = readComment(text);
    if (comment === null) return;
    if (comment.kind === 'expect') output.push(comment.text);
    else if (comment.kind === 'board') board = comment.text;
    else if (comment.kind === 'firmware') firmware = comment.text as FirmwareName;
    else if (comment.kind === 'differs') differs = comment.text;
    else if (comment.kind === 'no oracle') noOracle = comment.text;
    else if (comment.kind === 'oracle crashes') oracleCrashes = comment.text;
    else {
      if (exception !== null) throw new Error(`${name}: a program ends with one exception, this is the second: line ${index + 1}`);
      const bare = comment.kind === 'syntax error' && !/^\w+Error: /.test(comment.text);
      exception = bare ? `SyntaxError: ${comment.text}` : comment.text;
      line = comment.alone ? null : index + 1;
    }
  });
  return { name, source, board, firmware, differs, noOracle, oracleCrashes, claim: { output, exception, line } };
}

/** All scripts below the given folders of `root`, in the order of their names. */
export function listScripts(root: string, folders: readonly string[]): Script[] {
  return folders
    .flatMap((folder) => listFiles(join(root, folder)))
    .map((path) => readScript(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')));
}

/** Paths of all `.py` files below a folder. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Puts an outcome into the form of a claim; the line is left out if the claim leaves it out. */
export function report(outcome: Outcome, claim: Report): Report {
  const output = outcome.output.split('\n').map((line) => line.replace(/\r$/, ''));
  if (output.at(-1) === '') output.pop();
  const { text, line } = readTraceback(outcome.exception);
  return { output, exception: text, line: claim.line === null ? null : line };
}

/** Splits a printed traceback into the exception's own text and the line of the script's innermost frame. */
export function readTraceback(traceback: string | null): { text: string | null; line: number | null } {
  if (traceback === null) return { text: null, line: null };
  const lines = traceback.trimEnd().split('\n');
  const frames = lines.filter((line) => line.startsWith('  File "'));
  const text = lines.slice(frames.length === 0 ? 0 : lines.lastIndexOf(frames[frames.length - 1]) + 1).join('\n');
  const frame = frames.filter((line) => line.startsWith(`  File "${SCRIPT_FILENAME}", line `)).at(-1);
  return {
    text: text.replace(/^Traceback \(most recent call last\):\n/, '').replace(/:\s*$/, ''),
    line: frame === undefined ? null : Number(/, line (\d+)/.exec(frame)?.[1]),
  };
}
