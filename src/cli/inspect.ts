/** `vpyb ast | symbols | dis [--js] FILE`: shows the stages between source text and running code. */
import { basename } from 'node:path';
import { BOARDS } from '../board/boards.js';
import { disassemble } from '../bytecode/disassemble.js';
import { compile, resolveScopes } from '../compiler/compile.js';
import type { Name, Scope } from '../compiler/symbols.js';
import { FIRMWARES } from '../firmwares.js';
import { showJavaScript } from '../jit/show.js';
import { loadMpy } from '../mpy/load.js';
import { MpyProblem } from '../mpy/problem.js';
import { LineMap } from '../source/line-map.js';
import { Problem } from '../source/problem.js';
import { parse } from '../syntax/parse.js';
import { show as showTree } from '../syntax/show.js';
import { boardConstants } from '../system/board-constants.js';
import { decodeUtf8 } from '../utf8.js';
import { Failure, Status } from './fail.js';
import type { InspectRequest } from './inspect-arguments.js';
import { show } from './printed.js';
import { readProgram } from './read-program.js';
import { settle } from './setup.js';

/** Shows a stage of the program in `path`; `-` is standard input. Throws a Failure if it is not a valid program for the firmware. */
export const inspect = (request: InspectRequest): Promise<number> => show(inspected(request));

function inspected({ stage, path, optimize, ...asked }: InspectRequest): string {
  const bytes = readProgram(path);
  if (isCompiled(bytes)) return inspectCompiled(stage, path, bytes);
  const text = decodeUtf8(bytes);
  if (text === null) throw new Failure(`${path}: not UTF-8 text; if it is a Python program, save it as UTF-8`, Status.exception);
  const { board, firmware } = settle({ ...asked, program: path === '-' ? { kind: 'stdin' } : { kind: 'path', path } });
  const filename = path === '-' ? '<stdin>' : basename(path);
  const options = { filename, optimize: Math.min(optimize, 3) as 0 | 1 | 2 | 3, moduleConstants: boardConstants(BOARDS[board]) };
  try {
    const module = parse(text, 'file', FIRMWARES[firmware].features.templates);
    if (stage === 'ast') return showTree(module, module.text);
    if (stage === 'symbols') return showScopes(resolveScopes(module, options), new LineMap(module.text));
    const code = compile(module, options);
    if (stage === 'js') return showJavaScript(code);
    return stage === 'dis' ? disassemble(code) : '';
  } catch (error) {
    if (error instanceof Problem) throw new Failure(complaint(error, options.filename, text), Status.exception);
    throw error;
  }
}

/** Whether the content begins like an .mpy file: no text has such a version as its second character. */
const isCompiled = ([letter, version = 32]: Uint8Array): boolean => letter === 0x4d && version < 9;

/** Shows a module that MicroPython has compiled. */
function inspectCompiled(stage: InspectRequest['stage'], path: string, bytes: Uint8Array): string {
  if (stage !== 'dis' && stage !== 'js')
    throw new Failure(`${path}: a compiled module, which holds no source; use 'vpyb dis'`, Status.usage);
  try {
    const { code } = loadMpy(bytes, { single: false, count: false });
    return stage === 'js' ? showJavaScript(code) : disassemble(code);
  } catch (error) {
    if (error instanceof MpyProblem) throw new Failure(`${path}: ${error.message}`, Status.exception);
    throw error;
  }
}

/** Returns `main.py:3:5: SyntaxError: invalid syntax`, and the line with a mark below the place. */
function complaint(problem: Problem, filename: string, text: string): string {
  const lines = new LineMap(text);
  const offset = Math.min(problem.span.start, text.length);
  const line = lines.offsetToLine(offset);
  const column = lines.offsetToColumn(offset);
  const source = lines.line(line);
  const margin = source.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const place = problem.line !== null && problem.line !== line ? `${problem.line}` : `${line}:${column}`;
  return `${filename}:${place}: ${problem.kind}: ${problem.text}\n    ${source}\n    ${margin}^`;
}

/** Returns one block per scope: its kind, name and line, and each of its names with what it is. */
function showScopes(scopes: readonly Scope[], lines: LineMap): string {
  const blocks = scopes.map((scope) => {
    const line = lines.offsetToLine(scope.node.span.start);
    const head = scope.kind === 'module' ? 'module' : `${scope.kind} ${path(scope)}  line ${line}`;
    return [`${head}${scope.isGenerator ? '  (generator)' : ''}`, ...[...scope.names.values()].map(showName)].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function path(scope: Scope): string {
  const outer = scope.parent;
  return outer === null || outer.kind === 'module' ? scope.name : `${path(outer)}.${scope.name}`;
}

const KINDS: Readonly<Record<Name['kind'], string>> = {
  undecided: 'declared',
  byName: 'looked up by name',
  byNameAssigned: 'bound by name',
  global: 'global',
  local: 'local',
  cell: 'cell',
  free: 'free',
};
const FORMS = { plain: 'parameter', keywordOnly: 'keyword-only parameter', star: '*parameter', doubleStar: '**parameter' } as const;

function showName({ id, kind, parameter, slot, cell }: Name): string {
  const facts = [KINDS[kind]];
  if (slot >= 0) facts.push(`slot ${slot}`);
  if (cell >= 0) facts.push(`cell ${cell}`);
  if (parameter !== null) facts.push(FORMS[parameter]);
  return `  ${(id || '.0').padEnd(16)} ${facts.join(', ')}`;
}
