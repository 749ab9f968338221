/** Random programs about containers print the same here and on MicroPython. */
import { expect, it } from 'vitest';
import { runOracle } from '../support/oracle.js';
import { runScript } from '../support/run.js';

/** A generator of numbers below `limit`, the same for a seed. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}

const HEAD = `
class P:
  def __init__(self, v): self.v = v
  def __lt__(self, other): return self.v % 10 < other.v % 10
  def __repr__(self): return str(self.v)
class G:
  def __getitem__(self, index): return index
k = lambda x: x % 3
l = []
`;

/** Statements about a list \`l\` of small numbers, filled in at random. */
function statements(roll: (limit: number) => number): readonly (() => string)[] {
  const below = (limit: number) => roll(limit);
  const around = (limit: number) => roll(2 * limit + 1) - limit;
  const list = () => `[${Array.from({ length: below(6) }, () => below(9))}]`;
  const bound = () => (below(4) === 0 ? '' : around(7));
  const slice = () => `${bound()}:${bound()}${below(2) === 0 ? '' : `:${['', 1, 2, -1, -2, 3, 0][below(7)]}`}`;
  const range = () => `range(${around(10)}, ${around(10)}, ${around(4)})`;
  return [
    () => `l = ${list()} + ${list()}`,
    () => `print(l[${slice()}], tuple(l)[${bound()}:${bound()}])`,
    () => `l[${slice()}] = ${list()}`,
    () => `del l[${slice()}]`,
    () => `l.insert(${around(7)}, ${below(9)})`,
    () => `print(l.pop(${around(5)}))`,
    () => `l.remove(${below(9)})`,
    () => `print(l.index(${below(9)}, ${around(4)}, ${around(4)}))`,
    () => `l += ${list()}; l *= ${below(3)}`,
    () => `m = list(range(${below(30)})); m.sort(key=k, reverse=${below(2) === 0 ? 'False' : 'True'}); print(m)`,
    () => `print(sorted(P(x * ${below(50)} % ${1 + below(60)}) for x in range(${below(25)})))`,
    () => `print(sorted(l), l.count(${below(9)}), ${below(9)} in l, l < ${list()}, l == ${list()}, max(l), min(l, key=k), sum(l))`,
    () => `r = ${range()}; print(r, len(r), list(r), r[${slice()}], r[${around(4)}])`,
    () => `print(G()[${slice()}], G()[${slice()}:].indices(${below(9)}))`,
    () => `print(list(zip(l, ${list()})), list(enumerate(l, 1)), list(map(k, l)), list(filter(k, l)), list(reversed(l)))`,
    () =>
      `d = dict(zip(l, ${list()})); d.update({${below(9)}: 1, '${below(9)}': 2}); print(d, d.keys(), d.items(), d == {1: 2}, d.popitem(), d)`,
    () =>
      `s, t = set(l), set(${list()}); print(s, t, s | t, s & t, s - t, s ^ t, s < t, s <= t, s == t, s.isdisjoint(t), s.difference(t, l[:2]))`,
    () =>
      `s, t = set(l), set(${list()}); s ^= t; print(s); s |= {9, 10}; print(s); s &= t; print(s); print(frozenset(s) | t, hash(frozenset(s)))`,
  ];
}

function program(seed: number): string {
  const roll = dice(seed);
  const choices = statements(roll);
  let source = HEAD;
  for (let i = 0; i < 200; i++) {
    const statement = (choices[roll(choices.length)] as () => string)();
    source += `try:\n  ${statement}\nexcept Exception as e: print(repr(e))\nprint(l)\nif len(l) > 30: l = l[:5]\n`;
  }
  return source;
}

it.each([1, 2, 3, 4])('random program %d', async (seed) => {
  const source = program(seed);
  expect(runScript(source, { board: 'pybd-sf6' })).toEqual(await runOracle(source));
});
