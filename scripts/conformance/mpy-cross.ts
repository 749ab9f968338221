/** Compiles tests with MicroPython's own compiler. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from './runner.js';

/**
 * Returns the .mpy file of a program, or the compiler's message if it refuses the program. Tracebacks show `<stdin>`, the name of a program
 * that comes over the serial line.
 */
export function compileToMpy(compiler: string, { source }: Job): Uint8Array | string {
  const folder = mkdtempSync(join(tmpdir(), 'vpyb-mpy-'));
  try {
    const [from, to] = [join(folder, 'test.py'), join(folder, 'test.mpy')];
    writeFileSync(from, source);
    const { status, stderr, error } = spawnSync(compiler, ['-s', '<stdin>', '-o', to, from], { encoding: 'utf8' });
    if (error !== undefined) throw error;
    return status === 0 ? readFileSync(to) : stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
