/** Errors of `fs` in words. */

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EISDIR: 'is a folder',
  ENOTDIR: 'is not a folder, or part of its path is not',
  EEXIST: 'already exists',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'no space left for this user on the disk',
  EFBIG: 'the file is too large',
  EIO: 'device error',
  EROFS: 'the disk is read-only',
  EPIPE: 'nobody is reading it any more',
};

/** Returns what is wrong with a host's file, in words: `no such file or folder`. */
export function hostProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return WORDS[code ?? ''] ?? message;
}
