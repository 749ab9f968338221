/** Recognizes a board that has started from an SD card without a program, although the program on the flash was probably meant. */
import { ResetMode } from '../../board/reset.js';
import type { PyboardSystem } from '../pyboard-system.js';
import { cardVolume } from './card-files.js';

/** The programs that a board runs when it starts, from its flash or its card. */
export const STARTED = ['main.py', 'boot.py'];

/** The message for such a board. */
export const EMPTY_CARD =
  'the board has started from its SD card, which has no main.py or boot.py; with a file SKIPSD on the flash, the board starts from the flash, and the program mounts the card';

/** True if a board whose program is its main.py, and is over, has started from such a card. */
export function startsFromEmptyCard({ board, exit, resetMode, runsMain, volume }: PyboardSystem): boolean {
  const { card } = board.sdSlot;
  if (card === null || !runsMain || exit?.kind !== 'ok' || !board.description.mountsCard || resetMode !== ResetMode.NORMAL) return false;
  const files = cardVolume(card);
  return files !== null && volume.kind('/SKIPSD') === null && STARTED.every((name) => files.kind(`/${name}`) === null);
}
