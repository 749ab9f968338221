/** Files of this computer that the command writes after a run. */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { hostFailure } from './fail.js';

/**
 * Throws a Failure that names the option if the file cannot be written. Called before a run, which may be long and would be lost. The file keeps
 * its content for now.
 */
export function refuseUnwritable(option: string, path: string): void {
  naming(`${option} ${path}`, () => closeSync(openSync(path, 'a')));
}

/** Writes a file, replacing its content. Throws a Failure that names the option if that is impossible. */
export function writeFor(option: string, path: string, content: string | Uint8Array): void {
  naming(`${option} ${path}`, () => writeFileSync(path, content));
}

/** Does something with files. If it fails, throws a Failure that names the purpose. */
export function naming(purpose: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw hostFailure(purpose, error);
  }
}
