/** The flash of a new board: the files that it is given, and the factory's. */
import type { Pyboard } from '../../board/pyboard.js';
import { writeFactoryFiles } from '../../files/factory.js';
import { fatGeometry } from '../../files/fat-space.js';
import { FatVolume } from '../../files/fat-volume.js';
import { FileError } from '../../files/file-error.js';
import { FlashVolume } from '../../files/flash-volume.js';
import { nameCodec } from '../../modules/vfs/native-fs.js';
import type { Plan } from '../options.js';

/** How many of the largest entries are named if the flash is too small for all. */
const NAMED_TAKINGS = 3;

/** The files for a board do not fit on its flash. */
export class FlashFull extends Error {}

/** Makes the flash of a board. Throws FlashFull. */
export function makeFlash({ flash, shared, factoryFiles }: Plan, board: Pyboard): FlashVolume {
  const { blocks, unit } = board.description.flash;
  const files = new FatVolume(fatGeometry(blocks), { flash, shared }, () => board.rtc.seconds);
  const volume = new FlashVolume({ files, blocks, unit, chip: board.flash, codec: nameCodec, now: () => board.rtc.nanos });
  if (factoryFiles) addFactoryFiles(files, board);
  if (files.room.takenBytes > files.room.bytes) throw flashFull(files, board);
  return volume;
}

function addFactoryFiles(files: FatVolume, board: Pyboard): void {
  try {
    writeFactoryFiles(files);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw flashFull(files, board);
  }
}

function flashFull({ room }: FatVolume, board: Pyboard): FlashFull {
  const kib = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`;
  const need = room.takenBytes > room.bytes ? ` (${kib(room.takenBytes)} needed, ${kib(room.bytes)} available)` : '';
  const takings = room.takings.sort((a, b) => b.bytes - a.bytes).slice(0, NAMED_TAKINGS);
  const largest = takings.map(({ name, isFolder, bytes }) => `${name}${isFolder ? '/' : ''} ${kib(bytes)}`).join(', ');
  return new FlashFull(`the files do not fit on the flash of ${board.description.name}${need}; the largest: ${largest}`);
}
