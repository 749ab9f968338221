/**
 * The floating-point unit in single precision (A2.5, A6, A7.7). The firmware does not change its modes: results are rounded to the nearest,
 * denormal numbers are supported, and a NaN operand gives that NaN, made quiet.
 */
import { type Core, Fault, PC, SP } from '../core.js';
import { type Operation, op } from './operation.js';

/** Exceptions in FPSCR (A2.5.3). */
const INVALID = 1;
const DIVISION_BY_ZERO = 2;
const OVERFLOW = 4;
const UNDERFLOW = 8;
const INEXACT = 16;
/** The bits of FPSCR that select another mode: AHP, DN, FZ, rounding. Not simulated: any other mode. */
const MODES = 0x07c0_0000;
const FLAGS = 0xf000_0000;
/** The bits that exist: flags, modes and exceptions. All others stay 0. */
const BITS = 0xf7c0_009f;

const DEFAULT_NAN = 0x7fc0_0000;
const QUIET = 0x0040_0000;
const SIGN = 0x8000_0000;
const LEAST_NORMAL = 2 ** -126;

/** The number of a register, from its upper four bits and its lowest. */
const register = (upper: number, lowest: number): number => (upper << 1) | lowest;

const isSignalling = (bits: number): boolean => (bits & 0x7f80_0000) === 0x7f80_0000 && (bits & QUIET) === 0 && (bits & 0x003f_ffff) !== 0;
const isNaNBits = (bits: number): boolean => (bits & 0x7fff_ffff) > 0x7f80_0000;

/** The NaN that results from operands with a NaN: the first signalling one, otherwise the first, made quiet (FPProcessNaNs, A2.5.6). */
function nanOf(p: Core, operands: readonly number[]): number {
  const signalling = operands.find(isSignalling);
  if (signalling !== undefined) p.noteFloat(INVALID);
  return ((signalling ?? (operands.find(isNaNBits) as number)) | QUIET) >>> 0;
}

/** Writes a result to a register and notes its exceptions. `exact`: the unrounded result, unless `isRounded` says that it was rounded before. */
function put(p: Core, to: number, exact: number, isRounded: boolean): void {
  p.s[to] = exact;
  const result = p.s[to] as number;
  if (!Number.isFinite(exact)) return;
  if (!Number.isFinite(result)) p.noteFloat(OVERFLOW | INEXACT);
  else if (isRounded || result !== exact) p.noteFloat(Math.abs(exact) < LEAST_NORMAL ? UNDERFLOW | INEXACT : INEXACT);
}

interface Arithmetic {
  /** The result in double precision. Rounding it again is harmless, because it has more than twice the bits. */
  readonly compute: (left: number, right: number) => number;
  /** Whether double precision has rounded, too. */
  readonly isRounded: (left: number, right: number, result: number) => boolean;
}

/** Whether an addition has lost bits, found by Knuth's error-free transformation. */
function lostBySum(left: number, right: number, sum: number): boolean {
  const part = sum - left;
  return left - (sum - part) + (right - part) !== 0;
}

const binary = ({ compute, isRounded }: Arithmetic, cycles: number): Operation =>
  op(cycles, ({ d, D, n, N, m, M }) => {
    const [to, left, right] = [register(d, D), register(n, N), register(m, M)];
    return (p) => {
      const a = p.s[left];
      const b = p.s[right];
      if (Number.isNaN(a) || Number.isNaN(b)) {
        p.bits[to] = nanOf(p, [p.bits[left], p.bits[right]]);
        return;
      }
      const exact = compute(a, b);
      if (Number.isNaN(exact)) {
        p.noteFloat(INVALID);
        p.bits[to] = DEFAULT_NAN;
      } else {
        if (!Number.isFinite(exact) && Number.isFinite(a) && Number.isFinite(b)) p.noteFloat(DIVISION_BY_ZERO);
        put(p, to, exact, Number.isFinite(exact) && isRounded(a, b, exact));
      }
    };
  });

/** An operation that changes at most the sign, and does not look at the number. */
const ofBits = (compute: (bits: number) => number): Operation =>
  op(1, ({ d, D, m, M }) => {
    const [to, from] = [register(d, D), register(m, M)];
    return (p) => {
      p.bits[to] = compute(p.bits[from]);
    };
  });

/** Sets the flags of a comparison (A2.5.8): less, equal, greater, or unordered. */
function compare(p: Core, left: number, right: number, operands: readonly number[], complains: boolean): void {
  const isOrdered = !Number.isNaN(left) && !Number.isNaN(right);
  const flags = !isOrdered ? 3 : left === right ? 6 : left < right ? 8 : 2;
  if (!isOrdered && (complains || operands.some(isSignalling))) p.noteFloat(INVALID);
  p.fpscr = (p.fpscr & ~FLAGS) | (flags << 28);
}

