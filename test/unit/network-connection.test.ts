/** A connection as a host sees it. */
import { expect, test } from 'vitest';
import { networkBench } from './network-bench.js';

test('one that a host has accepted has been open, also when it is over', () => {
  const bench = networkBench('');
  const seen: boolean[] = [];
  bench.board.network.host('server', '10.0.0.8').listen(80, (connection) => {
    seen.push(connection.wasOpen);
    connection.onError = () => seen.push(connection.wasOpen, connection.isOpen);
  });
  const client = bench.board.network.connect('10.0.0.8', 80);
  bench.run(100);
  client.reset();
  bench.run(100);
  expect(seen).toEqual([true, true, false]);
});
