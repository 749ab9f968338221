import { describe, expect, test } from 'vitest';
import type { Execution } from '../../src/execution.js';
import { Ring } from '../../src/sim/ring.js';

/** A ring of so many, of whom the first has the global lock and `waiting` others queue for it. */
function ring(count: number, waiting: number): { ring: Ring; state: () => string } {
  const made = new Ring();
  const names = new Map<Execution, string>();
  for (let i = 0; i < count; i++) {
    const execution: Execution = { waiting: null, done: false, run: () => {}, strike: () => false };
    names.set(execution, 'abcdefgh'[i] as string);
    made.add(execution);
  }
  made.takeGlobal();
  for (let i = 0; i < waiting; i++) {
    made.advance();
    made.takeGlobal();
  }
  while (made.current !== made.owner) made.advance();
  const text = (execution: Execution | null): string => (execution === null ? '-' : (names.get(execution) as string));
  return { ring: made, state: () => `${made.members.map(text).join('')} ${made.waiters.map(text).join('')} ${text(made.owner)}` };
}

describe('turns of a ring in which nobody has anything to do', () => {
  test('without a queue it only turns', () => {
    const { ring: three, state } = ring(3, 0);
    three.rotate(4);
    expect(state()).toBe('bca  -');
  });

  test('who finds the lock taken queues, and comes back last', () => {
    const { ring: three, state } = ring(3, 1);
    const states = [state()];
    for (let i = 0; i < 4; i++) {
      three.rotate(1);
      states.push(state());
    }
    expect(states).toEqual(['ac b a', 'cba  b', 'ba c b', 'acb  c', 'cb a c']);
  });

  test.each([2, 3, 5, 8])('of %d: many at once are as many one by one', (count) => {
    for (let waiting = 0; waiting < count - 1; waiting++) {
      for (const turns of [1, 2, 7, 100, 1001, 5003]) {
        const [one, other] = [ring(count, waiting), ring(count, waiting)];
        one.ring.rotate(turns);
        for (let i = 0; i < turns; i++) other.ring.rotate(1);
        expect(one.state()).toBe(other.state());
      }
    }
  });
});
