/** The files that a board's first start puts on a blank flash (`ports/stm32/factoryreset.c`): they do the same, in our own words. */
import { FLASH } from '../flash-path.js';
import type { Volume } from './volume.js';

const BOOT = `# boot.py: runs first, after every power-on and every reset.
# Small things only: names that later files may use, and how the board starts.

import machine
import pyb

#pyb.main('main.py') # which file runs after this one
#pyb.usb_mode('VCP+MSC') # USB: serial port and disk
#pyb.usb_mode('VCP+HID') # USB: serial port and mouse
#import network
#network.country('US') # two letters of the country, for wireless
#network.hostname('...') # name in the local network
`;

const MAIN = `# main.py: your program goes here.
`;

const README = `This is the flash of a MicroPython pyboard.

boot.py runs when the board starts, then main.py. Put your program in main.py.

Over the serial port the board shows a prompt, >>>, where you can type Python.
Control-C stops a program, Control-D starts anew.

Documentation: https://docs.micropython.org/
`;

/** The files by name. Lines end in CR LF, as the firmware writes them. */
const FILES: readonly (readonly [name: string, text: string])[] = [
  ['boot.py', BOOT.replaceAll('\n', '\r\n')],
  ['main.py', MAIN.replaceAll('\n', '\r\n')],
  ['README.txt', README.replaceAll('\n', '\r\n')],
];

/** Whether a text is that of the factory's file at a path of the flash, such as `/flash/boot.py`. */
export const isFactorys = (path: string, text: string): boolean => FILES.some(([name, own]) => path === FLASH + name && text === own);

/** Writes the factory files that a volume lacks. */
export function writeFactoryFiles(volume: Pick<Volume, 'kind' | 'open'>): void {
  for (const [name, text] of FILES) {
    if (volume.kind(`/${name}`) !== null) continue;
    const file = volume.open(`/${name}`, { read: false, write: true, create: 'always', append: false });
    file.write(Uint8Array.from(text, (c) => c.charCodeAt(0)));
    file.close();
  }
}
