/** The registers of a timer (RM0090 §18.4): those that count, compare, and link timers. Output and capture modes cannot be set here. */
import { NotSimulated, type Register, type RegisterBlock, refuseBits } from '../register-block.js';
import { hasSlaveMode } from '../timer/slave.js';
import type { CountMode } from '../timer/time-base.js';
import type { Timer } from '../timer/timer.js';

const CR1 = { CEN: 1 << 0, DIR: 1 << 4, CMS: 3 << 5, ARPE: 1 << 7, CKD: 3 << 8 } as const;
const CR1_MISSING = { UDIS: 1 << 1, URS: 1 << 2, OPM: 1 << 3 } as const;
const EGR_MISSING = { CC1G: 1 << 1, CC2G: 1 << 2, CC3G: 1 << 3, CC4G: 1 << 4, COMG: 1 << 5, TG: 1 << 6, BG: 1 << 7 } as const;
const UPDATE = 1;
/** CMS. In center mode the channels match only on the way down. */
const ALIGNMENT: Readonly<Record<CountMode, number>> = { up: 0, down: 0, center: 1 << 5 };
/** MMS of CR2. */
const SELECT = { at: 4, mask: 7 } as const;
/** Basic timers: they have no channels to show to other timers, and their MMS has no values above that for an update. */
const BASIC = [6, 7];
const LAST_BASIC_SELECT = 2;

/** The register block of one timer. */
export function timerRegisters(timer: Timer): RegisterBlock {
  const way = () => ALIGNMENT[timer.mode] + Number(timer.isFalling) * CR1.DIR;
  const compare = (n: number): Register => ({ read: () => timer.compare(n), write: (value) => timer.setCompare(n, value) });
  return {
    CR1: {
      read: () => (timer.isClocked ? Number(timer.isRunning) * CR1.CEN + way() + Number(timer.isBuffered) * CR1.ARPE : 0),
      write(value) {
        if (!timer.isClocked) return;
        refuseBits(value, CR1_MISSING);
        // Writing back what has been read changes nothing. In center mode, and with an encoder, DIR is set by the counter.
        const { DIR, CMS, CKD } = CR1;
        refuseBits(value ^ way(), timer.mode === 'center' || timer.links.isEncoder ? { CMS, CKD } : { DIR, CMS, CKD });
        timer.isBuffered = (value & CR1.ARPE) !== 0;
        if ((value & CR1.CEN) !== 0) timer.start();
        else timer.halt();
      },
    },
    DIER: {
      read: () => Number(timer.updates.isEnabled) * UPDATE,
      write(value) {
        if ((value & ~UPDATE) !== 0) throw new NotSimulated('all but UIE');
        if ((value & UPDATE) === 0) timer.disableUpdateInterrupt();
        else if (timer.isClocked && !timer.updates.isEnabled) timer.updates.allow();
      },
    },
    SR: {
      read: () => Number(timer.updates.hasHappened) * UPDATE,
      // Writing 0 clears the flag, writing 1 leaves it as it is.
      write(value) {
        if ((value & UPDATE) === 0) timer.updates.clear();
      },
    },
    EGR: {
      read: () => 0,
      write(value) {
        if (!timer.isClocked) return;
        refuseBits(value, EGR_MISSING);
        if ((value & UPDATE) !== 0) timer.restart();
      },
    },
    CNT: {
      read: () => timer.counter,
      write(value) {
        timer.counter = value;
      },
    },
    PSC: {
      read: () => timer.prescaler,
      write(value) {
        timer.prescaler = value;
      },
    },
    ARR: {
      read: () => timer.period,
      write(value) {
        timer.period = value;
      },
    },
    CCR1: compare(1),
    CCR2: compare(2),
    CCR3: compare(3),
    CCR4: compare(4),
    ...masterAndSlave(timer),
  };
}

/** The registers that link timers, where the timer has them. */
function masterAndSlave(timer: Timer): RegisterBlock {
  const master: RegisterBlock = {
    CR2: {
      read: () => (timer.isClocked ? timer.links.output.select << SELECT.at : 0),
      write(value) {
        const select = (value >>> SELECT.at) & SELECT.mask;
        if ((value & ~(SELECT.mask << SELECT.at)) !== 0) throw new NotSimulated('all but MMS');
        if (BASIC.includes(timer.id) && select > LAST_BASIC_SELECT) throw new NotSimulated('reserved MMS');
        if (timer.isClocked) timer.links.output.select = select;
      },
    },
  };
  if (BASIC.includes(timer.id)) return master;
  if (!hasSlaveMode(timer.id)) return {};
  return {
    ...master,
    SMCR: {
      read: () => (timer.isClocked ? timer.links.slave.register : 0),
      write(value) {
        if (timer.isClocked) timer.links.slave.register = value;
      },
    },
  };
}
