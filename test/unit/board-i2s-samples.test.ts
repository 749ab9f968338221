/** What goes over an I2S line, and what comes from there: samples as they are, at their pace. */
import { describe, expect, test } from 'vitest';
import type { I2sFrame } from '../../src/index.js';
import { PythonBench } from './board-python.js';

/** A board whose program sends, and the frames of the line, silence left out. */
function sent(bits: 16 | 32, format: 'MONO' | 'STEREO', values: string, rest = ''): { frames: I2sFrame[]; at: number[] } {
  const machine = new PythonBench(`
from machine import I2S, Pin
from array import array
import time
i2s = I2S(2, sck=Pin('Y6'), ws=Pin('Y5'), sd=Pin('Y8'), mode=I2S.TX, bits=${bits}, format=I2S.${format}, rate=8000, ibuf=2000)
i2s.write(array('${bits === 16 ? 'h' : 'i'}', ${values}))
${rest}
time.sleep_ms(50)
`);
  const frames: I2sFrame[] = [];
  const at: number[] = [];
  machine.board.i2sPort(2).onFrames = (stretch) => {
    if (stretch.every(([left, right]) => left === 0 && right === 0)) return;
    at.push(Number(machine.clock.elapsed()) / 1e6);
    frames.push(...stretch);
  };
  machine.run();
  return { frames, at };
}

describe('the line carries what the program has written', () => {
  test('in stereo, left and right in turn', () => {
    const { frames } = sent(16, 'STEREO', '(i * (1 if i % 2 else -1) for i in range(1, 129))');
    expect(frames).toHaveLength(64);
    expect(frames.slice(0, 2)).toEqual([
      [1, -2],
      [3, -4],
    ]);
    expect(frames.at(-1)).toEqual([127, -128]);
  });

  test('a single channel on both sides, with its sign, in 32 bits', () => {
    const { frames } = sent(32, 'MONO', '(-1_000_000_000 + i for i in range(64))');
    expect(frames).toHaveLength(48); // less than half a buffer stays behind
    expect(frames[0]).toEqual([-1_000_000_000, -1_000_000_000]);
    expect(frames[47]).toEqual([-999_999_953, -999_999_953]);
  });

  test('in stretches that last as long as their frames', () => {
    const { at, frames } = sent(16, 'STEREO', '(7 for _ in range(256))');
    expect(frames).toHaveLength(128);
    const [first = 0, ...others] = at;
    expect(others.map((ms) => ms - first)).toEqual([4, 8, 12]); // 32 frames of 125 µs
  });
});

describe('the program reads what the line carries', () => {
  const read = (bits: 16 | 32, format: 'MONO' | 'STEREO', source: ((frame: number) => I2sFrame) | null): string => {
    const machine = new PythonBench(
      `
from machine import I2S, Pin
from array import array
i2s = I2S(1, sck=Pin('X6'), ws=Pin('X5'), sd=Pin('Y4'), mode=I2S.RX, bits=${bits}, format=I2S.${format}, rate=16000, ibuf=4000)
samples = array('${bits === 16 ? 'h' : 'i'}', [0] * 6)
i2s.readinto(samples)
print(list(samples))
i2s.readinto(samples)
print(samples[0])
`,
      'pybd-sf2',
    );
    machine.board.i2sPort(1).source = source;
    return machine.run();
  };

  test.each([
    [16, 'MONO', '[0, 10, 20, 30, 40, 50]\n60\n'],
    [16, 'STEREO', '[0, -1, 10, -11, 20, -21]\n30\n'],
    [32, 'MONO', '[0, 10, 20, 30, 40, 50]\n60\n'],
    [32, 'STEREO', '[0, -1, 10, -11, 20, -21]\n30\n'],
  ] as const)('of %i bits, %s', (bits, format, expected) => {
    expect(read(bits, format, (frame) => [10 * frame, -10 * frame - 1])).toBe(expected);
  });

  test('of which nobody drives it the pull-up', () => {
    expect(read(16, 'MONO', null)).toBe('[-1, -1, -1, -1, -1, -1]\n-1\n');
  });

  test('frames that find no room are lost', () => {
    const machine = new PythonBench(
      `
from machine import I2S, Pin
import time
i2s = I2S(1, sck=Pin('X6'), ws=Pin('X5'), sd=Pin('Y4'), mode=I2S.RX, bits=16, format=I2S.MONO, rate=16000, ibuf=400)
time.sleep_ms(100)
def read(count):
    samples = bytearray(2 * count)
    i2s.readinto(samples)
    return [int.from_bytes(samples[i:i + 2], 'little') for i in range(0, 2 * count, 2)]
print(read(48))
print(read(16)[0] > 1000)
`,
      'pybd-sf2',
    );
    machine.board.i2sPort(1).source = (frame) => [frame, 0];
    expect(machine.run()).toBe(`[${Array.from({ length: 48 }, (_, i) => i).join(', ')}]\nTrue\n`);
  });
});

test('an interface that the board has not is refused', () => {
  expect(() => new PythonBench('').board.i2sPort(1)).toThrow('pybv11 has no I2S 1');
});
