/** Connections whose other end has vanished without a word: what is left of them is in nobody's way. */
import { expect, test } from 'vitest';
import { linesOf, networkBench } from './network-bench.js';

test('a place among those that are being connected is free again 20 seconds after its host has vanished', () => {
  const bench = networkBench(`
server = socket.socket()
server.bind(("", 80))
server.listen(1)
print("ready")
client, address = server.accept()
print(address[0], client.recv(10))
`);
  const { network } = bench.board;
  const vanishing = network.host('vanishing', '10.0.0.7');
  const patient = network.host('patient', '10.0.0.8');
  bench.runUntil(() => bench.output.includes('ready'), 10_000);
  vanishing.connect('192.168.1.100', 80);
  vanishing.up = false;
  bench.run(15_000);
  const early = patient.connect('192.168.1.100', 80);
  early.send('early');
  bench.run(1000);
  expect(early.wasOpen).toBe(false);
  expect(linesOf(bench)).toEqual(['ready', "10.0.0.8 b'early'"]);
});

test('a board that was reset connects from the same port again: its host has the old connection reset', () => {
  const bench = networkBench(`
import machine
s = socket.socket()
s.bind(("", 5000))
start = time.ticks_ms()
s.connect(("10.0.0.7", 80))
print(s.recv(10), time.ticks_diff(time.ticks_ms(), start))
if machine.reset_cause() != machine.HARD_RESET:
    machine.reset()
`);
  const errors: string[] = [];
  bench.board.network.host('server', '10.0.0.7').listen(80, (connection) => {
    connection.onError = (why) => errors.push(why);
    connection.send('hello');
  });
  bench.run(40_000);
  expect(bench.output.match(/b'hello' \d+/g)).toEqual(["b'hello' 8", "b'hello' 3008"]);
  expect(errors).toEqual(['reset']);
});
