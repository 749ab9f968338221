/** Files of this computer that the command writes when a run is over. */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { hostFailure } from './fail.js';

/**
 * Throws a Failure, which names the option, if the file cannot be written: asked before a run, which may be long and would come to nothing.
 * What the file holds stays there meanwhile.
 */
export function refuseUnwritable(option: string, path: string): void {
  naming(`${option} ${path}`, () => closeSync(openSync(path, 'a')));
}

/** Writes a file anew. Throws a Failure, which names the option, if that cannot be done. */
export function writeFor(option: string, path: string, content: string | Uint8Array): void {
  naming(`${option} ${path}`, () => writeFileSync(path, content));
}

/** Does something with files; where that fails, the user is told for what it was done. */
export function naming(purpose: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw hostFailure(purpose, error);
  }
}
