/** Commands that block devices take by `ioctl` (`extmod/vfs.h`). */
export enum Command {
  INIT = 1,
  DEINIT = 2,
  SYNC = 3,
  BLOCK_COUNT = 4,
  BLOCK_SIZE = 5,
  ERASE = 6,
}
