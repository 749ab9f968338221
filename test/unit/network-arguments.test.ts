/** What JavaScript gives the network, which knows no types: what cannot be is refused where it is said. */
import { describe, expect, test } from 'vitest';
import { http } from '../../src/index.js';
import { networkBench } from './network-bench.js';

const { network } = networkBench('').board;
const host = network.host('host', '10.0.0.7');
const port = host.datagrams(0);
const some = (value: unknown) => value as never;

describe('what cannot be is named', () => {
  test.each<[string, () => unknown]>([
    ['options: undefined is not an object of options', () => network.accessPoint(some(undefined))],
    ['ssid: undefined is not a string or bytes', () => network.accessPoint(some({ password: 'password' }))],
    ["unknown option 'pasword'; choose from ssid, password", () => network.accessPoint(some({ ssid: 'a', pasword: 'password' }))],
    ["rssi: 'near' is not a number of dBm", () => network.accessPoint(some({ ssid: 'a', rssi: 'near' }))],
    ['name: 5 is not a string', () => network.host(some(5), '10.0.0.9')],
    ["unknown option 'latency'; choose from latencyMs", () => network.host('a', '10.0.0.9', some({ latency: 20 }))],
    ['latencyMs: -1 is not a number of milliseconds, 0 or more', () => network.host('a', '10.0.0.9', { latencyMs: -1 })],
    ['port: 0 is not a whole number from 1 to 65535', () => host.listen(0, () => {})],
    ["port: 'x' is not a whole number from 1 to 65535", () => host.listen(some('x'), () => {})],
    ['serve: undefined is not a function that takes a connection', () => host.listen(80, some(undefined))],
    ['port: 99999 is not a whole number from 1 to 65535', () => host.connect('10.0.0.7', 99_999)],
    ['port: undefined is not a whole number from 1 to 65535', () => network.connect('10.0.0.7', some(undefined))],
    ['content: this object is not a string or bytes', () => host.connect('10.0.0.7', 80).send(some({ a: 1 }))],
    ['port: -1 is not a whole number from 0 to 65535', () => host.datagrams(-1)],
    ['heard: 5 is not a function that takes a datagram', () => host.datagrams(5, some(5))],
    ['content: 5 is not a string or bytes', () => port.send(some(5), '10.0.0.7', 5)],
    ['port: 0 is not a whole number from 1 to 65535', () => port.send('a', '10.0.0.7', 0)],
  ])('%s', (message, act) => {
    expect(act).toThrow(message);
  });

  test('the body of an answer that is no text', () => {
    const bench = networkBench('');
    const server = bench.board.network.host('server', '10.0.0.8');
    server.listen(80, http(some(() => ({ body: { a: 1 } }))));
    server.connect('10.0.0.8', 80).send('GET / HTTP/1.0\r\n\r\n');
    expect(() => bench.run(1000)).toThrow('content: this object is not a string or bytes');
  });
});
