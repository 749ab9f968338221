/** What `framebuf` draws outside of its canvas takes the board's time, but not the host's. */
import { expect, test } from 'vitest';
import { fuel } from '../../src/execution.js';
import { Canvas } from '../../src/modules/framebuf/canvas.js';
import { FORMAT, FORMATS, type PixelFormat } from '../../src/modules/framebuf/pixels.js';
import { fillPolygon, outlinePolygon } from '../../src/modules/framebuf/polygon.js';
import { TestBench } from '../../src/testing/test-bench.js';

/**
 * Runs drawing on a canvas of 10000×8 pixels, with a timer that notes when it has called. `where` is a Python value of that name. Returns the
 * microseconds it takes, and those moments.
 */
function timesOf(drawing: string, where = '0'): string {
  const source = `import framebuf, pyb, time
from array import array
canvas = framebuf.FrameBuffer(bytearray(10000), 10000, 8, framebuf.MONO_VLSB)
calls = array('i', [0] * 40)
where = ${where}
count = 0
def call(_):
    global count
    calls[count % 40] = time.ticks_diff(time.ticks_us(), start)
    count += 1
start = time.ticks_us()
pyb.Timer(2, freq=3000, callback=call)
${drawing}
pyb.Timer(2).deinit()
print(time.ticks_diff(time.ticks_us(), start), count, calls)
`;
  const bench = new TestBench({ 'main.py': source }, { afterwards: 'stop' });
  bench.run(5000);
  expect(bench.exit?.kind).toBe('ok');
  return bench.output;
}

test.each([
  ['to the right', '0, 3, 9999, 3', '0, -3, 9999, -3'],
  ['to the left', '9999, 7, 0, 0', '9999, 17, 0, 10'],
  ['partly outside', '0, 0, 9999, 7', '-4321, -4, 5678, 3'],
  ['steeply', '3, 0, 3, 9999', '3, -5000, 3, 4999'],
])('a line takes its time, and is interrupted, wherever it lies: %s', (_, inside, outside) => {
  expect(timesOf('canvas.line(*where)', `${outside}, 1`)).toBe(timesOf('canvas.line(*where)', `${inside}, 1`));
});

test('a filled polygon takes its time row by row, wherever it lies', () => {
  const fill = (y: number): string => timesOf("canvas.poly(0, where, array('h', [0, 0, 5, 9000, -5, 9000]), 1, True)", `${y}`);
  expect(fill(-20000)).toBe(fill(20000));
  expect(Number(fill(20000).split(' ', 1)[0]) * 168).toBeGreaterThan(9000 * 3 * 40);
});

/** Draws with endless fuel, as on the ideal clock; returns how many pixels were asked for, inside or outside. */
function pixelsAskedFor(draw: (canvas: Canvas) => void): number {
  let asked = 0;
  class Watched extends Canvas {
    override set(x: number, y: number, colour: number): void {
      asked++;
      super.set(x, y, colour);
    }
  }
  const { left } = fuel;
  fuel.left = Number.POSITIVE_INFINITY;
  try {
    draw(new Watched(new Uint8Array(128), 16, 8, 16, FORMATS.get(FORMAT.GS8) as PixelFormat));
  } finally {
    fuel.left = left;
  }
  return asked;
}

const FAR = 2 ** 31 - 1;
const CORNERS = [
  { x: -FAR, y: -FAR },
  { x: FAR, y: 3 },
  { x: -5, y: FAR },
];

test.each<[string, (canvas: Canvas) => void]>([
  ['a line', (canvas) => canvas.line({ x: -FAR, y: 0 }, { x: FAR, y: 5 }, 1)],
  ['a steep line', (canvas) => canvas.line({ x: 5, y: FAR }, { x: 5, y: -FAR }, 1)],
  ['a line that never comes near', (canvas) => canvas.line({ x: -FAR, y: -FAR }, { x: FAR, y: -FAR }, 1)],
  ['a polygon', (canvas) => outlinePolygon(canvas, { x: 0, y: 0 }, CORNERS, 1)],
  ['a filled polygon', (canvas) => fillPolygon(canvas, { x: 0, y: 0 }, CORNERS, 1)],
])('the host does not walk along what nobody sees: %s', (_, draw) => {
  expect(pixelsAskedFor(draw)).toBeLessThan(100);
});
