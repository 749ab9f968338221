import { describe, expect, it } from 'vitest';
import { LedReport } from '../../src/system/reports/led-report.js';

const MS = 1_000_000n;

/** A report on LEDs that start dark and toggle at the given times, in milliseconds. */
function report(end: number, leds: Record<string, readonly number[]>, programEnd: number | null = null): string | null {
  const watched = new LedReport();
  const events = Object.entries(leds).flatMap(([signal, times]) =>
    times.map((time, i) => ({ t: BigInt(Math.round(time * 1e6)), signal, value: (i + 1) % 2 })),
  );
  for (const signal of Object.keys(leds)) watched.note({ t: 0n, signal, value: 0 });
  // The flash's work ends before its LED goes out.
  events.sort((a, b) => Number(a.t - b.t) || Number(b.signal === 'FLASH') - Number(a.signal === 'FLASH'));
  for (const event of events) watched.note(event);
  return watched.line(BigInt(end) * MS, programEnd === null ? null : BigInt(programEnd) * MS);
}

function every(interval: number, count: number, start = interval): number[] {
  return Array.from({ length: count }, (_, i) => start + i * interval);
}

describe('LedReport', () => {
  it('says nothing of LEDs that do not toggle', () => {
    expect(report(1000, { 'LED(1)': [], 'LED(2)': [1, 500] })).toBeNull();
  });

  it('counts edges and names the interval', () => {
    expect(report(10_000, { 'LED(3)': every(150, 66) })).toBe('LED(3): 66 edges every 150 ms, largest departure 0.000 ms');
  });

  it('ignores signals that are no LEDs', () => {
    expect(report(10_000, { X1: every(150, 66) })).toBeNull();
  });

  it('names the collection of garbage that an edge was late for, and no other', () => {
    const late = [...every(150, 20), 3155, ...every(150, 20, 3305)];
    const text = 'LED(3): 41 edges every 150 ms, first departure 5.000 ms at 3.155 s';
    const collected = `${text} (garbage collection), largest departure 5.000 ms at 3.155 s (garbage collection)`;
    expect(report(6_200, { 'LED(3)': late, GC: [3150, 3154.8] })).toBe(collected);
    const other = `${text}, largest departure 5.000 ms at 3.155 s`;
    expect(report(6_200, { 'LED(3)': late, GC: [3140, 3145] })).toBe(other); // It was over.
    expect(report(6_200, { 'LED(3)': late, GC: [3152, 3154] })).toBe(other); // It was too short.
  });

  it('says nothing of the red LED that shows writing on the flash, only of what a program does with it', () => {
    const writes = every(7000, 8).flatMap((start) => [start, start + 346]);
    expect(report(70_000, { 'LED(1)': writes, FLASH: writes })).toBeNull();
    const blinks = every(150, 9);
    expect(report(1_500, { 'LED(1)': [...blinks, 1400], FLASH: [1380, 1400] })).toContain('LED(1): 10 edges every 150 ms');
  });

  it('sees LEDs in step, together and alternating', () => {
    expect(report(10_000, { 'LED(1)': every(200, 49), 'LED(2)': every(200, 48, 400) })).toBe(
      'LED(1): 49 edges every 200 ms, largest departure 0.000 ms; LED(2): 48 edges every 200 ms, largest departure 0.000 ms; LEDs in step throughout',
    );
  });

  it('allows jitter below a tick and tells its size', () => {
    const jittered = every(200, 49).map((time, i) => time + (i % 3) * 0.004);
    expect(report(10_000, { 'LED(1)': jittered })).toMatch(/^LED\(1\): 49 edges every 200.* ms, largest departure 0\.012 ms$/);
  });

  it('tells the first and the largest departure', () => {
    const times = every(200, 20);
    const late = times.map((time, i) => time + (i >= 17 ? 10 : i >= 16 ? 3 : 0));
    expect(report(4_100, { 'LED(1)': late, 'LED(2)': times })).toBe(
      'LED(1): 20 edges every 200 ms, first departure 3.000 ms at 3.403 s, largest departure 7.000 ms at 3.61 s; ' +
        'LED(2): 20 edges every 200 ms, largest departure 0.000 ms; LEDs in step until 3.403 s',
    );
  });

  it('sees LEDs drift apart whose own intervals are regular', () => {
    const line = report(100_000, { 'LED(1)': every(200, 499), 'LED(2)': every(200.02, 499) });
    expect(line).toContain('LED(2): 499 edges every 200.02 ms, largest departure 0.000 ms; LEDs in step until');
  });

  it('compares those that toggle, not those that only shine or flash', () => {
    const line = report(100_000, {
      'LED(1)': [10],
      'LED(2)': every(250, 6, 90_000),
      'LED(3)': every(200, 499),
      'LED(4)': every(200.02, 499),
    });
    expect(line).not.toContain('LED(1)');
    expect(line).toMatch(/; LEDs in step until [\d.]+ s$/);
  });

  it('sees an LED that stops, which departs from nothing by that', () => {
    expect(report(10_000, { 'LED(1)': every(200, 10) })).toBe('LED(1): 10 edges every 200 ms until 2 s, largest departure 0.000 ms');
  });

  it('tells that an LED has stopped because the program ended, if that was before its next edge', () => {
    const blinks = { 'LED(1)': every(200, 10) };
    expect(report(10_000, blinks, 2_150)).toContain('10 edges every 200 ms until the program ended at 2.15 s, ');
    expect(report(10_000, blinks, 2_300)).toContain('10 edges every 200 ms until 2 s, ');
    expect(report(10_000, blinks, 1_000)).toContain('10 edges every 200 ms until 2 s, ');
    expect(report(2_100, blinks, 2_050)).toContain('10 edges every 200 ms, ');
  });

  it('sees LEDs in step that stop together, and one that is left behind', () => {
    expect(report(10_000, { 'LED(1)': every(200, 10), 'LED(2)': every(200, 9) })).toMatch(/; LEDs in step throughout$/);
    expect(report(10_000, { 'LED(1)': every(200, 10), 'LED(2)': every(200, 20) })).toMatch(/; LEDs in step until 2 s$/);
  });

  it('does not judge what LEDs do while the firmware shows something by them', () => {
    const watched = new LedReport();
    const blinks = every(200, 20).map((time, i) => ({ t: BigInt(time) * MS, signal: 'LED(1)', value: (i + 1) % 2 }));
    watched.note({ t: 0n, signal: 'LED(1)', value: 0 });
    for (const event of blinks) {
      if (event.t <= 2_000n * MS || event.t > 3_000n * MS) watched.note(event);
      else if (event.t > 2_500n * MS) watched.skip({ ...event, t: event.t + 7n * MS });
    }
    expect(watched.line(4_100n * MS)).toBe('LED(1): 15 edges every 200 ms, largest departure 0.000 ms');
  });

  it('does not count what comes before the pattern', () => {
    expect(report(10_000, { 'LED(1)': [3, 5, ...every(200, 49, 200)] })).toBe('LED(1): 51 edges every 200 ms, largest departure 0.000 ms');
  });

  it('knows uneven patterns', () => {
    const pulses = every(1000, 10).flatMap((time) => [time, time + 10]);
    expect(report(10_500, { 'LED(1)': pulses })).toBe('LED(1): 20 edges (on 10 ms, off 990 ms), largest departure 0.000 ms');
  });

  it('does not compare LEDs of different intervals', () => {
    expect(report(10_000, { 'LED(1)': every(200, 49), 'LED(2)': every(150, 66) })).toMatch(/; LEDs toggle at different intervals$/);
  });
});
