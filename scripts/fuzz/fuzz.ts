/**
 * Random programs, on the simulated board and on MicroPython:  npm run fuzz -- [--seed N] [--count N] [--board ID] [--stops]
 *
 * Program number k of seed n is the same everywhere: what differs is printed, made small, with the seed that makes it alone.
 * With `--stops` each program is compared with itself, stopped at every safe point. The reference is the oracle package, or,
 * where MICROPYTHON_DOUBLE or MICROPYTHON_SINGLE names a binary built as the board is, that one (see test/README.md).
 */
import { parseArgs } from 'node:util';
import { binary, compareStops, compareWith, isEscape, oracle, type Verdict } from './compare.js';
import { damaged } from './damage.js';
import { Dice } from './dice.js';
import { Programs, type Texts } from './program.js';
import { shrink } from './shrink.js';

const SHRINK_TRIES = 3000;

/** The program of a seed: most run, some are damaged and only compiled. */
export function programOf(seed: number, texts: Texts): string {
  const dice = new Dice(seed);
  const isDamaged = dice.once(5);
  const program = new Programs(dice, texts).program();
  return isDamaged ? damaged(program, dice) : program;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '100' },
      board: { type: 'string', default: 'pybd-sf6' },
      stops: { type: 'boolean', default: false },
      show: { type: 'boolean', default: false },
    },
  });
  const { board } = values;
  const path = process.env[board === 'pybd-sf6' ? 'MICROPYTHON_DOUBLE' : 'MICROPYTHON_SINGLE'];
  if (board !== 'pybd-sf6' && !path && !values.stops)
    throw new Error('the oracle has double precision: for this board MICROPYTHON_SINGLE must name a binary');
  const reference = path ? binary(path) : oracle;
  const compare = async (source: string): Promise<Verdict> =>
    values.stops ? compareStops(source, board) : compareWith(reference, source, board);
  const counts = { same: 0, unanswered: 0, different: 0 };
  const first = Number(values.seed);
  for (let seed = first; seed < first + Number(values.count); seed++) {
    const source = programOf(seed, path ? 'all' : 'some');
    if (values.show) console.log(source);
    const verdict = await compare(source);
    counts[verdict.kind]++;
    if (verdict.kind !== 'different') continue;
    const escapes = isEscape(verdict.text);
    const small = await shrink(
      source,
      async (candidate) => {
        const again = await compare(candidate);
        return again.kind === 'different' && isEscape(again.text) === escapes;
      },
      SHRINK_TRIES,
    );
    const last = await compare(small);
    console.log(`--seed ${seed} --count 1: ${last.kind === 'different' ? last.text : ''}\n${small.trimEnd().replace(/^/gm, '    ')}\n`);
  }
  console.log(`${counts.same} the same, ${counts.unanswered} unanswered, ${counts.different} different`);
  return counts.different === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith('fuzz.ts')) process.exitCode = await main();
