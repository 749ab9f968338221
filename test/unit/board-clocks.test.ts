/** What the firmware refuses when a program changes its clock, and stop mode with clocks for which it is not known what the firmware makes of them. */
import { expect, test } from 'vitest';
import { output } from './board-python.js';

const FATAL = "\nFATAL ERROR:\ncan't change freq";

test.each([16_000_000, 23_999_999])('a SYSCLK of %d Hz would need the internal oscillator, which is off: a fatal error', (hertz) => {
  expect(output(`import machine\nprint(1)\nmachine.freq(${hertz})\nprint(2)\n`)).toBe(`1\n${FATAL}`);
});

test('a program can switch it on; selecting the PLL and stop mode end with it off', () => {
  const on = 'stm.mem32[stm.RCC + stm.RCC_CR] |= 1\n';
  const is = 'print(machine.freq()[0], stm.mem32[stm.RCC + stm.RCC_CR] & 3)\n';
  const source = `
import machine, stm
${on}machine.freq(16000000)
${is}stm.mem32[stm.RCC + stm.RCC_CR] &= ~1
${is}machine.freq(12000000)
${is}machine.freq(168000000)
${is}${on}machine.lightsleep(10)
${is}machine.freq(16000000)
`;
  expect(output(source)).toBe(`16000000 3\n16000000 3\n12000000 3\n168000000 0\n168000000 0\n${FATAL}`);
});

test('after stop mode the firmware selects the PLL, which it has set up for no SYSCLK that comes from an oscillator', () => {
  const source = `
import machine
machine.freq(12000000)
try:
    machine.lightsleep(10)
except NotImplementedError as e:
    print(e)
machine.freq(24000000)
machine.lightsleep(10)
print(machine.freq()[0])
`;
  expect(output(source)).toBe('stop mode is not simulated with SYSCLK at 12000000 Hz\n24000000\n');
});
