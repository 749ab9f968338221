/** System instructions: masks, special registers, hints (B5.2). */
import { type Execute, type Operation, op } from './operation.js';

/** Special registers by number (B5.1.1, table B5-1). The others are not simulated. */
const APSR_TO_XPSR = 4;
const IPSR_TO_XPSR = 8;
const PRIMASK = 16;
const BASEPRI = 17;
const BASEPRI_MAX = 18;

const nothing: Operation = op(1, () => () => {});

function reading(register: number, d: number): Execute | null {
  if (register < IPSR_TO_XPSR) {
    // Registers 0 to 3 contain the flags; 1, 3, 5 and 7 the number of the exception. The rest reads as 0.
    const hasFlags = register < APSR_TO_XPSR;
    const hasException = (register & 1) === 1;
    return (p) => {
      p.r[d] = (hasFlags ? p.apsr : 0) | (hasException ? p.system.exception : 0);
    };
  }
  if (register === PRIMASK) {
    return (p) => {
      p.r[d] = p.system.masked ? 1 : 0;
    };
  }
  // The firmware raises BASEPRI only while it works on its flash, and no function runs then.
  if (register !== BASEPRI && register !== BASEPRI_MAX) return null;
  return (p) => {
    p.r[d] = 0;
  };
}

function writing(register: number, n: number): Execute | null {
  if (register < APSR_TO_XPSR) {
    return (p) => {
      p.apsr = p.read(n);
    };
  }
  if (register !== PRIMASK) return null;
  return (p) => {
    p.system.masked = (p.read(n) & 1) === 1;
  };
}

/** Operations by encoding. */
export const system = {
  NOP: nothing,
  YIELD: nothing,
  SEV: nothing,
  BARRIER: nothing,
  WFE: op(1, () => (p) => {
    p.sleeps = true;
  }),
  WFI: op(1, () => (p) => {
    p.sleeps = true;
  }),
  /** CPSID and CPSIE of PRIMASK. Not simulated: those that also change FAULTMASK. */
  CPS: op(1, ({ s, f }) =>
    f === 1
      ? null
      : (p) => {
          p.system.masked = s === 1;
        },
  ),
  MRS: op(1, ({ d, y }) => reading(y, d)),
  MSR: op(1, ({ n, y }) => writing(y, n)),
};
