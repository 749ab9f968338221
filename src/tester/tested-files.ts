/** What the tests of a file have run of others. */
import { FLASH } from '../flash-path.js';
import type { FileCoverage } from '../system/counting/file-coverage.js';
import type { Outside } from './outside.js';
import { OWN_FOLDER } from './with-unittest.js';

/** The coverage of a board, by the paths from which its files come, without the tests, which are at `path`, and without what is ours. */
export function testedFiles(board: Outside, path: string): FileCoverage[] {
  return board.bench.coverage.flatMap((file) => {
    const place = file.path.slice(FLASH.length);
    const origin = board.originOf(place, file.source) ?? board.origin.of(place);
    const isTest = origin === null || origin === path || origin.startsWith(`${OWN_FOLDER}/`);
    return isTest ? [] : [{ ...file, path: FLASH + origin }];
  });
}
