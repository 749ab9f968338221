/** A node on a CAN bus that is no board: what it sends and hears, as a test writes it and as data. */
import { describe, expect, test } from 'vitest';
import { CanPeer } from '../../src/devices/can-peer.js';
import { setUp } from '../../src/system/setup/setup.js';
import { PythonBench } from './board-python.js';

const CAN = `
import pyb
from pyb import CAN
can = CAN(1, CAN.NORMAL, prescaler=6, bs1=11, bs2=2)
can.setfilter(0, CAN.MASK16, 0, (0, 0, 0, 0))
`; // 500 kbit/s on a PYBv1.1
const BOTH = '\ncan.setfilter(1, CAN.MASK32, 0, (0, 0))\n';

test('answers what it hears, frame by frame', () => {
  const machine = new PythonBench(`${CAN}can.send(b'\\x02\\x03', 0x123, timeout=100)\nprint(can.recv(0, timeout=100))\n`);
  const peer = new CanPeer(machine.board.canBus(1), machine.board.time, { bitrate: 500_000 });
  peer.onFrame = ({ id, data }) => peer.send({ id: id + 8, data: data.map((byte) => byte * byte) });
  expect(machine.run()).toBe("[299, False, False, 0, b'\\x04\\t']\n");
  expect(peer.frames).toEqual([{ id: 0x123, isExtended: false, isRemote: false, data: Uint8Array.of(2, 3) }]);
});

test('frames are written as can-utils write them', () => {
  const receive = `${CAN}${BOTH}for _ in range(4):\n    print(can.recv(0, timeout=1000))\n`;
  const send = "can.send('', 0x7ff)\ncan.send(b'ABCDEFGH', 0x123456, extframe=True)\ncan.send(3, 5, rtr=True)\npyb.delay(10)\n";
  const machine = new PythonBench(receive + send);
  const peer = new CanPeer(machine.board.canBus(1), machine.board.time, { bitrate: 500_000 });
  for (const text of ['123#DEADBEEF', '00000123#01.02', '7ff#', '001#R4']) peer.send(text);
  expect(machine.run().split('\n')).toEqual([
    "[291, False, False, 0, b'\\xde\\xad\\xbe\\xef']",
    "[291, True, False, 2, b'\\x01\\x02']",
    "[2047, False, False, 0, b'']",
    "[1, False, True, 0, b'\\x00\\x00\\x00\\x00']",
    '',
  ]);
  expect(peer.received).toBe('00123456#4142434445464748\n005#R1\n7FF#\n');
});

test('it sends when there is somebody to hear it, and nobody at another rate is', () => {
  const machine = new PythonBench(`pyb = __import__('pyb')\npyb.delay(200)\n${CAN}print(can.recv(0, timeout=100))\nprint(can.any(0))`);
  const peer = new CanPeer(machine.board.canBus(1), machine.board.time, { bitrate: 500_000 });
  const deaf = new CanPeer(machine.board.canBus(1), machine.board.time, { bitrate: 250_000 });
  peer.send('101#');
  deaf.send('102#');
  expect(machine.run()).toBe("[257, False, False, 0, b'']\nFalse\n");
});

test('what it sends costs nothing while it is alone', () => {
  const machine = new PythonBench(`pyb = __import__('pyb')\npyb.delay(9000)\n${CAN}print(can.recv(0, timeout=100))`);
  const peer = new CanPeer(machine.board.canBus(1), machine.board.time, { bitrate: 500_000 });
  let tries = 0;
  peer.begun = () => tries++;
  peer.send('101#');
  expect(machine.run()).toBe("[257, False, False, 0, b'']\n");
  expect(tries).toBe(2);
});

