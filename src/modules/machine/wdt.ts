/** `machine.WDT` (`extmod/machine_wdt.c`, `ports/stm32/machine_wdt.c`): the independent and the window watchdog. */
import { ResetCause } from '../../board/reset.js';
import { WATCHDOG_HZ, type Watchdog } from '../../board/watchdog.js';
import { SECOND } from '../../execution.js';
import { make, methodsOf, type NativeObject, nativeType, option } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { isStr, textOf } from '../../objects/str.js';
import type { PyType } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import { Wrappers } from '../pyb/objects.js';
import type { BoardPort } from '../pyb/port.js';

/** The independent watchdog: largest value of its counter, how often its clock can be halved, and its smallest divider. */
const INDEPENDENT = { most: 0xfff, halvings: 6, divider: 4 } as const;
/** The same for the window watchdog. */
const WINDOW = { most: 64, halvings: 3, divider: 4096 } as const;

type WdtObject = NativeObject<Watchdog>;

/** The timeout in nanoseconds that the independent watchdog uses for a requested one; raises ValueError if it is too short or too long. */
function independentTimeout(ms: number): number {
  let rest = ms;
  let halvings = 0;
  for (; halvings < INDEPENDENT.halvings && rest >= 512; halvings++) rest = Math.trunc(rest / 2);
  const ticks = rest * (WATCHDOG_HZ / INDEPENDENT.divider / 1000);
  if (ticks <= 0) throw raise.ValueError('WDT timeout too short');
  if (ticks > INDEPENDENT.most) throw raise.ValueError('WDT timeout too long');
  return Math.round((ticks * INDEPENDENT.divider * 2 ** halvings * SECOND) / WATCHDOG_HZ);
}

/** The same for the window watchdog, which runs on the clock of APB1. */
function windowTimeout(ms: number, pclk1: number): number {
  let ticks = Math.floor((ms * Math.floor(pclk1 / 1000)) / WINDOW.divider);
  let halvings = 0;
  for (; halvings < WINDOW.halvings && ticks > WINDOW.most; halvings++) ticks = Math.floor((ticks + 1) / 2);
  if (ticks <= 0) throw raise.ValueError('WDT timeout too short');
  if (ticks > WINDOW.most) {
    const longest = Math.floor((WINDOW.most * WINDOW.divider * 2 ** WINDOW.halvings) / Math.floor(pclk1 / 1000));
    throw raise.ValueError('WDT timeout too long, max %ums', longest);
  }
  return Math.round((ticks * WINDOW.divider * 2 ** halvings * SECOND) / pclk1);
}

/** The class for one machine. */
export function wdtType(port: BoardPort): PyType {
  const { watchdogs, tree } = port.board;
  const { method } = methodsOf<WdtObject>();
  const wrappers = new Wrappers<Watchdog>();
  const start = (watchdog: Watchdog, timeout: number): Value => {
    watchdog.onExpire = () => port.control.reset(ResetCause.WATCHDOG);
    watchdog.start(timeout);
    return wrappers.of(type, watchdog);
  };
  const type: PyType = nativeType(
    'WDT',
    {
      make: make([option('id', anything, 0), option('timeout', int, 5000)], (id, ms) => {
        const name = isStr(id) ? textOf(id) : int.convert(id);
        if (name === 0 || name === 'IWDG') return start(watchdogs.independent, independentTimeout(ms));
        if (name === 'WWDG') return start(watchdogs.window, windowTimeout(ms, tree.frequencies.pclk1));
        if (typeof name === 'string') throw raise.ValueError("WDT(%q) doesn't exist", name);
        throw raise.ValueError("WDT(%d) doesn't exist", name);
      }),
    },
    { feed: method('Let the time begin anew.', [], ({ state }) => state.feed()) },
  );
  return type;
}
