/** Where the workers build the command that tests run (`built-command.ts`). vitest calls `teardown` after all tests: workers are not told when they end. */
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Beginning of the folders' names: inside the package, so that the command finds its package.json. Workers are threads of one process. */
export const PLACE = fileURLToPath(new URL(`../../node_modules/.vpyb-cli-${process.pid}-`, import.meta.url));

export function teardown(): void {
  const parent = dirname(PLACE);
  for (const name of readdirSync(parent)) if (name.startsWith(basename(PLACE))) rmSync(join(parent, name), { recursive: true });
}
