/** `machine.CAN`: queue, filters, interrupts and errors, in loopback and between the two controllers of a board. */
import { describe, expect, test } from 'vitest';
import { CanBus } from '../../src/board/can/bus.js';
import { output, PythonBench } from './board-python.js';

const HEAD = 'from machine import CAN\nimport time\n';
/** Prints each expression, or the exception it raises. */
const values = (...expressions: string[]): string[] =>
  output(`${HEAD}${expressions.map((e) => `try:\n    print(${e})\nexcept Exception as e:\n    print(repr(e))\n`).join('')}`)
    .trimEnd()
    .split('\n');

describe('a controller', () => {
  test('prints its bit rate as it is, and tells its timings', () => {
    expect(values('CAN(1, 125000)', 'CAN(1, 500000, mode=CAN.MODE_LOOPBACK).get_timings()', 'CAN("A", 1000000)')).toEqual([
      'CAN(1, bitrate=125000, mode=CAN.MODE_NORMAL, sjw=1, tseg1=11, tseg2=4, f_clock=42000000)',
      '[500000, 1, 8, 3, None, None]',
      'ValueError("CAN(A) doesn\'t exist",)',
    ]);
  });

  test('refuses what its registers cannot hold', () => {
    expect(
      values(
        'CAN(3, 125000)',
        'CAN(1, 125000, mode=5)',
        'CAN(1, 125000, sjw=5)',
        'CAN(1, 125000, tseg1=55)',
        'CAN(1, 125000, tseg1=8, tseg2=9)',
        'CAN(1, 125000, sample_point=101)',
        'CAN(1, -1)',
        'CAN(1, 125000).send(0x800, b"")',
        'CAN(1, 125000).send(1, b"123456789")',
        'CAN(1, 125000).set_filters([(1, 2)])',
        'CAN(1, 125000).set_filters([(1, 2, 1)])',
        'CAN(1, 125000).irq(print, 4)',
        'CAN(1, 125000).deinit() or CAN(1, 125000).deinit() or 0',
      ),
    ).toEqual([
      'ValueError("CAN(3) doesn\'t exist",)',
      "ValueError('mode',)",
      "ValueError('sjw',)",
      "ValueError('tseg1',)",
      "ValueError('tseg2',)",
      "ValueError('sample_point',)",
      "ValueError('unable to calculate BRP for baudrate',)",
      "ValueError('invalid id',)",
      "OverflowError('data too long',)",
      "ValueError('filter items must have length 3',)",
      "ValueError('flags',)",
      "ValueError('trigger 0x00000004 unsupported',)",
      '0',
    ]);
  });

  test('does nothing before init and after deinit', () => {
    expect(
      output(
        `${HEAD}c = CAN(1, 125000)\nc.deinit()\nprint(c.state() == CAN.STATE_STOPPED)\ntry:\n    c.recv()\nexcept OSError as e:\n    print(e)`,
      ),
    ).toBe('True\n[Errno 22] EINVAL\n');
  });

  test('hears itself in loopback, through its filters; a list that is given is filled', () => {
    expect(
      output(`${HEAD}
c = CAN(1, 1000000, mode=CAN.MODE_LOOPBACK)
c.set_filters([(0x100, 0x700, 0), (0x10000, 0x1fff0000, CAN.FLAG_EXT_ID)])
print(c.send(0x123, b'abc'), c.send(0x223, b'no'), c.send(0x10001, b'', CAN.FLAG_EXT_ID | CAN.FLAG_RTR))
time.sleep_ms(5)
first = c.recv()
print(first[0], bytes(first[1]), first[2], first[3])
print(c.recv(first) is first, first[0], bytes(first[1]), first[2] == CAN.FLAG_EXT_ID | CAN.FLAG_RTR)
print(c.recv(), c.get_counters())
`),
    ).toBe("0 1 2\n291 b'abc' 0 0\nTrue 65537 b'' True\nNone [0, 0, 0, 0, 0, 0, 0, 0]\n");
  });

  test('keeps frames of one identifier in order: the next must wait, unless order does not matter; three fit', () => {
    expect(
      output(`${HEAD}
c = CAN(1, 125000, mode=CAN.MODE_LOOPBACK)
print(c.send(1, b''), c.send(1, b''), c.send(1, b'', CAN.FLAG_UNORDERED), c.send(2, b''), c.send(3, b''))
print(c.cancel_send(2), c.cancel_send(2), c.get_counters()[5])
time.sleep_ms(5)
print(c.send(1, b''), c.cancel_send(1))
`),
    ).toBe('0 None 1 2 None\nTrue False 2\n0 False\n');
  });

  test('calls a handler for frames that have come, been sent, and failed', () => {
    expect(
      output(`${HEAD}
def happened(can):
    flags = can.irq().flags()
    while flags:
        if flags & CAN.IRQ_RX: print('received', bytes(can.recv()[1]))
        if flags & CAN.IRQ_TX: print('failed' if flags & CAN.IRQ_TX_FAILED else 'sent', flags >> CAN.IRQ_TX_IDX_SHIFT & CAN.IRQ_TX_IDX_MASK)
        flags = can.irq().flags()
c = CAN(1, 125000, mode=CAN.MODE_LOOPBACK)
c.set_filters(None)
c.irq(happened, CAN.IRQ_RX | CAN.IRQ_TX)
c.send(1, b'one')
c.send(2, b'two')
c.cancel_send(1)
time.sleep_ms(5)
print(c.irq().trigger() == CAN.IRQ_RX | CAN.IRQ_TX)
`),
    ).toBe("failed 1\nreceived b'one'\nsent 0\nTrue\n");
  });

  test('alone on its bus becomes passive and tells so', () => {
    expect(
      output(`${HEAD}
c = CAN(1, 1000000)
c.irq(lambda c: print(c.irq().flags() == CAN.IRQ_STATE, c.state()), CAN.IRQ_STATE)
c.send(1, b'')
time.sleep_ms(10)
print(c.get_counters())
c.restart()
time.sleep_ms(1)
print(c.get_counters()[2:6])
`),
    ).toBe('True 2\nTrue 3\n[128, 0, 1, 1, 0, 1, 0, 0]\n[0, 0, 0, 0]\n');
  });

  test('talks to the other one over a bus', () => {
    const bench = new PythonBench(`${HEAD}
a = CAN(1, 500000)
b = CAN(2, 500000)
b.set_filters(None)
a.send(0x42, b'hello')
time.sleep_ms(2)
print(bytes(b.recv()[1]), b.state() == CAN.STATE_ACTIVE)
`);
    const bus = new CanBus(bench.clock);
    for (const can of bench.board.cans) can.join(bus);
    expect(bench.run()).toBe("b'hello' True\n");
  });
});
