/** The card in the slot, for a file system that the firmware itself mounts (`sdcard_init_vfs` in `ports/stm32/sdcard.c`). It calls no Python. */
import type { SdSlot } from '../../board/flash/sd-card.js';
import { EIO } from '../../errno.js';
import type { BlockDevice } from '../../files/block-device.js';

export class CardDevice implements BlockDevice {
  readonly isReadOnly = false;

  constructor(private readonly slot: SdSlot) {}

  init(): boolean {
    return this.slot.powerOn();
  }

  blockSize(): number {
    return this.slot.blockSize;
  }

  blockCount(): number {
    return this.slot.active?.blocks ?? 0;
  }

  sync(): void {}

  read(block: number, into: Uint8Array): number {
    return this.slot.read(block, into) ? 0 : -EIO;
  }

  write(block: number, bytes: Uint8Array): number {
    return this.slot.write(block, bytes) ? 0 : -EIO;
  }

  /** Cards transfer only whole blocks. */
  readPart(): number {
    return -EIO;
  }

  writePart(): number {
    return -EIO;
  }

  erase(): number {
    return -EIO;
  }
}
