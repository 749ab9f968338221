/** Which tests there are, and which a target skips: the rules of upstream's `tests/run-tests.py`, for a board. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from './options.js';
import type { Target } from './target.js';

/** A test program, by its path in the tests folder: `basics/list1.py`. */
export type TestPath = string;

/** The tests of the chosen directories that pass the filters, in order. */
export function findTests({ tests, directories, filters }: Options): TestPath[] {
  return directories.flatMap((directory) =>
    readdirSync(join(tests, directory))
      .filter((name) => name.endsWith('.py'))
      .sort()
      .map((name) => `${directory}/${name}`)
      .filter((path) => filters.length === 0 || filters.some((filter) => filter.test(path))),
  );
}

/** Tests that say in their source, not by a feature check, that a board cannot run them; each with the reason. */
const BOARD_SKIPS: Readonly<Record<TestPath, string>> = {
  'basics/exception_chain.py': 'boards print no warning',
  'extmod_hardware/machine_i2c_target.py':
    'needs wires between two buses, which target_wiring/PYBx.py has not, and events that hold the bus, which are not simulated',
  'extmod_hardware/machine_sdcard_dma_align.py': 'needs a card',
  'cmdline/repl_micropyinspect.py': 'boards have no environment variables',
  'extmod/tls_dtls.py': 'not simulated: DTLS',
  'extmod/vfs_rom.py': 'wants the texts of an .mpy file in a ROMFS to lie there: here they are objects',
  'micropython/meminfo.py': 'the output of a computer’s build',
};
/** Why a target with single precision does not run the tests of `DOUBLE_ONLY`. */
const NEEDS_DOUBLE = 'needs double precision';
const DOUBLE_ONLY = new Set([
  'float/float_divmod.py',
  'float/float2int_doubleprec_intbig.py',
  'float/float_struct_e_doubleprec.py',
  'float/float_format_ints_doubleprec.py',
  'float/float_parse_doubleprec.py',
]);
/** Tests that only the reference binary's coverage build can run. */
const COVERAGE_ONLY = new Set(['cmdline/cmd_parsetree.py', 'extmod/ssl_poll.py']);
/** Programs that print the reference's own bytecode. */
const PRINTS_BYTECODE = new Set([
  'cmdline/cmd_showbc.py',
  'cmdline/cmd_showbc_const.py',
  'cmdline/cmd_showbc_opt.py',
  'cmdline/cmd_verbose.py',
]);

/** Why a test is not run on the reference, which is not a command here; null if it is run. */
export function skipReasonOfReference(path: TestPath, target: Target): string | null {
  return path.startsWith('cmdline/') ? 'the reference is no command here' : skipBy(path, target);
}

/** Why a test is not run on a board; null if it is run. */
export function skipReason(path: TestPath, target: Target): string | null {
  if (path in BOARD_SKIPS) return BOARD_SKIPS[path];
  return skipBy(path, target);
}

function skipBy(path: TestPath, target: Target): string | null {
  const name = (path.split('/').pop() as string).replace(/\.py$/, '');
  const starts = (...prefixes: string[]) => prefixes.some((prefix) => name.startsWith(prefix));
  if (target.floatBits < 64 && DOUBLE_ONLY.has(path)) return NEEDS_DOUBLE;
  if (!target.coverage && COVERAGE_ONLY.has(path)) return 'needs the coverage build';
  if (PRINTS_BYTECODE.has(path)) return 'prints the reference’s raw bytecode';
  if (!target.native && starts('native_', 'viper_')) return 'no emitter of machine code';
  if (!target.inlineAssembler && starts('asm')) return 'no inline assembler';
  if (!target.templateStrings && (starts('string_tstring') || name.endsWith('_tstring'))) return 'no t-strings';
  if (!target.wordMoves && path === 'cmdline/repl_words_move.py') return 'the board’s prompt does not move by words';
  if (!target.littleEndian && name.endsWith('_endian')) return 'big-endian';
  return null;
}
