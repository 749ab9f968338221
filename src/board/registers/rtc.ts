/** The registers of the real-time clock (RM0090 §26.6, RM0410 §32.6). All except WPR and the flags of ISR are write-protected. */
import { type BitNames, NotSimulated, type Register, type RegisterBlock, refuseBits } from '../register-block.js';
import type { RtcControl } from '../rtc/control.js';
import type { Rtc } from '../rtc/rtc.js';

const CR = {
  CLOCK: 7,
  BYPSHAD: 1 << 5,
  WUTE: 1 << 10,
  WUTIE: 1 << 14,
  ADD1H: 1 << 16,
  SUB1H: 1 << 17,
  BKP: 1 << 18,
  ALRAE: 1 << 8,
  ALRAIE: 1 << 12,
} as const;
/** Bits of what is not simulated: reference clock, 12-hour format, coarse calibration, time stamps, outputs. */
const CR_MISSING: BitNames = {
  TSEDGE: 1 << 3,
  REFCKON: 1 << 4,
  FMT: 1 << 6,
  DCE: 1 << 7,
  TSE: 1 << 11,
  TSIE: 1 << 15,
  COSEL: 1 << 19,
  POL: 1 << 20,
  OSEL: 3 << 21,
  COE: 1 << 23,
};
const ISR = { ALRAWF: 1, WUTWF: 1 << 2, INITS: 1 << 4, RSF: 1 << 5, INITF: 1 << 6, INIT: 1 << 7, ALRAF: 1 << 8, WUTF: 1 << 10 } as const;
/** Bits of TAFCR and TAMPCR that exist, and those by which a pin is watched, which is not simulated; without them the others do nothing. */
const TAMPER = { F4: 0x7ff9f, F7: 0x1ffffff } as const;
const TAMPER_MISSING: Readonly<Record<keyof typeof TAMPER, BitNames>> = {
  F4: { TAMP1E: 1, TAMP2E: 1 << 3 },
  F7: { TAMP1E: 1, TAMP2E: 1 << 3, TAMP3E: 1 << 5 },
};
const CALR = { CALP: 1 << 15, CALM: 0x1ff } as const;
const CALR_MISSING: BitNames = { CALW8: 1 << 14, CALW16: 1 << 13 };
/** The number of pulses that CALP adds. */
const ADDED_PULSES = 512;
/** Numbers of the alarms; each bit of alarm 1 lies directly above that of alarm 0. */
const ALARMS = [0, 1];

const bit = (on: boolean, mask: number): number => (on ? mask : 0);

/** The register block of the clock. */
export function rtcRegisters(rtc: Rtc, control: RtcControl, family: keyof typeof TAMPER): RegisterBlock {
  const guarded = (read: () => number, write: (value: number) => void): Register => ({
    read,
    write(value) {
      if (control.isOpen) write(value);
    },
  });
  const prescalers = (): number => (rtc.prescalers.asynchronous << 16) | rtc.prescalers.synchronous;
  const alarm = (n: number, what: 'fields' | 'below'): Register =>
    guarded(
      () => control.alarms[n][what],
      (value) => {
        if (control.isAlarmFree(n)) control.alarms[n][what] = value;
      },
    );
  return {
    TR: guarded(
      () => control.timeWord,
      (value) => {
        refuseBits(value, { PM: 1 << 22 });
        control.timeWord = value;
      },
    ),
    DR: guarded(
      () => control.dateWord,
      (value) => {
        control.dateWord = value;
      },
    ),
    CR: guarded(
      () => controlWord(rtc, control),
      (value) => setControl(rtc, control, value),
    ),
    ISR: {
      read: () =>
        ALARMS.reduce(
          (value, n) => value | bit(control.isAlarmFree(n), ISR.ALRAWF << n) | bit(control.alarms[n].hasFired, ISR.ALRAF << n),
          0,
        ) |
        bit(control.isWakeupFree, ISR.WUTWF) |
        bit(rtc.shown.year !== 2000, ISR.INITS) |
        bit(control.isSynchronised, ISR.RSF) |
        bit(control.canBeSet, ISR.INITF) |
        bit(control.isSetting, ISR.INIT) |
        bit(rtc.wakeup.hasWoken, ISR.WUTF),
      // Writing 0 clears a flag, writing 1 leaves it as it is.
      write(value) {
        for (const n of ALARMS) if ((value & (ISR.ALRAF << n)) === 0) control.clearAlarm(n);
        if ((value & ISR.WUTF) === 0) rtc.wakeup.hasWoken = false;
        if (!control.isOpen) return;
        if ((value & ISR.RSF) === 0) control.desynchronise();
        control.isSetting = (value & ISR.INIT) !== 0;
      },
    },
    PRER: guarded(prescalers, (value) => {
      if (control.canBeSet && value !== prescalers()) throw new NotSimulated('another speed');
    }),
    WUTR: guarded(
      () => rtc.wakeup.settings.reload,
      (value) => {
        if (control.isWakeupFree) rtc.wakeup.settings = { ...rtc.wakeup.settings, reload: value & 0xffff };
      },
    ),
    ALRMAR: alarm(0, 'fields'),
    ALRMBR: alarm(1, 'fields'),
    ALRMASSR: alarm(0, 'below'),
    ALRMBSSR: alarm(1, 'below'),
    WPR: { read: () => 0, write: (value) => control.unlock(value & 0xff) },
    // Not write-protected (RM0090 §26.3.5, RM0410 §32.3.7).
    [family === 'F4' ? 'TAFCR' : 'TAMPCR']: {
      read: () => control.tamper,
      write(value) {
        refuseBits(value, TAMPER_MISSING[family]);
        control.tamper = value & TAMPER[family];
      },
    },
    SSR: { read: () => control.belowWord },
    CALR: guarded(
      () => (rtc.calibration > 0 ? CALR.CALP | (ADDED_PULSES - rtc.calibration) : -rtc.calibration),
      (value) => {
        refuseBits(value, CALR_MISSING);
        rtc.calibration = ((value & CALR.CALP) === 0 ? 0 : ADDED_PULSES) - (value & CALR.CALM);
      },
    ),
  };
}

function controlWord(rtc: Rtc, control: RtcControl): number {
  const alarms = ALARMS.map((n) => bit(control.alarms[n].isEnabled, CR.ALRAE << n) | bit(control.interrupts(n), CR.ALRAIE << n));
  return (
    rtc.wakeup.settings.clock |
    bit(control.bypassesShadow, CR.BYPSHAD) |
    bit(rtc.wakeup.isRunning, CR.WUTE) |
    bit(rtc.wakeup.interrupts, CR.WUTIE) |
    bit(control.backup, CR.BKP) |
    alarms[0] |
    alarms[1]
  );
}

function setControl(rtc: Rtc, control: RtcControl, value: number): void {
  refuseBits(value, CR_MISSING);
  control.bypassesShadow = (value & CR.BYPSHAD) !== 0;
  control.backup = (value & CR.BKP) !== 0;
  for (const n of ALARMS) control.enableAlarm(n, (value & (CR.ALRAE << n)) !== 0, (value & (CR.ALRAIE << n)) !== 0);
  if (control.isWakeupFree) rtc.wakeup.settings = { ...rtc.wakeup.settings, clock: value & CR.CLOCK };
  rtc.wakeup.interrupts = (value & CR.WUTIE) !== 0;
  control.enableWakeup((value & CR.WUTE) !== 0);
  const hours = Number((value & CR.ADD1H) !== 0) - Number((value & CR.SUB1H) !== 0);
  if (hours !== 0) rtc.shift(3600 * hours);
}
