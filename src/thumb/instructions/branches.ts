/** Branches and IT blocks (A7.7, A7.3). */

import { LR, PC } from '../core.js';
import type { Fields } from '../encodings.js';
import { type Execute, type Operation, op } from './operation.js';

const signExtend = (value: number, bits: number): number => (value << (32 - bits)) >> (32 - bits);

/** The offset of BL and B.W. J1 and J2 are bits of it, inverted if the sign is not set. */
const wideOffset = ({ s, h, j, k, l }: Fields): number => {
  const first = 1 ^ j ^ s;
  const second = 1 ^ k ^ s;
  return signExtend((s << 24) | (first << 23) | (second << 22) | (h << 12) | (l << 1), 25);
};

const jump =
  (offset: number): Execute =>
  (p) =>
    p.branch(p.at + 4 + offset);

const conditional =
  (condition: number, offset: number): Execute =>
  (p) => {
    if (p.holds(condition)) p.branch(p.at + 4 + offset);
  };

/** Encodings with the conditions 14 and 15 are other instructions. */
const NO_CONDITION = 14;

const ifZero = (wanted: boolean): Operation =>
  op(1, ({ n, i }) => (p) => {
    if ((p.r[n] === 0) === wanted) p.branch(p.at + 4 + 2 * i);
  });

/** Operations by encoding. */
export const branches = {
  B: op(1, ({ i }) => jump(signExtend(2 * i, 12))),
  B_wide: op(1, (fields) => jump(wideOffset(fields))),
  B_conditional: op(1, ({ c, i }) => (c >= NO_CONDITION ? null : conditional(c, signExtend(2 * i, 9)))),
  B_conditional_wide: op(1, ({ s, c, h, j, k, l }) => {
    const offset = signExtend((s << 20) | (k << 19) | (j << 18) | (h << 12) | (l << 1), 21);
    return c >= NO_CONDITION ? null : conditional(c, offset);
  }),
  CBZ: ifZero(true),
  CBNZ: ifZero(false),
  BL: op(1, (fields) => {
    const offset = wideOffset(fields);
    return (p) => {
      p.r[LR] = p.next | 1;
      p.branch(p.at + 4 + offset);
    };
  }),
  BX: op(
    1,
    ({ m }) =>
      (p) =>
        p.exchange(p.read(m)),
  ),
  BLX: op(1, ({ m }) =>
    m === PC
      ? null
      : (p) => {
          const target = p.r[m];
          p.r[LR] = p.next | 1;
          p.exchange(target);
        },
  ),
  /** The mask says how many instructions the block has, and which of them have the inverted condition. */
  IT: op(1, ({ c, m }) =>
    c === 15
      ? null
      : (p) => {
          p.it = (c << 4) | m;
        },
  ),
};
