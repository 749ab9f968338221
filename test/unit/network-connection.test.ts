/** A connection as a host sees it. */
import { expect, test } from 'vitest';
import { http } from '../../src/index.js';
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

test('is heard as text in pieces: what has come of a character waits for the rest, and what is none does not', () => {
  const bench = networkBench('');
  const seen: string[] = [];
  bench.board.network.host('server', '10.0.0.8').listen(80, (connection) => {
    connection.onData = () => seen.push(connection.received);
  });
  const client = bench.board.network.connect('10.0.0.8', 80);
  for (const bytes of [[0x41, 0xe2], [0x82], [0xac], [0xf8], [0x42]]) {
    client.send(Uint8Array.from(bytes));
    bench.run(100);
  }
  expect(seen).toEqual(['A', 'A', 'A€', 'A€\ufffd', 'A€\ufffdB']);
});

test('to a server of HTTP that never comes to the end of its head is answered by 400', () => {
  const bench = networkBench('');
  bench.board.network.host('server', '10.0.0.8').listen(
    80,
    http(() => 'never'),
  );
  const client = bench.board.network.connect('10.0.0.8', 80);
  client.send(`GET / HTTP/1.0\r\n${'X-Long: 1\r\n'.repeat(2000)}`);
  bench.run(1000);
  expect(client.received).toMatch(/^HTTP\/1\.0 400 /);
});

test('to a server that ends stays open, and the next one listens beside it', () => {
  const bench = networkBench('');
  const host = bench.board.network.host('server', '10.0.0.8');
  const greeting = (text: string) => host.listen(80, (connection) => connection.send(text));
  const end = greeting('first');
  const first = bench.board.network.connect('10.0.0.8', 80);
  bench.run(100);
  expect(() => greeting('meanwhile')).toThrow(new RangeError('server: port 80 already has a server'));
  end();
  greeting('second');
  const second = bench.board.network.connect('10.0.0.8', 80);
  bench.run(100);
  expect([first.received, first.isOpen, second.received]).toEqual(['first', true, 'second']);
});
