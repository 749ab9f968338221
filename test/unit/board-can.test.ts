/** CAN on the wire against numbers worked out by hand, and two boards' worth of controllers on one bus. */
import { describe, expect, test } from 'vitest';
import { CanBus } from '../../src/board/can/bus.js';
import type { Can } from '../../src/board/can/can.js';
import { FifoEvent } from '../../src/board/can/fifo.js';
import { type CanFrame, stuffedLength, wins } from '../../src/board/can/frame.js';
import { Bench } from './board-bench.js';

const frame = (id: number, data: number[] = [], kind: Partial<CanFrame> = {}): CanFrame => ({
  id,
  isExtended: false,
  isRemote: false,
  data: Uint8Array.from(data),
  ...kind,
});
const MICRO = 1000;
/** 1 Mbit/s. */
const FAST = { isLoopback: false, isSilent: false, bitTime: MICRO, autoRestart: false };
const EVERYTHING = { isWide: false, isList: false, fifo: 0, registers: [0, 0] as const };

describe('frames', () => {
  test('arbitration: the lower identifier, data before remote, standard before extended', () => {
    expect(wins(frame(1), frame(2))).toBe(true);
    expect(wins(frame(2), frame(1))).toBe(false);
    expect(wins(frame(1), frame(1, [], { isRemote: true }))).toBe(true);
    expect(wins(frame(1), frame(1 << 18, [], { isExtended: true }))).toBe(true);
    expect(wins(frame(0, [], { isExtended: true }), frame(1))).toBe(true);
  });

  test('the length: 34 bits without data, plus 8 a byte and what is stuffed in', () => {
    // 0x555 alternates; the checksum's runs are short, too.
    expect(stuffedLength(frame(0x555, [0x55]))).toBeGreaterThanOrEqual(42);
    // All zeros: a 1 after every five equal bits; the checksum of zeros is zero.
    expect(stuffedLength(frame(0))).toBe(34 + 6);
    expect(stuffedLength(frame(0, [], { isExtended: true }))).toBeGreaterThan(54);
  });
});

describe('a bus', () => {
  const controllers = (count: number): { bench: Bench; cans: Can[] } => {
    const bench = new Bench();
    const bus = new CanBus(bench.clock);
    const cans = bench.board.cans.slice(0, count);
    for (const can of cans) {
      can.filters.set(can.filters.range(can.id)[0], EVERYTHING);
      can.join(bus);
      can.start(FAST);
    }
    return { bench, cans };
  };

  test('a frame is there when its last bit is, after 40 bits and 10 more, and the sender knows', () => {
    const { bench, cans } = controllers(2);
    const mailbox = cans[0].send(frame(0));
    bench.pass(49 * MICRO);
    expect([mailbox?.state, cans[1].held(0)]).toEqual(['pending', 0]);
    bench.pass(1 * MICRO);
    expect([mailbox?.state, cans[1].held(0)]).toEqual(['sent', 1]);
    expect(cans[1].take(0)).toMatchObject({ frame: { id: 0 }, filter: 0 });
  });

  test('of two that are equally urgent that in the first mailbox is sent, although it is younger', () => {
    const { bench, cans } = controllers(2);
    cans[0].send(frame(0));
    cans[0].send(frame(1, [1]));
    bench.pass(50 * MICRO);
    expect(cans[0].send(frame(1, [2]))?.number).toBe(0);
    expect(cans[0].send(frame(1, [3]), 0)).toBeNull();
    bench.pass(200 * MICRO);
    expect([1, 2, 3].map(() => cans[1].take(0)?.frame.data)).toEqual([[], [2], [1]].map((data) => Uint8Array.from(data)));
  });

  test('of two that begin together the more urgent wins, the other follows', () => {
    const { bench, cans } = controllers(2);
    // The bus is busy with the first while both others come.
    cans[0].send(frame(0x7ff));
    cans[0].send(frame(0x20, [1]));
    cans[1].send(frame(0x10, [2]));
    bench.pass(1000 * MICRO);
    expect(cans[1].held(0)).toBe(2);
    expect([cans[1].take(0)?.frame.id, cans[1].take(0)?.frame.id]).toEqual([0x7ff, 0x20]);
    expect(cans[0].take(0)?.frame.id).toBe(0x10);
  });

  test('a controller that is stopped while it sends breaks its frame off: nobody has it, and the bus is free again', () => {
    const { bench, cans } = controllers(2);
    cans[0].send(frame(0));
    bench.pass(20 * MICRO);
    cans[0].stop();
    // A second stop, as a reset makes it, finds nothing to break off.
    cans[0].stop();
    bench.pass(1000 * MICRO);
    expect(cans[1].held(0)).toBe(0);
    cans[0].start(FAST);
    cans[0].send(frame(3));
    bench.pass(1000 * MICRO);
    expect(cans[1].take(0)?.frame.id).toBe(3);
  });

  test('alone, a controller gets no acknowledgement and becomes passive; company helps', () => {
    const { bench, cans } = controllers(2);
    cans[1].join(null);
    const states: number[] = [];
    cans[0].onError = (state) => states.push(state);
    const mailbox = cans[0].send(frame(1));
    bench.pass(3000 * MICRO);
    expect([cans[0].sendErrors, mailbox?.state, states]).toEqual([128, 'pending', [2, 3]]);
    const bus = new CanBus(bench.clock);
    for (const can of cans) can.join(bus);
    bench.pass(1000 * MICRO);
    expect([mailbox?.state, cans[0].sendErrors, cans[1].held(0)]).toEqual(['sent', 127, 1]);
  });

  test('controllers of different rates do not hear each other', () => {
    const { bench, cans } = controllers(2);
    cans[1].start({ ...FAST, bitTime: 2 * MICRO });
    const mailbox = cans[0].send(frame(1));
    bench.pass(500 * MICRO);
    expect([mailbox?.state, cans[1].held(0)]).toEqual(['pending', 0]);
  });

  test('a silent controller hears, and acknowledges nothing', () => {
    const { bench, cans } = controllers(2);
    cans[1].start({ ...FAST, isSilent: true });
    const mailbox = cans[0].send(frame(1));
    bench.pass(500 * MICRO);
    expect([mailbox?.state, cans[1].held(0)]).toEqual(['pending', 0]);
  });

  test('interrupts: pending once, full, overflow', () => {
    const { bench, cans } = controllers(2);
    const events: FifoEvent[] = [];
    cans[1].onEvent = (_fifo, event) => events.push(event);
    cans[1].enableInterrupts(0, true);
    for (let n = 0; n < 4; n++) {
      cans[0].send(frame(n));
      bench.pass(100 * MICRO);
    }
    expect(events).toEqual([FifoEvent.PENDING, FifoEvent.FULL, FifoEvent.OVERFLOW]);
    expect([0, 1, 2].map(() => cans[1].take(0)?.frame.id)).toEqual([0, 1, 3]);
  });
});
