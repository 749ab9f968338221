/** Runs the command as a user does: built, in a process of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startWords } from '../../scripts/training.js';
import { builtCommand } from '../support/built-command.js';

/** How a command ended. `status` is −1 if a signal killed it. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Standard input; absent: empty. A list is written piece by piece, each after its `after` has been printed. */
  readonly input?: string | readonly { readonly after: string; readonly send: string }[];
  /** Sent as soon as `after` has been printed to standard output. */
  readonly signal?: { readonly after: string; readonly name: NodeJS.Signals };
  /** Standard output is closed once this has been read. */
  readonly closeAfter?: string;
  readonly env?: Record<string, string>;
}

/** So long a build may take on a machine that does other things, too. */
const BUILD_MS = 60_000;

/** The command, and a folder for a test file. */
export function command() {
  let folder = '';
  let cli = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vpyb-cli-'));
    cli = await builtCommand();
  }, BUILD_MS);
  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true }); // What has not been made has no name.
  });
  return {
    /** A path in the test's folder. */
    path: (name: string) => join(folder, name),
    /** Writes a file into the test's folder and answers its path. */
    file(name: string, text: string | Uint8Array): string {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    },
    /** The words after `node` that run it. */
    words: (own: readonly string[]) => [...startWords(cli), ...own],
    vpyb: (words: readonly string[], options: RunOptions = {}) => execute(cli, folder, words, options),
    /** The same with its streams where a shell leads them: `> /dev/full`. */
    shell(own: readonly string[], where: string): Ended {
      const all = ['-c', `exec "$@" ${where}`, 'sh', process.execPath, ...startWords(cli), ...own];
      const { status, stdout, stderr } = spawnSync('sh', all, { cwd: folder, encoding: 'utf8' });
      return { status: status ?? -1, stdout, stderr };
    },
    /**
     * The status with which it ends although nobody reads the pipe that it prints into; the signal is sent when the pipe is full for long.
     * `isFull`: somebody else has filled it before.
     */
    toStoppedReader(own: readonly string[], signal: NodeJS.Signals | null = null, isFull = false): Promise<string> {
      const script = `{ ${isFull ? 'head -c 65536 /dev/zero; ' : ''}"$@" & echo "pid $!" >&2; wait $!; echo "status $?" >&2; } | sleep 60`;
      const all = ['-c', script, 'sh', process.execPath, ...startWords(cli), ...own];
      const child = spawn('sh', all, { cwd: folder, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
      let stderr = '';
      return new Promise((resolve) => {
        child.stderr.on('data', (bytes: Buffer) => {
          const isFirst = stderr === '';
          stderr += bytes.toString();
          if (isFirst && signal !== null) setTimeout(() => process.kill(Number(stderr.match(/pid (\d+)/)?.[1]), signal), SIGNAL_MS);
          const status = stderr.match(/status (\d+)/)?.[1];
          if (status === undefined) return;
          process.kill(-(child.pid as number));
          resolve(status);
        });
      });
    },
  };
}

/** By then a program that prints has filled a pipe. */
const SIGNAL_MS = 1500;

function execute(cli: string, cwd: string, words: readonly string[], options: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...startWords(cli), ...words], { cwd, env: { ...process.env, ...options.env } });
    let stdout = '';
    let stderr = '';
    const pieces = typeof options.input === 'object' ? [...options.input] : [];
    let isSignalled = false;
    const react = (): void => {
      while (pieces.length > 0 && stdout.includes(pieces[0].after)) child.stdin.write(pieces.shift()?.send ?? '', 'latin1');
      if (typeof options.input === 'object' && pieces.length === 0 && !child.stdin.writableEnded) child.stdin.end();
      if (options.signal !== undefined && !isSignalled && stdout.includes(options.signal.after)) {
        isSignalled = true;
        child.kill(options.signal.name);
      }
      if (options.closeAfter !== undefined && stdout.includes(options.closeAfter)) child.stdout.destroy();
    };
    child.stdout.on('data', (bytes: Buffer) => {
      stdout += bytes.toString('latin1');
      react();
    });
    child.stderr.on('data', (bytes: Buffer) => {
      stderr += bytes.toString('utf8');
    });
    child.on('error', reject);
    child.stdin.on('error', () => {});
    child.on('close', (status) => resolve({ status: status ?? -1, stdout: Buffer.from(stdout, 'latin1').toString('utf8'), stderr }));
    if (typeof options.input === 'string') child.stdin.write(options.input, 'latin1');
    if (typeof options.input !== 'object' && options.signal === undefined) child.stdin.end();
    react();
  });
}
