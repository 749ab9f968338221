/** The files that a run writes, as named on the command line. No file may serve two purposes, or be one that the run reads. */
import { resolve, sep } from 'node:path';
import type { TraceFormat } from '../hosts/node/trace-file.js';
import type { PictureWish } from './setup-arguments.js';
import { UsageError } from './usage-error.js';

/** A trace to be written; `-`: to standard error, event by event. */
export interface TraceFile {
  readonly path: string;
  readonly format: TraceFormat;
}

/** The files that a run reads and writes. */
interface FilesOfRun {
  readonly program: { readonly kind: string; readonly path?: string };
  readonly traces: readonly TraceFile[];
  readonly coverage: string | null;
  readonly save: string | null;
  readonly setup: { readonly file: string | null; readonly pictures: readonly PictureWish[] };
}

/** A file: the option that names it, its name, and its absolute path. */
interface Output {
  readonly option: string;
  readonly path: string;
  readonly place: string;
}

const ENDINGS: readonly TraceFormat[] = ['jsonl', 'json', 'vcd', 'txt'];

/** Returns the trace that `--trace` names. Throws a UsageError for a name that does not determine the format. */
export function traceFile(path: string): TraceFile {
  if (path === '-') return { path, format: 'txt' };
  const format = ENDINGS.find((ending) => path.endsWith(`.${ending}`));
  if (format === undefined)
    throw new UsageError(`--trace '${path}': the name must end in .txt, .jsonl, .json or .vcd, or be - for standard error`);
  return { path, format };
}

/** Returns the file that `--coverage` names; null if there is none. Throws a UsageError for a name with another ending. */
export function coverageFile(path: string | null): string | null {
  if (path === null || path === '-' || path.endsWith('.info')) return path;
  throw new UsageError(`--coverage '${path}': the name must end in .info, or be - for standard error`);
}

/** Throws a UsageError if one output would overwrite another, or a file that the run reads. */
export function refuseClashes({ program, traces, coverage, save, setup }: FilesOfRun): void {
  const outputs = [
    ...traces.map(({ path }) => output('--trace', path)),
    ...setup.pictures.map(({ path }) => output('--picture', path)),
    ...(coverage === null ? [] : [output('--coverage', coverage)]),
  ];
  for (const [i, one] of outputs.entries()) {
    const other = outputs.slice(0, i).find(({ place }) => place === one.place);
    if (other !== undefined) refuse(one, other.option === one.option ? 'this file is named twice' : `${other.option} also names this file`);
    if (program.path !== undefined && one.place === resolve(program.path)) refuse(one, 'this would overwrite the program');
    if (setup.file !== null && one.place === resolve(setup.file)) refuse(one, 'this would overwrite the set-up file');
    if (save !== null && `${one.place}${sep}`.startsWith(`${resolve(save)}${sep}`))
      refuse(one, "this is inside the folder of --save, which holds the board's files");
  }
}

/** Standard error is not a file: one trace and one coverage may go there. */
const output = (option: string, path: string): Output => ({ option, path, place: path === '-' ? `${option} -` : resolve(path) });

function refuse({ option, path }: Output, problem: string): never {
  throw new UsageError(`${option} ${path}: ${problem}`);
}
