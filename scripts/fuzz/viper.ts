/** Programs of viper: a viper function, called with words and objects of many kinds. */
import { BUFFER, type Choices, viperCall, viperFunction } from '../../test/support/random-viper.js';
import { Dice } from './dice.js';

const PRELUDE = `
log = []
def tick(x): return x
def show(x):
    if isinstance(x, (list, tuple)): return [show(y) for y in x]
    return x if isinstance(x, (int, float, str)) or x is None else type(x).__name__
class V:
    def __init__(self, n): self.n = n
${BUFFER}
`;
const CALLS = 5;

/** The program of a seed. */
export function viperProgram(seed: number): string {
  const dice = new Dice(seed);
  const choices: Choices = { below: (n) => dice.below(n), pick: (items) => dice.pick(items) };
  const lines = viperFunction('f', choices);
  for (let i = 0; i < CALLS; i++) {
    lines.push(
      `try: print(show(${viperCall('f', choices, true)}))`,
      'except Exception as e: print(type(e).__name__, e)',
      'print(buffer, log)',
    );
  }
  return `${PRELUDE}${lines.join('\n')}\n`;
}
