/** What a terminal is asked, without loading what only terminals need: it would double the time of a short run. */
import { fstatSync, statSync } from 'node:fs';

/** `os.devNull` where there is one of this kind; to load the module takes longer than to ask. */
const NULL_DEVICE = '/dev/null';

/** What has been found to be a terminal. */
const terminals = new Set<number>();

/** Whether a file descriptor is a terminal. */
export function isTerminal(fd: number): boolean {
  const is = isDevice(fd) && process.getBuiltinModule('node:tty').isatty(fd);
  if (is) terminals.add(fd);
  return is;
}

/** Whether one of the file descriptors asked about is, or was, a terminal. */
export function hasTerminal(): boolean {
  return terminals.size > 0;
}

/** Whether one of the terminals has gone: nobody is there any more. */
export function hasHungUp(): boolean {
  return [...terminals].some((fd) => !process.getBuiltinModule('node:tty').isatty(fd));
}

/** Whether it is a character device, other than the null device that stands in for a terminal in scripts. */
function isDevice(fd: number): boolean {
  try {
    const status = fstatSync(fd);
    return status.isCharacterDevice() && (process.platform === 'win32' || status.rdev !== statSync(NULL_DEVICE).rdev);
  } catch {
    return false; // Closed, or no null device to compare with.
  }
}
