/** Runs programs in slices: nothing observable may depend on these. */
import { TestBench } from '../../src/testing/test-bench.js';

/** Slices of any length, from a nanosecond to milliseconds; the same ones for the same seed. */
export function randomSlices(seed: number): () => bigint {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return () => BigInt(Math.ceil(10 ** (7 * next())));
}

/**
 * Runs main.py to its end in slices of `nanos` nanoseconds. Returns the output, the trace and the moment of the end. `wire` connects what
 * the program needs.
 */
export function inSlices(
  source: string,
  nanos: bigint | (() => bigint),
  how: object,
  wire: (bench: TestBench) => void = () => {},
): unknown {
  const bench = new TestBench({ 'main.py': source }, { board: 'pybv11', afterwards: 'stop', ...how });
  wire(bench);
  const slice = typeof nanos === 'bigint' ? () => nanos : nanos;
  for (let state = 'moment'; state === 'moment'; ) state = bench.system.run(bench.system.elapsed + slice());
  return [bench.output, bench.events.map(({ t, signal, value }) => `${t} ${signal} ${value}`), bench.system.elapsed];
}
