/** `vpyb --version`. */
import { existsSync, readFileSync } from 'node:fs';
import { VERSION } from '../version.js';
import { show } from './printed.js';

/** Shows the versions. */
export const showVersion = (): Promise<number> => show(versionText());

/** Returns the package's version and the version of MicroPython that it simulates. */
function versionText(): string {
  return `vpyb ${packageVersion()} (MicroPython ${VERSION.major}.${VERSION.minor}.${VERSION.patch})\n`;
}

/** Reads the version from the nearest package.json above this file, wherever the bundler has put it. */
function packageVersion(): string {
  for (const up of ['../', '../../', '../../../']) {
    const place = new URL(`${up}package.json`, import.meta.url);
    if (existsSync(place)) return JSON.parse(readFileSync(place, 'utf8')).version;
  }
  throw new Error('package.json is missing');
}
