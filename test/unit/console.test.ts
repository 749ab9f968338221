/** The console's input: what has been typed and not yet read. */
import { describe, expect, it } from 'vitest';
import { Console } from '../../src/system/prompt/console.js';

function make() {
  const strikes = { count: 0 };
  const console = new Console({
    send: () => {},
    newline: '\n',
    encode: (text) => new TextEncoder().encode(text),
    interrupted: () => {
      strikes.count++;
    },
    arrived: () => {},
    lacking: () => false,
  });
  const type = (text: string): void => console.feed(new TextEncoder().encode(text));
  const rest = (): string => {
    let text = '';
    for (let byte = console.take(); byte !== undefined; byte = console.take()) text += String.fromCharCode(byte);
    return text;
  };
  return { console, strikes, type, rest };
}

describe('what is typed', () => {
  it('is read in its order, however it comes and goes', () => {
    const { console, type, rest } = make();
    let [typed, read] = ['', ''];
    for (let i = 0; i < 200; i++) {
      const piece = String.fromCharCode(33 + (i % 90)).repeat(i);
      type(piece);
      typed += piece;
      for (let n = 0; n < i - 50; n++) read += String.fromCharCode(console.take() as number);
    }
    expect(console.available).toBe(typed.length - read.length);
    expect(read + rest()).toBe(typed);
    expect([console.available, console.take()]).toEqual([0, undefined]);
  });

  it('is forgotten up to the byte that interrupts', () => {
    const { console, strikes, type, rest } = make();
    console.interruptByte = 3;
    type('abc');
    type('de\x03fg\x03hi');
    expect([strikes.count, rest()]).toEqual([2, 'hi']);
  });

  it('does not forget on a line that the console is not on', () => {
    const { console, strikes, type } = make();
    console.interruptByte = 3;
    console.lines = [];
    type('a\x03b');
    expect([strikes.count, console.usb.available]).toEqual([0, 3]);
  });

  it('costs what it is, however much waits: eight times as much takes nowhere near the square of that', () => {
    const cpuOf = (megabytes: number): number => {
      const { console } = make();
      const begun = process.cpuUsage();
      console.feed(new Uint8Array(megabytes << 20));
      while (console.take() !== undefined);
      const { user, system } = process.cpuUsage(begun);
      return user + system;
    };
    // The least of some: on a busy machine a single one is longer than it should be.
    const least = (megabytes: number): number => Math.min(...Array.from({ length: 12 }, () => cpuOf(megabytes)));
    expect(least(16) / least(2)).toBeLessThan(24);
  });
});
