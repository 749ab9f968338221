/** ADC and DAC against numbers worked out by hand. */
import { describe, expect, test } from 'vitest';
import type { DacChannel } from '../../src/board/dac.js';
import { Bench } from './board-bench.js';
import { PythonBench } from './board-python.js';

describe('the ADC', () => {
  test('a pin takes 27 cycles of 42 MHz, the inside 492; the sample is that of the end of sampling', () => {
    const { board, clock } = new Bench();
    const { adc } = board;
    const seen: number[] = [];
    board.analogue('X1').set((nanos) => {
      seen.push(nanos);
      return 1.65;
    });
    expect(adc.convert(0)).toBe(2048);
    // 15 cycles last 357.14… ns, 12 last 285.71… ns.
    expect(seen).toEqual([358]);
    expect(clock.now).toBe(644);
    expect(adc.convert(17)).toBe(1502);
    expect(clock.now).toBe(644 + 11_429 + 286);
  });

  test('beyond the supply and below ground it stays at its ends', () => {
    const { board } = new Bench();
    const read = (volts: number): number => {
      board.analogue('X1').set(() => volts);
      return board.adc.convert(0);
    };
    expect([-1, 0, 0.0004, 0.0005, 3.3, 5].map(read)).toEqual([0, 0, 0, 1, 4095, 4095]);
  });

  test('a wire carries the voltage of whoever drives it', () => {
    const { board } = new Bench();
    board.analogue('X1').join(board.analogue('X5'));
    board.analogue('X5').join(board.analogue('Y11'));
    board.dacs[0].connect();
    board.dacs[0].write(1000);
    expect(board.adc.convert(0)).toBe(1000);
    expect(board.adc.convert(8)).toBe(1000);
    board.dacs[0].off();
    expect(board.adc.convert(0)).toBe(0);
  });

  test('the first sample is taken at once: to set a timer up is an update, which waits in the flag', () => {
    const bench = new PythonBench(
      `
import pyb
samples = bytearray(3)
adc = pyb.ADC('X19')
start = pyb.millis()
def ms():
    return pyb.millis() - start
adc.read_timed(samples, 100)
print(ms())
adc.read_timed(samples, 100)
print(ms())
tim = pyb.Timer(7, freq=100)
pyb.delay(5)
adc.read_timed(samples, tim)
print(ms())
adc.read_timed(samples, tim)
print(ms())
tim.callback(lambda t: None)
tim.callback(None)
adc.read_timed(samples, tim)
print(ms())
`,
    );
    expect(bench.run()).toBe('20\n40\n60\n90\n120\n');
  });

  test('a program sees a waveform', () => {
    const bench = new PythonBench('import pyb\nb = bytearray(4)\npyb.ADC("X19").read_timed(b, pyb.Timer(6, freq=10))\nprint(list(b))');
    bench.board.analogue('X19').set((nanos) => (Math.floor(nanos / 1e8) % 4) * 0.5);
    expect(bench.run()).toMatch(/^\[(0, 38, 77, 116|38, 77, 116, 0|77, 116, 0, 38|116, 0, 38, 77)\]\n$/);
  });
});

describe('the DAC', () => {
  const outputs = (begin: (bench: Bench, dac: DacChannel) => void, ms: number): string[] => {
    const bench = new Bench();
    const [dac] = bench.board.dacs;
    dac.connect();
    begin(bench, dac);
    bench.pass(ms * 1e6);
    return bench.log;
  };

  test('a triangle goes up a step at every update', () => {
    const log = outputs((bench, dac) => dac.startTriangle(bench.initTimer(6, 1000)), 4);
    expect(log).toEqual(['2000 DAC(1) 1', '3000 DAC(1) 2', '4000 DAC(1) 3']);
  });

  test('noise is the shift register of the manual', () => {
    const log = outputs((bench, dac) => dac.startNoise(bench.initTimer(6, 1000)), 4);
    // 0xaaa, then shifted right with the exclusive or of bits 0, 1, 4 and 6 on top.
    expect(log).toEqual(['1000 DAC(1) 2730', '2000 DAC(1) 3413', '3000 DAC(1) 3754', '4000 DAC(1) 3925']);
  });

  test('samples: the first update puts out what was there, the last one the last sample', () => {
    const start = (isCircular: boolean) => (bench: Bench, dac: DacChannel) => {
      dac.write(7);
      dac.startSamples(bench.initTimer(6, 1000), { count: 2, isCircular, read: (i) => 100 * (i + 1) });
    };
    const first = ['0 DAC(1) 7', '2000 DAC(1) 100', '3000 DAC(1) 200'];
    expect(outputs(start(false), 5)).toEqual(first);
    expect(outputs(start(true), 5)).toEqual([...first, '4000 DAC(1) 100', '5000 DAC(1) 200']);
  });
});
