/** `micropython.mem_info` in the firmware's own form. */
import { describe, expect, it } from 'vitest';
import { heapMap, heapSummary } from '../../src/modules/micropython/memory-map.js';
import { output } from './board-python.js';

const content = {
  used: 160,
  total: 64 * 16 * 5,
  start: 0x20002000,
  objects: [
    { letter: 'L', bytes: 16 },
    { letter: 'h', bytes: 64 },
    { letter: 'S', bytes: 32 },
  ],
};

describe('the summary', () => {
  it('counts objects by their size, and what is no longer known as blocks', () => {
    expect(heapSummary(content)).toBe(
      'GC: total: 5120, used: 160, free: 4960\n No. of 1-blocks: 4, 2-blocks: 1, max blk sz: 4, max free sz: 310\n',
    );
  });
});

describe('the map', () => {
  it('has a letter for each object and leaves free lines out', () => {
    expect(heapMap(content)).toBe(`GC memory layout; from 20002000:\n00000000: Lh===S=hhh${'.'.repeat(54)}\n       (4 lines all free)\n`);
  });

  it('shows what a program holds', () => {
    const map = output('import micropython\nx = [1.5, (1, 2), bytearray(100)]\nmicropython.mem_info(1)\n');
    expect(map).toMatch(/^stack: \d+ out of 15360\nGC: total: 102400, used: \d+, free: \d+\n No\. of 1-blocks: \d+, /);
    for (const piece of ['L', 'F', 'T', 'Ah======', 'lines all free']) expect(map).toContain(piece);
  });
});

describe('the heap', () => {
  it('is as full before a collection as after it when nothing has died', () => {
    const program =
      'import gc\ndef f(a, b):\n    return a + b * 3\nclass C:\n    x = 1\nbefore = gc.mem_alloc()\ngc.collect()\nprint(before - gc.mem_alloc())\n';
    expect(Math.abs(Number(output(program)))).toBeLessThan(250);
  });
});
