/** The command that tests run as a user does: each worker builds it once, since its test files share their modules. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCommand, bundleStart } from '../../scripts/build.js';
import { PLACE } from './built-place.js';

let built: Promise<string> | null = null;

/** Returns the path of its main script. */
export function builtCommand(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const dist = mkdtempSync(PLACE);
  await Promise.all([bundleStart(dist), bundleCommand(dist)]);
  return join(dist, 'cli.cjs');
}
