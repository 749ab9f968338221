/** A board that has started from its SD card, on which there is nothing that runs: what was meant is on the flash. */
import { ResetMode } from '../../board/reset.js';
import type { PyboardSystem } from '../pyboard-system.js';
import { cardVolume } from './card-files.js';

/** What a board runs of its flash, or its card. */
export const STARTED = ['main.py', 'boot.py'];

/** What is to be said of it. */
export const EMPTY_CARD =
  'the board has started from its SD card, which has no main.py or boot.py; with a file SKIPSD on the flash, the board starts from the flash, and the program mounts the card';

/** Whether a board whose program is its main.py is one. */
export function startsFromEmptyCard({ board, resetMode, volume }: PyboardSystem): boolean {
  const { card } = board.sdSlot;
  if (card === null || !board.description.mountsCard || resetMode !== ResetMode.NORMAL) return false;
  const files = cardVolume(card);
  return files !== null && volume.kind('/SKIPSD') === null && STARTED.every((name) => files.kind(`/${name}`) === null);
}
