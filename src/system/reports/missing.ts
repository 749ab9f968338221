/**
 * Messages about things that a program has looked for in vain and that could be plugged in or set differently. On a real board one would see
 * what is missing.
 */
import type { Pyboard } from '../../board/pyboard.js';
import { BOARDS_WITH_RADIO, noRadioText } from '../../board/radios.js';
import { type Lack, lackOf } from '../../modules/lack.js';
import { decodeUtf8 } from '../../utf8.js';
import type { PyboardSystem } from '../pyboard-system.js';
import { EMPTY_CARD, startsFromEmptyCard } from '../setup/empty-card.js';
import { absentModuleText, type Choices } from './absent-module.js';
import { fightingText } from './fighting.js';
import { misreadText } from './misreading.js';
import { silentText, silentTexts } from './silent.js';
import { unansweredText } from './unanswered.js';
import { unpulledText } from './unpulled.js';

/** How a user plugs in what is missing, or chooses what has it, in words. */
export interface Ways extends Choices {
  readonly device: string;
  readonly card: string;
  readonly accessPoint: string;
}

/** For tests, which plug things in by code. */
const IN_A_TEST: Ways = {
  device: 'plug one in: docs/devices.md',
  card: "plug in an 'sd-card': docs/devices.md",
  accessPoint: 'set one up: docs/network.md',
  board: () => 'choose one with the option board',
  firmware: () => 'choose it with the option firmware',
};

const named = (ssid: Uint8Array): string => `'${decodeUtf8(ssid, 'replace')}'`;

/** Describes the access point that the program looks for in vain; null if there is none. */
function absentText({ absentAccessPoint: absent }: Pyboard, { accessPoint }: Ways): string | null {
  if (absent === null || absent.present.some((ssid) => named(ssid) === named(absent.ssid))) return null;
  const present = absent.present.length === 0 ? '' : `, only ${absent.present.map(named).join(', ')}`;
  return `there is no access point ${named(absent.ssid)}${present}; ${accessPoint}`;
}

function cardText({ sdSlot }: Pyboard, { card }: Ways): string {
  if (sdSlot.card === null) return `there is no SD card in the slot; if the program needs one, ${card}`;
  return "the SD card is not mounted at /sd; a program does that with vfs.mount(pyb.SDCard(), '/sd')";
}

/** Describes that the board has no radio, and how to choose one that has. */
function radioText({ description }: Pyboard, { board }: Ways): string {
  const [example] = BOARDS_WITH_RADIO;
  return `${noRadioText(description)}${example === undefined ? '' : `: ${board(example)}`}`;
}

function lackText(system: PyboardSystem, lack: Lack, ways: Ways): string | null {
  const { board } = system;
  if (lack.kind === 'card') return cardText(board, ways);
  if (lack.kind === 'radio') return radioText(board, ways);
  if (lack.kind === 'module') return absentModuleText(lack.name, system, ways);
  return lack.kind === 'sensor' ? silentText(lack.pin, lack.what, ways.device) : unansweredText(board, lack, ways.device);
}

/** Describes the addresses at which the program asks again and again, although it has caught what it was told. */
function vainlyAskedTexts(board: Pyboard, { device }: Ways): string[] {
  return [...board.allI2c].flatMap((wires) => {
    const address = wires.vainlyAsked;
    return address === null ? [] : [unansweredText(board, { wires, address }, device)];
  });
}

/** Forgets what a program has asked for in vain so far, since another begins that is not to be told of it. */
export function forgetAsked({ allI2c, pins }: Pyboard): void {
  for (const wires of allI2c) wires.forgetFailures();
  for (const pin of pins.values()) pin.asked.forget();
}

/**
 * Returns messages about what a board lacks: first what has caused `failures`, which are exceptions of its program, or the end of the program,
 * and for want of what its callbacks and threads have failed; then what may puzzle its user in any case. Empty if nothing is known to be missing.
 * `ways`: by default those of a test.
 */
export function missingParts(system: PyboardSystem, failures: readonly object[] = endOf(system), ways = IN_A_TEST): string[] {
  const { board } = system;
  const causes = [...failures.map(lackOf).filter((lack) => lack !== null), ...system.lacks];
  const [misread] = board.misreadings;
  const puzzles = [
    startsFromEmptyCard(system) ? EMPTY_CARD : null,
    absentText(board, ways),
    misread === undefined ? null : misreadText(misread),
    unpulledText(board),
    fightingText(board),
    ...vainlyAskedTexts(board, ways),
    ...silentTexts(board, ways.device),
  ];
  const texts = [...causes.map((lack) => lackText(system, lack, ways)), ...puzzles];
  return [...new Set(texts.filter((text) => text !== null))];
}

const endOf = ({ exit }: PyboardSystem): readonly object[] => (exit === null ? [] : [exit]);
