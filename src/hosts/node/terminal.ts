/** Questions about terminals, asked without loading modules that only terminals need: they would double the time of a short run. */
import { fstatSync, statSync } from 'node:fs';

/** `os.devNull` on systems that have this path. Loading the `os` module would take longer than the question itself. */
const NULL_DEVICE = '/dev/null';

/** File descriptors that were found to be terminals. */
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

/** Whether one of the terminals has gone, so that nobody is there any more. */
export function hasHungUp(): boolean {
  return [...terminals].some((fd) => !process.getBuiltinModule('node:tty').isatty(fd));
}

/** Whether the descriptor is a character device other than the null device, which stands in for a terminal in scripts. */
function isDevice(fd: number): boolean {
  try {
    const status = fstatSync(fd);
    return status.isCharacterDevice() && (process.platform === 'win32' || status.rdev !== statSync(NULL_DEVICE).rdev);
  } catch {
    return false; // Closed, or no null device to compare with.
  }
}
