/** The written form of a set-up, and the checks of its outermost parts. */
import { BOARD_NAMES, type BoardName } from '../../board/boards.js';
import { asText, SetupError } from '../../devices/kinds.js';
import { unknownText } from '../../did-you-mean.js';
import { FIRMWARE_NAMES, type FirmwareName } from '../../firmwares.js';
import type { SystemOptions } from '../options.js';
import { refuseOthers } from './device-settings.js';

/** Values by what they change: `{ "room.temperature": 21.5, "usr.pressed": true, "X19.volts": 1.2 }`. */
export type Changes = Readonly<Record<string, unknown>>;

/** The written form of a set-up. */
export interface SetupDescription {
  /**
   * The board that the program is for, and its firmware. They decide where the board is made for the set-up: by the command `vpyb`, in its tests,
   * and in a page. Where the board exists already, they are checked and choose nothing.
   */
  readonly board?: BoardName;
  readonly firmware?: FirmwareName;
  /** Devices by name: the `type`, the wires with the pins they lead to, other settings. */
  readonly devices?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Pairs of pins. */
  readonly wires?: readonly (readonly string[])[];
  /** Pins whose edges are all in the trace. */
  readonly probes?: readonly string[];
  /** What changes, by moments since power-on such as `300ms`. */
  readonly at?: Readonly<Record<string, Changes>>;
}

/** A choice of a board and its firmware; what is absent or undefined is left to others. */
export type BoardChoice = Pick<SystemOptions, 'board' | 'firmware'>;

/** The parts of a description. Only its board and its firmware have been checked. */
export type Parts = Readonly<Record<string, unknown>> & BoardChoice;

const PARTS: readonly (keyof SetupDescription)[] = ['board', 'firmware', 'devices', 'wires', 'probes', 'at'];

/** Returns the parts of a description. Throws a SetupError for what is no description, and for parts, boards and firmwares that do not exist. */
export function partsOf(description: unknown): Parts {
  const parts = objectOf(description, 'the set-up');
  refuseOthers(parts, PARTS, 'the set-up');
  return { ...parts, board: named('board', parts.board, BOARD_NAMES), firmware: named('firmware', parts.firmware, FIRMWARE_NAMES) };
}

function named<T extends string>(what: 'board' | 'firmware', given: unknown, names: readonly T[]): T | undefined {
  if (given === undefined) return undefined;
  const found = names.find((name) => name === given);
  if (found === undefined) throw new SetupError(unknownText(what, asText(given), names));
  return found;
}

/** Returns the first board and the first firmware that one of the choices names. */
export function firstOf(...choices: readonly BoardChoice[]): BoardChoice {
  const first = <O extends keyof BoardChoice>(option: O): BoardChoice[O] =>
    choices.find((choice) => choice[option] !== undefined)?.[option];
  return { board: first('board'), firmware: first('firmware') };
}

/** Returns a value that must be an object with names and values. */
export function objectOf(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw new SetupError(`${place}: expected braces with names and values`);
}

/** Returns a value that must be a list. */
export function arrayOf(value: unknown, place: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new SetupError(`${place}: expected brackets with values between commas`);
}
