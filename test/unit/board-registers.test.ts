/** What programs set up by registers — chained timers, alarms, half duplex — does the same in either tier, however it is sliced. */
import { expect, test } from 'vitest';
import { type MachineOutcome, runMachine } from '../support/run.js';

const PROGRAM = `
import pyb
from stm import *
leds = [pyb.LED(n) for n in (1, 2, 3, 4)]
log = []

# TIM3 counts cycles, TIM4 its updates, TIM2 those of TIM4.
pyb.Timer(3, prescaler=0, period=4999, callback=lambda t: None)
tim4 = pyb.Timer(4, prescaler=0, period=4)
tim2 = pyb.Timer(2, prescaler=0, period=9)
mem32[TIM3 + TIM_CR2] = mem32[TIM4 + TIM_CR2] = 2 << 4
mem32[TIM4 + TIM_SMCR] = 2 << 4 | 7
mem32[TIM2 + TIM_SMCR] = 3 << 4 | 7
tim4.callback(lambda t: leds[0].toggle())
tim2.callback(lambda t: leds[1].toggle())

# An alarm every 1/128 s.
mem32[RTC + RTC_WPR] = 0xca
mem32[RTC + RTC_WPR] = 0x53
mem32[RTC + RTC_ALRMAR] = 0x80808080
mem32[RTC + RTC_ALRMASSR] = 1 << 24
ISR = RTC + RTC_ISR  # above 2^30, which an interrupt cannot compute
def ring(line):
    leds[2].toggle()
    mem32[ISR] = 0
pyb.ExtInt(17, pyb.ExtInt.IRQ_RISING, pyb.Pin.PULL_NONE, ring)
mem32[RTC + RTC_CR] |= 0x1100

# A UART that hears itself.
uart = pyb.UART(4, 57600, timeout=1)
mem32[UART4 + USART_CR3] |= 8
for i in range(40):
    uart.write(bytes(range(i % 12)))
    log.append((uart.any(), tim4.counter(), tim2.counter(), mem32[RTC + RTC_SSR]))
    uart.read()
    leds[3].toggle()
print(log)
`;

test('the same output, trace and time', () => {
  const run = (options: object): MachineOutcome => runMachine(PROGRAM, { board: 'pybv11', ...options });
  const plain = run({ tier: 'interpreter' });
  expect(plain.state).toBe('ended');
  for (const n of [1, 2, 3, 4]) expect(plain.trace.filter((event) => event.includes(`LED(${n})`)).length).toBeGreaterThan(1);
  expect(run({ tier: 'interpreter', stopEvery: 1 })).toEqual(plain);
  expect(run({ tier: 'interpreter', stopEvery: 7 })).toEqual(plain);
  expect(run({ tier: 'compiled' })).toEqual(plain);
  expect(run({ tier: 'compiled', stopEvery: 3 })).toEqual(plain);
});
