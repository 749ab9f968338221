/** Variables of the firmware that a soft reset leaves as they are (`.data` and `.bss`); a hard one makes them anew. */

/** They, in one machine. */
export interface Kept {
  /** `network.country` and `network.hostname` (`extmod/modnetwork.c`). */
  country: string;
  hostname: string;
  /** What the board is to a computer as a USB disk; null: not decided yet (`pyb_usb_storage_medium` in `ports/stm32/usb.c`). */
  usbDisk: 'flash' | 'card' | null;
}

/** As they are when the chip starts. */
export const firstKept = ({ hostname }: { readonly hostname: string }): Kept => ({ country: 'XX', hostname, usbDisk: null });
