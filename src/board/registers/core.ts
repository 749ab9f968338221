/**
 * Registers of the processor itself (PM0214 §4.3, §4.4): the priorities of interrupts and system exceptions, and where the vectors lie. The
 * firmware sets the priority of a part's interrupt when the part first needs it. Of parts that interrupt nothing here, such as DMA
 * streams, the priority is that after a reset.
 */
import type { Interrupts } from '../../sim/interrupts.js';
import type { BoardDescription } from '../boards.js';
import { NotSimulated, type Register } from '../register-block.js';
import { CORE_ADDRESSES } from './names.js';

/** Number of the first vector whose priority has a byte in SHPR1, as it precedes those of the interrupts, and the numbers of such bytes. */
const FIRST_EXCEPTION = -12;
const EXCEPTIONS = 12;
const INTERRUPTS = 240;
/** The chips have the upper four bits of a priority. */
const UNUSED_BITS = 4;
/** The interrupt of the console's USB, and its priority (`ports/stm32/usbd_conf.c`, `ports/stm32/irq.h`). */
const USB_VECTORS = { F4: 67, F7: 77 } as const;
const USB_PRIORITY = 6;
/** Where the firmware lies; that of a PYBD comes after its bootloader. */
const VECTORS = { F4: 0x0800_0000, F7: 0x0800_8000 } as const;

/** Returns the registers by address. */
export function coreRegisters(interrupts: Interrupts, { family }: BoardDescription): ReadonlyMap<number, Register> {
  const lineOf = (vector: number) => interrupts.lines.find((line) => line.vector === vector);
  const priorityOf = (vector: number): number => lineOf(vector)?.priority ?? (vector === USB_VECTORS[family] ? USB_PRIORITY : 0);
  const setPriority = (vector: number, priority: number): void => {
    if (priority === priorityOf(vector)) return;
    const line = lineOf(vector);
    if (line === undefined) throw new NotSimulated(`the priority of vector ${vector}`);
    line.priority = priority;
  };
  /** The register of the priorities of a vector and the next three. */
  const priorities = (first: number): Register => ({
    read: () => [0, 1, 2, 3].reduce((word, n) => word | (priorityOf(first + n) << (8 * n + UNUSED_BITS)), 0) >>> 0,
    write(word) {
      for (const n of [0, 1, 2, 3]) setPriority(first + n, (word >>> (8 * n + UNUSED_BITS)) & 0xf);
    },
  });
  const vectors: Register = {
    read: () => VECTORS[family],
    write(address) {
      if (address !== VECTORS[family]) throw new NotSimulated('another place of the vectors');
    },
  };
  const rows = (at: number, first: number, count: number) =>
    Array.from({ length: count / 4 }, (_, n) => [at + 4 * n, priorities(first + 4 * n)] as const);
  return new Map([
    ...rows(CORE_ADDRESSES.NVIC_IPR, 0, INTERRUPTS),
    ...rows(CORE_ADDRESSES.SCB_SHPR, FIRST_EXCEPTION, EXCEPTIONS),
    [CORE_ADDRESSES.SCB_VTOR, vectors],
  ]);
}
