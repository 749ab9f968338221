/** Exit statuses, and how the command says what went wrong. */
import { writeSync } from 'node:fs';

/** What the command's exit status means. */
export const Status = {
  ok: 0,
  exception: 1,
  usage: 2,
  internal: 70,
  maxWall: 124,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** Something that the user can put right: one line, and an exit status. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** Writes to standard error; nobody listening is no problem. */
export function say(text: string): void {
  try {
    writeSync(2, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPIPE' && code !== 'EAGAIN' && code !== 'EBADF') throw error;
  }
}

/** The name of a host file's problem in words: `no such file or directory`. */
export function hostProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    ENOENT: 'no such file or folder',
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    EISDIR: 'is a folder',
    ENOTDIR: 'a part of the path is no folder',
    ELOOP: 'too many symbolic links',
    ENAMETOOLONG: 'the name is too long',
    ENOSPC: 'no space left on the disk',
    EROFS: 'the disk is read-only',
  };
  return words[code ?? ''] ?? message;
}
