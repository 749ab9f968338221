/** What a board mounts when it starts, and its first current folder (`main`, `init_flash_fs` and `init_sdcard_fs` in `ports/stm32/main.c`). */
import type { SdSlot } from '../../board/flash/sd-card.js';
import { FatDiskVolume } from '../../files/fat/volume.js';
import { FileError } from '../../files/file-error.js';
import type { FlashVolume } from '../../files/flash-volume.js';
import type { Volume } from '../../files/volume.js';
import type { Kept } from '../kept.js';
import { CardDevice } from './card-device.js';
import type { Mounts } from './mounts.js';
import { nameCodec } from './native-fs.js';

/** A file in the flash. If it exists, the card is not mounted. */
const SKIP_CARD = 'SKIPSD';
const PARTITIONS = [1, 2, 3, 4];

/** What can be mounted. */
interface BootParts {
  readonly flash: FlashVolume;
  /** The card slot; null for a board that does not mount cards. */
  readonly slot: SdSlot | null;
  readonly kept: Kept;
  /** Seconds since 2000-01-01. */
  now(): number;
  print(text: string): void;
}

/** Mounts ROM, the flash and the card. Returns the folders for `sys.path`: the card's come before the flash's. */
export function mountAtBoot(mounts: Mounts, { flash, slot, kept, now, print }: BootParts): string[] {
  const rom = mounts.mountRom() ? ['/rom', '/rom/lib'] : [];
  const folders: string[] = [];
  if (flash.kindOfSystem === null) print("MPY: can't mount flash\n");
  else {
    flash.changeFolder('/');
    mounts.mountAtBoot('/flash', flash, flash.kindOfSystem, true);
    folders.push('/flash', '/flash/lib');
  }
  if (slot !== null && slot.card !== null && mounts.importStat(SKIP_CARD) === null) {
    const volumes = cardVolumes(slot, now);
    // The storage that is the USB disk stays so until a hard reset. A card becomes the current folder only if it is the USB disk.
    if (volumes.length > 0) kept.usbDisk ??= 'card';
    for (const { point, volume } of volumes) mounts.mountAtBoot(point, volume, 'fat', point === '/sd' && kept.usbDisk === 'card');
    if (volumes.length > 0) folders.unshift('/sd', '/sd/lib');
    else print("MPY: can't mount SD card\n");
  }
  kept.usbDisk ??= 'flash';
  return [...rom, ...folders];
}

/** The volumes in the partitions of a card, the first of them as `/sd`; if there are none, the whole card as a volume. */
function cardVolumes(slot: SdSlot, now: () => number): { readonly point: string; readonly volume: Volume }[] {
  const device = new CardDevice(slot);
  const volumes: { point: string; volume: Volume }[] = [];
  for (const partition of [...PARTITIONS, null]) {
    if (partition === null && volumes.length > 0) break;
    try {
      const volume = new FatDiskVolume(device, nameCodec, now, partition);
      volume.prepare(false);
      volumes.push({ point: volumes.length === 0 ? '/sd' : `/sd${partition}`, volume });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
    }
  }
  return volumes;
}
