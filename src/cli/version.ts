/** `vpyb --version`. */
import { existsSync, readFileSync } from 'node:fs';
import { VERSION } from '../version.js';

/** The package's version and that of the MicroPython which it is. */
export function versionText(): string {
  return `vpyb ${packageVersion()} (MicroPython ${VERSION.major}.${VERSION.minor}.${VERSION.patch})\n`;
}

/** From the nearest package.json above this file, wherever the bundler has put it. */
function packageVersion(): string {
  for (const up of ['../', '../../', '../../../']) {
    const place = new URL(`${up}package.json`, import.meta.url);
    if (existsSync(place)) return JSON.parse(readFileSync(place, 'utf8')).version;
  }
  throw new Error('package.json is missing');
}
