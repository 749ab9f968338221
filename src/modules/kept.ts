/** Variables of the firmware that survive a soft reset (`.data` and `.bss`); a hard reset initialises them again. */
import type { Yasmarang } from './yasmarang.js';

/** These variables in one machine. */
export interface Kept {
  /** `network.country` and `network.hostname` (`extmod/modnetwork.c`). */
  country: string;
  hostname: string;
  /** The storage that the board shows a computer as a USB disk; null if not decided yet (`pyb_usb_storage_medium` in `ports/stm32/usb.c`). */
  usbDisk: 'flash' | 'card' | null;
  /** What makes the numbers of `random`; null until it is imported for the first time (`extmod/modrandom.c`). */
  generator: Yasmarang | null;
  /** The stack size of new threads in bytes, as the program has set it (`thread_stack_size` in `py/modthread.c`). */
  stackSize: number;
  /** The password of `_webrepl`. */
  webreplPassword: string;
}

/** Their values when the chip starts. */
export const firstKept = ({ hostname }: { readonly hostname: string }): Kept => ({
  country: 'XX',
  hostname,
  usbDisk: null,
  generator: null,
  stackSize: 0,
  webreplPassword: '',
});
