/** The files beside a test. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Content of a folder by path; upstream's expected outputs are left out. */
export function filesOf(folder: string): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.exp')) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1)] = readFileSync(path);
  }
  return files;
}
