/** The registers of the real-time clock (RM0090 §26.6), read-only: the calendar, its prescalers, the wake-up timer. */
import type { RegisterBlock } from './register-block.js';
import type { Rtc } from './rtc.js';

const WAKEUP_ENABLE = 1 << 10;
const WAKEUP_INTERRUPT = 1 << 14;

/** Two decimal digits, a nibble each. */
const bcd = (n: number): number => (Math.floor(n / 10) << 4) | (n % 10);

/** The block of the clock. */
export function rtcRegisters(rtc: Rtc): RegisterBlock {
  return {
    TR: {
      read() {
        const { hour, minute, second } = rtc.calendar;
        return (bcd(hour) << 16) | (bcd(minute) << 8) | bcd(second);
      },
    },
    DR: {
      read() {
        const { year, month, day, weekday } = rtc.calendar;
        return (bcd(year - 2000) << 16) | ((weekday + 1) << 13) | (bcd(month) << 8) | bcd(day);
      },
    },
    CR: { read: () => rtc.wakeupSettings.clock | (rtc.isWaking ? WAKEUP_ENABLE | WAKEUP_INTERRUPT : 0) },
    PRER: { read: () => (rtc.prescalers.asynchronous << 16) | rtc.prescalers.synchronous },
    WUTR: { read: () => rtc.wakeupSettings.reload },
    SSR: { read: () => rtc.prescalers.synchronous - rtc.steps },
  };
}
