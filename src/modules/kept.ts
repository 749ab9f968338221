/** Variables of the firmware that survive a soft reset (`.data` and `.bss`); a hard reset initialises them again. */

/** These variables in one machine. */
export interface Kept {
  /** `network.country` and `network.hostname` (`extmod/modnetwork.c`). */
  country: string;
  hostname: string;
  /** The storage that the board shows a computer as a USB disk; null if not decided yet (`pyb_usb_storage_medium` in `ports/stm32/usb.c`). */
  usbDisk: 'flash' | 'card' | null;
}

/** Their values when the chip starts. */
export const firstKept = ({ hostname }: { readonly hostname: string }): Kept => ({ country: 'XX', hostname, usbDisk: null });
