/** Which boards have a radio. */
import { BOARD_NAMES, BOARDS, type BoardDescription, type BoardName } from './boards.js';

/** Whether a board has a radio. */
export const hasRadio = ({ interfaces }: BoardDescription): boolean => interfaces.includes('WLAN');

/** The names of the boards that have a radio, in the order of `BOARD_NAMES`. */
export const BOARDS_WITH_RADIO: readonly BoardName[] = BOARD_NAMES.filter((name) => hasRadio(BOARDS[name]));

/** Says of a board that it has no radio, and which boards have one. */
export const noRadioText = ({ name }: BoardDescription): string => `${name} has no radio; ${BOARDS_WITH_RADIO.join(' and ')} have one`;
