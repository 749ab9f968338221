/** `vpyb --version`, and what tells one build from another. */
import { existsSync, readFileSync } from 'node:fs';
import { VERSION } from '../version.js';

declare const vpybBuild: string | undefined;

/** Name of this build, by its content; null where the sources run unbundled. */
export const build: string | null = typeof vpybBuild === 'string' ? vpybBuild : null;

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
