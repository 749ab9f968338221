/** Addresses as lwIP reads them (`ip4addr_aton`), and whom they mean. */
import { expect, test } from 'vitest';
import { addressOf, addressText, isForAll, isGroup, isLoopback } from '../../src/net/address.js';

const read = (text: string): string | null => {
  const address = addressOf(text);
  return address === null ? null : addressText(address);
};

test.each([
  ['10.0.0.7', '10.0.0.7'],
  ['255.255.255.255', '255.255.255.255'],
  ['10.1.513', '10.1.2.1'],
  ['10.258', '10.0.1.2'],
  ['167772161', '10.0.0.1'],
  ['0x0a.010.0.0x7', '10.8.0.7'],
  ['10.0.0.7 and more', '10.0.0.7'],
  ['10.0.0.256', null],
  ['256.0.0.1', null],
  ['10.0.65536', null],
  ['4294967296', null],
  ['10.0.0.08', null],
  ['10.0.0.7.1', null],
  ['10.0.0.', null],
  ['broker', null],
  ['', null],
])('%j is %j', (text, address) => {
  expect(read(text)).toBe(address);
});

test('everybody, a group, oneself', () => {
  const [own, mask] = [addressOf('192.168.1.100') as number, addressOf('255.255.255.0') as number];
  const means = (text: string): string[] => {
    const address = addressOf(text) as number;
    const all = { all: isForAll(address, own, mask), group: isGroup(address), self: isLoopback(address) };
    return Object.entries(all).flatMap(([name, holds]) => (holds ? [name] : []));
  };
  expect(['255.255.255.255', '192.168.1.255', '192.168.2.255', '224.0.0.251', '127.0.0.1', '10.0.0.7'].map(means)).toEqual([
    ['all'],
    ['all'],
    [],
    ['group'],
    ['self'],
    [],
  ]);
});
