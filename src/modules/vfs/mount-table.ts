/** What is mounted where, and to which file system a path leads (`extmod/vfs.c`, mp_vfs_lookup_path). */
import type { Value } from '../../objects/value.js';

/** A mounted file system, which is any object with the methods of `vfs.AbstractFs`, and its mount point. */
export interface Mount {
  readonly point: string;
  readonly fs: Value;
}

/** The root, where file systems are mounted. */
export const ROOT = 'root';
/** A path whose first part is no mount point. */
export const NOWHERE = 'nowhere';

/** Where a path leads: a file system and the path within it, or none. */
export interface Place {
  readonly mount: Mount | typeof ROOT | typeof NOWHERE;
  readonly path: string;
}

/** The mounted file systems, in the order in which they are searched. */
export class MountTable {
  readonly mounts: Mount[] = [];
  /** Where relative paths start. */
  current: Mount | typeof ROOT = ROOT;

  /** Finds where a path leads; never raises. */
  find(path: string): Place {
    const isAbsolute = path.startsWith('/');
    if (!isAbsolute && this.current !== ROOT) return { mount: this.current, path };
    const rest = isAbsolute ? path.slice(1) : path;
    if (rest === '') return { mount: ROOT, path: '/' };
    for (const mount of this.mounts) {
      const name = mount.point.slice(1);
      if (name === '') return { mount, path };
      if (rest === name) return { mount, path: '/' };
      if (rest.startsWith(`${name}/`)) return { mount, path: rest.slice(name.length) };
    }
    return { mount: NOWHERE, path };
  }

  /** The root of the file system that is mounted at the root; undefined if none is. */
  get atRoot(): Place | undefined {
    const mount = this.mounts.find((each) => each.point === '/');
    return mount === undefined ? undefined : { mount, path: '/' };
  }

  /** Adds a mount. A file system that is mounted at the root is searched last. */
  add(mount: Mount): void {
    const atRoot = this.mounts.findIndex((each) => each.point === '/');
    this.mounts.splice(atRoot < 0 ? this.mounts.length : atRoot, 0, mount);
  }

  /** Removes a mount. If the current folder was in it, relative paths then start at the root. */
  remove(mount: Mount): void {
    this.mounts.splice(this.mounts.indexOf(mount), 1);
    if (this.current === mount) this.current = ROOT;
  }
}
