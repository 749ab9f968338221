/** A connection as a host sees it. */
import { expect, test } from 'vitest';
import { type Connection, type ConnectRequest, http } from '../../src/index.js';
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

test('an end that does not read is told of the end of the stream when it has read everything before it', () => {
  const bench = networkBench('');
  const heard: string[] = [];
  let server: Connection | null = null;
  bench.board.network.host('server', '10.0.0.8').listen(80, (connection) => {
    server = connection;
    connection.isReading = false;
    connection.onData = (bytes) => heard.push(String(bytes.length));
    connection.onEnd = () => heard.push('end');
  });
  const client = bench.board.network.connect('10.0.0.8', 80);
  client.send(new Uint8Array(2000));
  client.finish();
  bench.run(100);
  expect(heard).toEqual([]);
  (server as unknown as Connection).isReading = true;
  expect(heard).toEqual(['1460', '540', 'end']);
});

test('an end is told when what it has sent has found room', () => {
  const bench = networkBench('');
  const servers: Connection[] = [];
  bench.board.network.host('server', '10.0.0.8').listen(80, (connection) => {
    connection.isReading = false;
    servers.push(connection);
  });
  const client = bench.board.network.connect('10.0.0.8', 80);
  const told: number[] = [];
  client.onRoom = () => told.push(client.unsent);
  client.send('a'); // Waits for the connection.
  bench.run(100);
  expect(told).toEqual([0]);
  client.send(new Uint8Array(200_000));
  bench.run(100);
  expect(client.unsent).toBeGreaterThan(200_000 - 65_535 - 65_536);
  expect(told).toEqual([0]);
  servers[0].isReading = true;
  bench.run(100);
  expect([told, client.unsent]).toEqual([[0, 0], 0]);
});

test('a host decides about a request now or later: it accepts, refuses or says nothing, and then may be asked again', () => {
  const bench = networkBench('');
  const host = bench.board.network.host('server', '10.0.0.8');
  const requests: ConnectRequest[] = [];
  const end = host.admit(80, (request) => requests.push(request));
  const failures: string[] = [];
  const [accepted, refused, ignored, repeated] = Array.from({ length: 4 }, (_, i) => {
    const client = bench.board.network.connect('10.0.0.8', 80);
    client.send(`${i}`);
    client.onError = (why) => failures.push(`${i} ${why} ${Math.round(bench.ms)}`);
    return client;
  });
  bench.run(10_000); // Each has asked four times by now.
  expect(requests.map(({ remote }) => remote)).toEqual([1, 2, 3, 4].map((i) => `198.51.100.1:${0xc000 + i}`));
  requests[0].accept()?.send('welcome');
  requests[1].refuse();
  requests[2].ignore();
  requests[3].ignore();
  bench.run(2500);
  expect([requests.length, accepted.received, refused.isOpen]).toEqual([6, 'welcome', false]);
  expect(requests[0].accept()).toBe(null);
  requests[5].accept();
  bench.run(20_000);
  expect([ignored.wasOpen, repeated.isOpen]).toEqual([false, true]);
  expect(failures).toEqual(['1 reset 10000', '2 aborted 18500']);
  end();
  const late = bench.board.network.connect('10.0.0.8', 80);
  bench.run(100);
  expect([late.isOpen, requests.length]).toEqual([false, 6]);
});