test('a board whose chip stands still neither hears nor acknowledges a frame, and then finds it repeated', () => {
  const asleep = `${CAN}import machine\nmachine.lightsleep(200)\nprint(can.any(0), can.recv(0, timeout=100))\nprint(can.any(0))`;
  const machine = new PythonBench(asleep);
  const { time } = machine.board;
  const peer = new CanPeer(machine.board.canBus(1), time, { bitrate: 500_000 });
  const tries: number[] = [];
  peer.begun = () => tries.push(Number(time.elapsed() / 1_000_000n));
  time.alarm(() => peer.send('101#')).set(time.now + 50_000_000);
  expect(machine.run()).toBe("False [257, False, False, 0, b'']\nFalse\n");
  expect(tries).toEqual([50, 199]);
});

test('a frame that the chip is sending when it stops is sent again when it goes on', () => {
  const machine = new PythonBench(`${CAN}import machine\ncan.send(b'12345678', 0x101)\nmachine.lightsleep(200)\npyb.delay(1)`);
  const { time } = machine.board;
  const peer = new CanPeer(machine.board.canBus(1), time, { bitrate: 500_000 });
  const moments: number[] = [];
  peer.onFrame = () => moments.push(Number(time.elapsed() / 1_000_000n));
  machine.run();
  expect(moments).toEqual([200]);
});

describe('as data', () => {
  test('it sends at its moments', () => {
    const machine = new PythonBench(`${CAN}print(can.recv(0, timeout=1000), pyb.millis())\nprint(can.recv(0, timeout=1000), pyb.millis())`);
    setUp(machine.board, {
      devices: { ecu: { type: 'can', can: 1, bitrate: 500_000 } },
      at: { '100ms': { 'ecu.send': '200#07D0' }, '300ms': { 'ecu.send': '201#R0' } },
    });
    expect(machine.run()).toBe("[512, False, False, 0, b'\\x07\\xd0'] 100\n[513, False, True, 0, b''] 300\n");
  });

  test.each([
    [{ devices: { ecu: { type: 'can' } } }, "ecu: 'can' is missing; pybv11 has CAN 1, 2"],
    [{ devices: { ecu: { type: 'can', can: 3 } } }, 'ecu.can: 3 does not exist; pybv11 has CAN 1, 2'],
    [
      { devices: { ecu: { type: 'can', can: 1 } }, at: { '1s': { 'ecu.send': '800#' } } },
      'ecu.send: "800#" is not a frame such as 123#DEADBEEF, 00012345# or 123#R4',
    ],
  ])('%j is refused', (setup, complaint) => {
    expect(() => setUp(new PythonBench('').board, setup)).toThrow(complaint);
  });

  test('several are on one bus, and hear each other', () => {
    const machine = new PythonBench(`${CAN}print(can.recv(0, timeout=1000))`);
    const devices = setUp(machine.board, {
      devices: { one: { type: 'can', can: 1, bitrate: 500_000 }, two: { type: 'can', can: 1, bitrate: 500_000 } },
      at: { '100ms': { 'one.send': '010#AA' } },
    });
    machine.run();
    expect([...devices.values()].map(({ received }) => received)).toEqual(['', '010#AA\n']);
  });
});

test('what is no frame, and no rate, is refused', () => {
  const { board } = new PythonBench('');
  expect(() => new CanPeer(board.canBus(1), board.time, { bitrate: 0 })).toThrow(
    new RangeError('bitrate: 0 is not a number of bits per second up to 1000000'),
  );
  expect(() => board.canBus(9)).toThrow('pybv11 has no CAN 9');
  const peer = new CanPeer(board.canBus(1), board.time);
  expect(() => peer.send('123')).toThrow(new RangeError('"123" is not a frame such as 123#DEADBEEF, 00012345# or 123#R4'));
  expect(() => peer.send({ id: 0x800, data: [] })).toThrow(
    new RangeError('a frame has an id of 11 bits (29 if it is extended) and up to 8 bytes'),
  );
  expect(() => peer.send({ id: 1, data: Array(9).fill(0) })).toThrow(RangeError);
});
