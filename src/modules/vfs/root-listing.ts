/** `os.ilistdir` of the root: the mount points, then what is mounted at the root itself (`extmod/vfs.c`, mp_vfs_ilistdir_it_iternext). */
import { newBytes } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { newIteratorType } from '../../objects/iterators.js';
import { found, loadMethod } from '../../objects/protocol/attribute.js';
import { call } from '../../objects/protocol/call.js';
import { iterate, next } from '../../objects/protocol/iterate.js';
import { newStr } from '../../objects/str.js';
import { newTuple } from '../../objects/tuple.js';
import type { PyObject, Value } from '../../objects/value.js';
import { encodeUtf8 } from '../../utf8.js';
import type { Mount } from './mount-table.js';
import { FOLDER_MODE } from './native-fs.js';

/** An iterator over the root. */
export class RootListing implements PyObject {
  readonly #points: Mount[];
  #rest: Value | null = null;

  constructor(
    mounts: readonly Mount[],
    /** Whether names are str; otherwise they are bytes. */
    private readonly asText: boolean,
  ) {
    allocate(32);
    this.#points = [...mounts];
  }
  get type() {
    return rootListingType;
  }
  next(): Value | undefined {
    if (this.#rest !== null) return next(this.#rest);
    const mount = this.#points.shift();
    if (mount === undefined) return undefined;
    if (mount.point === '/') {
      this.#rest = iterate(call(loadMethod(mount.fs, 'ilistdir'), found.self === undefined ? ['/'] : [found.self, '/']));
      return next(this.#rest);
    }
    const name = mount.point.slice(1);
    return newTuple([this.asText ? newStr(name) : newBytes(encodeUtf8(name)), FOLDER_MODE, 0]);
  }
}
const rootListingType = newIteratorType('iterator', { next: (self: RootListing) => self.next() });
