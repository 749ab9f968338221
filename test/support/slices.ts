/** Programs run in slices: what can be observed of them must not depend on these. */
import { TestBench } from '../../src/testing/test-bench.js';

/**
 * Runs main.py to its end in slices of so many nanoseconds: what was printed, what the trace holds, when the end was. `wire` connects what
 * the program needs.
 */
export function inSlices(source: string, nanos: bigint, how: object, wire: (bench: TestBench) => void = () => {}): unknown {
  const bench = new TestBench({ 'main.py': source }, { board: 'pybv11', afterwards: 'stop', ...how });
  wire(bench);
  for (let state = 'moment'; state === 'moment'; ) state = bench.system.run(bench.system.elapsed + nanos);
  return [bench.output, bench.events.map(({ t, signal, value }) => `${t} ${signal} ${value}`), bench.system.elapsed];
}