/** Rounds to the nearest int; of two, to the even one. */
function nearest(value: number): number {
  const floor = Math.floor(value);
  const part = value - floor;
  return part > 0.5 || (part === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}

/** The address of VLDR and VSTR. */
const addressOf = (p: Core, n: number, u: number, i: number): number => {
  const base = n === PC ? p.read(PC) & ~3 : p.r[n];
  return p.aligned(base + (u === 1 ? 4 * i : -4 * i));
};

/** Operations by encoding. */
export const floats = {
  VADD: binary({ compute: (a, b) => a + b, isRounded: lostBySum }, 1),
  VSUB: binary({ compute: (a, b) => a - b, isRounded: (a, b, sum) => lostBySum(a, -b, sum) }, 1),
  VMUL: binary({ compute: (a, b) => a * b, isRounded: () => false }, 1),
  VDIV: binary({ compute: (a, b) => a / b, isRounded: (a, b, quotient) => isLossy(a, b, quotient) }, 14),
  VMOV_register: ofBits((bits) => bits),
  VABS: ofBits((bits) => bits & ~SIGN),
  VNEG: ofBits((bits) => bits ^ SIGN),
  VSQRT: op(14, ({ d, D, m, M }) => {
    const [to, from] = [register(d, D), register(m, M)];
    return (p) => {
      const value = p.s[from];
      if (Number.isNaN(value)) p.bits[to] = nanOf(p, [p.bits[from]]);
      else if (value < 0) {
        p.noteFloat(INVALID);
        p.bits[to] = DEFAULT_NAN;
      } else {
        const root = Math.sqrt(value);
        const single = Math.fround(root);
        put(p, to, root, Number.isFinite(value) && single * single !== value);
      }
    };
  }),
  VCMP: op(1, ({ d, D, m, M, e }) => {
    const [left, right] = [register(d, D), register(m, M)];
    return (p) => compare(p, p.s[left], p.s[right], [p.bits[left], p.bits[right]], e === 1);
  }),
  VCMP_zero: op(1, ({ d, D, e }) => {
    const left = register(d, D);
    return (p) => compare(p, p.s[left], 0, [p.bits[left]], e === 1);
  }),
  VCVT_from_int: op(1, ({ d, D, m, M, s }) => {
    const [to, from] = [register(d, D), register(m, M)];
    return (p) => put(p, to, s === 1 ? p.bits[from] | 0 : p.bits[from], false);
  }),
  /** A value out of range becomes the least or largest int, a NaN becomes 0. */
  VCVT_to_int: op(1, ({ d, D, m, M, s, z }) => {
    const [to, from] = [register(d, D), register(m, M)];
    const [least, most] = s === 1 ? [-0x8000_0000, 0x7fff_ffff] : [0, 0xffff_ffff];
    const round = z === 1 ? Math.trunc : nearest;
    return (p) => {
      const value = p.s[from];
      const whole = Number.isNaN(value) ? 0 : round(value);
      const result = Math.min(Math.max(whole, least), most);
      if (Number.isNaN(value) || result !== whole) p.noteFloat(INVALID);
      else if (whole !== value) p.noteFloat(INEXACT);
      p.bits[to] = result;
    };
  }),
  VMOV_core: op(1, ({ o, n, N, t }) => {
    const single = register(n, N);
    if (t === PC || t === SP) return null;
    return o === 1
      ? (p) => {
          p.r[t] = p.bits[single];
        }
      : (p) => {
          p.bits[single] = p.r[t];
        };
  }),
  /** With register 15 as target, the flags are copied to those of the core (APSR_nzcv). */
  VMRS: op(1, ({ t }) => {
    if (t === SP) return null;
    return t === PC
      ? (p) => {
          p.apsr = p.fpscr & FLAGS;
        }
      : (p) => {
          p.r[t] = p.fpscr;
        };
  }),
  VMSR: op(1, ({ t }) =>
    t === PC || t === SP
      ? null
      : (p) => {
          if ((p.r[t] & MODES) !== 0) throw new Fault('another mode of the floating-point unit is not simulated');
          p.fpscr = p.r[t] & BITS;
        },
  ),
  VLDR: op(2, ({ d, D, n, u, i }) => {
    const to = register(d, D);
    return (p) => {
      p.bits[to] = p.memory.read(addressOf(p, n, u, i), 4);
    };
  }),
  VSTR: op(2, ({ d, D, n, u, i }) => {
    const from = register(d, D);
    return (p) => p.memory.write(addressOf(p, n, u, i), 4, p.bits[from]);
  }),
};

/** Whether a quotient in single precision is inexact: times the divisor, which is exact in double precision, it is not the dividend. */
function isLossy(dividend: number, divisor: number, quotient: number): boolean {
  return Number.isFinite(divisor) && Math.fround(quotient) * divisor !== dividend;
}
