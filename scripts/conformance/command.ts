/** Runs the tests of the command line with `vpyb` in place of the reference binary. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { normalizeNewlines } from './newlines.js';
import type { Options } from './options.js';
import type { JobResult } from './runner.js';

const COMMAND = fileURLToPath(new URL('../../bin/vpyb.js', import.meta.url));

/** The options that a test's first lines ask for. */
export function commandOptions(source: string): string[] {
  const words: string[] = [];
  for (const line of source.split('\n')) {
    if (!line.startsWith('#')) break;
    const found = /^# cmdline:(.*)/.exec(line);
    if (found !== null)
      words.push(
        ...found[1]
          .trim()
          .split(/\s+/)
          .filter((word) => word !== ''),
      );
  }
  return words;
}

/** Runs `vpyb OPTIONS FILE` in the tests folder. */
export function runCommand({ tests, firmware, tier, limit }: Options, path: string, source: string): JobResult {
  const words = [COMMAND, `--firmware=${firmware}`, `--tier=${tier}`, ...commandOptions(source), path];
  // Upstream merges the reference binary's two streams; the shell keeps their order.
  const { stdout, status, error } = spawnSync('sh', ['-c', 'exec "$0" "$@" 2>&1', process.execPath, ...words], {
    cwd: tests,
    timeout: limit * 1000,
  });
  const output = normalizeNewlines(stdout.toString('latin1'));
  if (error !== undefined) return { output, end: 'timeout' };
  return { output, end: status === 0 ? 'ok' : 'crash' };
}
