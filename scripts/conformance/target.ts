/** What the board under test can do, found out by upstream's own feature checks (`tests/feature_check`). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from './options.js';
import type { Runner } from './runner.js';

/** The abilities that decide which tests are run. */
export interface Target {
  readonly floatBits: number;
  readonly native: boolean;
  readonly inlineAssembler: boolean;
  readonly templateStrings: boolean;
  readonly coverage: boolean;
  readonly littleEndian: boolean;
  /** The prompt can move the cursor by words. */
  readonly wordMoves: boolean;
  /** The line that `target_info.py` prints. */
  readonly info: string;
}

/**
 * Replaces upstream's check, which looks in `sys.implementation._mpy` first, for the architecture of machine code in .mpy files. That is a
 * different question.
 */
const INLINE_ASSEMBLER = '@micropython.asm_thumb\ndef f():\n    it(eq)\n    nop()\nprint("thumb2")\n';

/** Runs the feature checks. Throws an Error if the board lacks something that every pyboard build has: the results would mean nothing. */
export async function detectTarget(options: Options, runner: Runner): Promise<Target> {
  const run = async (path: string, source: string, typed = false): Promise<string> =>
    (await runner.run({ path, source, folder: null, typed })).output;
  const check = (name: string, typed = false): Promise<string> =>
    run(`feature_check/${name}.py`, readFileSync(join(options.tests, 'feature_check', `${name}.py`), 'utf8'), typed);
  const required: [name: string, answer: string][] = [
    ['int_big', '1000000000000000000000000000000000000000000000\n'],
    ['int_64', '4611686018427387904\n'],
    ['bytearray', 'bytearray\n'],
    ['set_check', '{1}\n'],
    ['slice', 'slice\n'],
    ['async_check', 'async\n'],
    ['const', '1\n'],
    ['fstring', 'a=1\n'],
    ['complex', 'complex\n'],
  ];
  for (const [name, answer] of required) {
    const output = await check(name);
    if (output !== answer) throw new Error(`feature_check/${name}.py printed ${JSON.stringify(output)}, not ${JSON.stringify(answer)}`);
  }
  if ((await check('reverse_ops')) === 'TypeError\n') throw new Error('feature_check/reverse_ops.py: no reverse operators');
  const info = (await check('target_info')).trim();
  return {
    floatBits: Number(info.split(' ')[5]),
    native: (await check('native_check')) === 'native\n',
    inlineAssembler: (await run('feature_check/inlineasm.py', INLINE_ASSEMBLER)) === 'thumb2\n',
    templateStrings: (await check('tstring')) === 'tstring\n',
    coverage: (await check('coverage')) === 'coverage\n',
    littleEndian: (await check('byteorder')) === 'little\n',
    wordMoves: (await check('repl_words_move_check', true)).includes('True'),
    info,
  };
}
