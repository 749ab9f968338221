/** Makes a board that a test asks for: its files, its options, what is plugged into it. */
import { numberedId } from '../board/unique-id.js';
import { SetupError } from '../devices/kinds.js';
import type { FileTree } from '../host.js';
import type { SystemOptions } from '../system/options.js';
import { type BoardChoice, firstOf, type Parts, partsOf } from '../system/setup/description.js';
import { parseDescription } from '../system/setup/description-text.js';
import { TestBench, type TestBenchOptions } from '../testing/test-bench.js';
import { decodeUtf8 } from '../utf8.js';
import type { BoardWish } from './board-type.js';
import { type FirmwareFiles, filesAt, filesOf, foldersIn } from './firmware-files.js';
import { type Libraries, Outside } from './outside.js';

/** Options of boards unless a test chooses others. */
export type BoardDefaults = Pick<
  SystemOptions,
  'board' | 'firmware' | 'clock' | 'seed' | 'turns' | 'heap' | 'stopEvery' | 'tier' | 'coverage' | 'store'
>;

const SETUP_FILE = 'vpyb.json';

/** What the boards of a test have in common. */
interface Common {
  /** Where their files are. */
  readonly tree: FileTree;
  readonly libraries: Libraries;
  readonly board: BoardDefaults;
  /** The board and firmware where nothing says another. */
  readonly usual: BoardChoice;
}

/**
 * Makes a board, which has not run yet, from files in `tree`, with what the wish plugs in, or else a vpyb.json among them. That file also says
 * what board it is, unless the wish or the options do. Throws an Error that says why it cannot be made.
 */
export function makeBoard(
  { files, options, setup, activity }: BoardWish,
  { tree, libraries, board, usual }: Common,
  number: number,
): Outside {
  const firmware = typeof files === 'string' ? filesAt(tree, files) : filesOf(files, tree);
  if (firmware === null) throw new Error(`there is no '${files}' in the folder where the tests were started`);
  const chosen = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null)) as TestBenchOptions;
  const name = `${number}${typeof files === 'string' ? ` (${files})` : ''}`;
  const { own, shared, factoryFiles, isNamed } = firmware;
  // A SystemExit ends the program, as it ends the command.
  const how = { shared: libraries.over(shared), factoryFiles, program: { kind: 'main', isNamed }, exitResets: false } as const;
  const written = inSetupFile(() => setupOf(firmware));
  const choice = firstOf(chosen, board, partsOf(setup ?? {}), written, usual);
  const bench = new TestBench(own, { ...board, uniqueId: numberedId(number), ...chosen, ...choice, activity, ...how });
  const made = new Outside(name, bench, false, { tree, libraries, of: firmware.origin }, foldersIn(tree));
  if (setup === null) inSetupFile(() => made.setup.add(written, { folders: firmware.folders, from: SETUP_FILE }));
  else made.setup.add(setup);
  return made;
}

/** The set-up of a board according to its folder; empty if that says nothing. */
function setupOf({ own, shared }: FirmwareFiles): Parts {
  const beside = shared?.list('').some(({ name }) => name === SETUP_FILE) === true;
  const content = own[SETUP_FILE] ?? (beside ? shared?.read(SETUP_FILE) : undefined);
  if (content === undefined) return {};
  return parseDescription(typeof content === 'string' ? content : (decodeUtf8(content, 'replace') as string));
}

/** Lets errors in the set-up file name it. */
function inSetupFile<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof SetupError) throw new SetupError(`${SETUP_FILE}: ${error.message}`);
    throw error;
  }
}
