/** `random` (`extmod/modrandom.c`). */
import { fused } from '../libm/fused.js';
import { arg, fn } from '../objects/declare.js';
import { IndexError, raise, withArgs } from '../objects/exception.js';
import { newFloat, precision, round } from '../objects/float.js';
import { newInt } from '../objects/int.js';
import { anything, float, int } from '../objects/kinds.js';
import { machineInt, truncatedInt } from '../objects/machine-int.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { None } from '../objects/none.js';
import { loadSubscript } from '../objects/protocol/subscript.js';
import { length } from '../objects/protocol/truth.js';
import type { Value } from '../objects/value.js';
import type { Kept } from './kept.js';
import { Yasmarang } from './yasmarang.js';

/** The number of steps from start to stop, rounded towards zero as in C. */
function steps(start: number, stop: number, step: number): number {
  if (step === 0) return 0;
  return Math.trunc((stop - start + step + (step > 0 ? -1 : 1)) / step);
}

/** `random`. `entropy` returns 32 random bits, which seed the generator in `seed()`, and at the first import since the chip has started. */
export function random(entropy: () => number, kept: Kept): PyModule {
  kept.generator ??= new Yasmarang(entropy());
  const { generator } = kept;

  const range = (first: number, second: Value | undefined, third: Value | undefined): Value => {
    const [start, stop] = second === undefined ? [0, first] : [first, machineInt(second)];
    const step = third === undefined ? 1 : machineInt(third);
    const count = steps(start, stop, step);
    if (count <= 0) throw raise.ValueError();
    return newInt(start + step * generator.below(count));
  };

  return nativeModule('random', {
    getrandbits: fn('So many random bits, up to 32.', [arg('n', int)], (n) => {
      if (n > 32 || n < 0) throw raise.ValueError('bits must be 32 or less');
      return n === 0 ? 0 : newInt((generator.next() & (0xffffffff >>> (32 - n))) >>> 0);
    }),
    seed: fn('Start again from a seed, or from a random one.', [arg('seed', anything, None)], (seed) =>
      generator.seed(seed === None ? entropy() : truncatedInt(seed)),
    ),
    randrange: fn(
      'A random item of the range.',
      [arg('start', int), arg('stop', anything, undefined), arg('step', anything, undefined)],
      range,
      { price: 535 },
    ),
    randint: fn('A random integer from `a` to `b`, both included.', [arg('a', int), arg('b', int)], (a, b) => {
      if (a > b) throw raise.ValueError();
      return newInt(a + generator.below(b - a + 1));
    }),
    choice: fn('A random item of a sequence.', [arg('sequence', anything)], (sequence) => {
      const count = machineInt(length(sequence));
      if (count <= 0) throw withArgs(IndexError, []);
      return loadSubscript(sequence, generator.below(count));
    }),
    random: fn('A random float from 0 up to 1.', [], () => newFloat(generator.float())),
    uniform: fn('A random float from `a` to `b`.', [arg('a', float), arg('b', float)], (a, b) =>
      newFloat(fused(round(b - a), generator.float(), a, precision.single)),
    ),
  });
}
