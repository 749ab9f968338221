/** A queue, and those who have long ones: what waits comes in its order, and a long wait costs no more than it is long. */
import { describe, expect, test } from 'vitest';
import { Arrivals } from '../../src/board/arrivals.js';
import { Contact, type Level } from '../../src/board/pin/line.js';
import { CanPeer } from '../../src/devices/can-peer.js';
import { Clock } from '../../src/sim/clock.js';
import { Queue } from '../../src/sim/queue.js';
import { PythonBench } from './board-python.js';
import { RATE } from './sim-machine.js';

describe('a queue', () => {
  test('first come, first served, whoever comes meanwhile', () => {
    const queue = new Queue<string>();
    queue.add('a');
    queue.add('b');
    expect([queue.length, queue.first, queue.take()]).toEqual([2, 'a', 'a']);
    queue.add('c');
    expect([queue.take(), queue.take(), queue.length]).toEqual(['b', 'c', 0]);
  });

  test('is empty at first, when all have been served, and when it has been cleared; and goes on from there', () => {
    const queue = new Queue<string>();
    const isEmpty = () => queue.length === 0 && queue.first === undefined && queue.take() === undefined;
    expect(isEmpty()).toBe(true);
    queue.add('a');
    queue.take();
    expect(isEmpty()).toBe(true);
    for (const item of ['b', 'c']) queue.add(item);
    queue.clear();
    expect(isEmpty()).toBe(true);
    queue.add('d');
    expect([queue.length, queue.take()]).toEqual([1, 'd']);
  });
});

/** Seconds of the processor that something takes. */
function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1e6;
}

// Each took ten times as long and more while the first of an array was shifted out.
describe('a long queue takes a time that grows with its length:', () => {
  const COUNT = 300_000;

  test('levels on their way to a line', () => {
    const clock = new Clock(RATE);
    const seen: (Level | null)[] = [];
    const contact = new Contact(() => seen.push(contact.level));
    const arrivals = new Arrivals(contact, clock.world);
    const seconds = secondsOf(() => {
      for (let i = 1; i <= COUNT; i++) arrivals.add((i % 2) as Level, BigInt(i));
      clock.advanceTo(COUNT);
    });
    expect([seen.length, seen[0], seen.at(-1)]).toEqual([COUNT, 1, 0]);
    expect(seconds).toBeLessThan(2);
  });

  test('frames that a CAN peer is to send', () => {
    const { board } = new PythonBench('');
    const peer = new CanPeer(board.canBus(1), board.time);
    for (let i = 0; i < COUNT; i++) peer.send({ id: i % 2048 });
    const ids: (number | undefined)[] = [];
    const seconds = secondsOf(() => {
      for (let i = 0; i < COUNT; i++) {
        ids.push(peer.offer()?.id);
        peer.sent();
      }
    });
    expect(ids.slice(0, 3)).toEqual([0, 1, 2]);
    expect(peer.offer()).toBe(null);
    expect(seconds).toBeLessThan(2);
  });
});
