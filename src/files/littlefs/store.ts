/**
 * A littlefs volume below its paths: the list of all metadata pairs, the state they share, and which blocks are free
 * (littlefs DESIGN and SPEC). Not done: moving pairs away from worn or damaged blocks.
 */
import { ECORRUPT, EINVAL, ENOSPC } from '../../errno.js';
import { FileError } from '../file-error.js';
import type { LfsBlocks } from './blocks.js';
import { chainBlocks } from './chain.js';
import { bytesOfWords, type Contents, describe, type Entry, type Pair, samePair, tailChange, words } from './contents.js';
import { LIMITS, readSuperblock, superblockOf } from './format.js';
import { FreeBlocks } from './free-blocks.js';
import { Metadata, splitAt } from './metadata.js';
import { SharedState } from './state.js';
import { MAGIC } from './superblock.js';
import { type Change, change, crc32, NO_ID, TYPE, typeOf } from './tag.js';
import { follow, type Visitor } from './visitor.js';

const SUPERBLOCK: Pair = [0, 1];
/** New pairs start with a revision that is a multiple of this: the number of rewrites after which littlefs moves a pair, made odd. */
const REVISION_STEP = 101;

/** A mounted littlefs volume: its metadata pairs, its free blocks, and its visitors. */
export class LfsStore {
  root: Pair = SUPERBLOCK;
  readonly visitors = new Set<Visitor>();
  readonly state = new SharedState();
  #seed = 0;
  readonly #free: FreeBlocks;
  #isOldVersion = false;

  private constructor(readonly blocks: LfsBlocks) {
    this.#free = new FreeBlocks(blocks.count, () => this.usedBlocks());
  }

  /** Size in bytes up to which a file is stored in its folder. */
  get inlineLimit(): number {
    return Math.min(this.blocks.cache, LIMITS.attribute, Math.floor(this.blocks.size / 8));
  }

  /** Makes a new volume; raises ENOSPC for a device of one block. */
  static format(blocks: LfsBlocks): void {
    if (blocks.count < 2) throw new FileError(ENOSPC);
    const store = new LfsStore(blocks);
    const root = Metadata.blank(blocks, SUPERBLOCK, store.#newRevision(SUPERBLOCK[0]));
    const entry: Entry = {
      kind: TYPE.superblock,
      name: Uint8Array.from(MAGIC, (letter) => letter.charCodeAt(0)),
      structType: TYPE.inlineStruct,
      struct: superblockOf(blocks),
      attributes: new Map(),
    };
    root.contents.entries.push(entry);
    store.#rewrite(root, root.contents);
    // Both blocks are written, so that no older volume is found.
    store.#rewrite(root, root.contents);
    store.fetch(SUPERBLOCK);
  }

  /** Mounts a volume; raises ECORRUPT, EINVAL. */
  static mount(blocks: LfsBlocks): LfsStore {
    const store = new LfsStore(blocks);
    let hasSuperblock = false;
    for (const pair of store.pairs(SUPERBLOCK)) {
      const { entries, state } = pair.contents;
      store.state.add(state);
      const [first] = entries;
      if (first?.kind !== TYPE.superblock || String.fromCharCode(...first.name) !== MAGIC) continue;
      store.root = pair.pair;
      store.#isOldVersion = readSuperblock(first.struct, blocks).isOld;
      hasSuperblock = true;
    }
    if (!hasSuperblock) throw new FileError(EINVAL);
    store.state.mounted();
    store.#free.startAt(store.#seed);
    return store;
  }

  /** Reads a pair as it is now. An entry that is being moved is not shown. */
  fetch(pair: Pair): Metadata {
    const read = this.#fetchAll(pair);
    const move = this.state.pendingMove;
    if (move !== null && samePair(move.pair, read.pair)) read.contents.entries.splice(move.id, 1);
    return read;
  }

  #fetchAll(pair: Pair): Metadata {
    return Metadata.read(this.blocks, pair, (crc) => {
      this.#seed = crc32(this.#seed, bytesOfWords([crc]));
    });
  }

  /** Yields all pairs from one on, in the order of the list; raises ECORRUPT for an endless list. */
  *pairs(from: Pair = SUPERBLOCK): Iterable<Metadata> {
    let left = this.blocks.count;
    for (let pair: Pair | null = from; pair !== null; ) {
      if (left-- < 0) throw new FileError(ECORRUPT);
      const read = this.fetch(pair);
      yield read;
      pair = read.contents.tail;
    }
  }

  /** Yields all pairs of a folder. */
  *folder(from: Pair): Iterable<Metadata> {
    for (const pair of this.pairs(from)) {
      yield pair;
      if (!pair.contents.isSplit) return;
    }
  }

  /** Yields the blocks in use. Those of folders occur twice, as littlefs counts them, and so do some of files that are being written. */
  *usedBlocks(): Iterable<number> {
    for (const { pair, contents } of this.pairs()) {
      yield* pair;
      for (const { structType, struct } of contents.entries) {
        if (structType === TYPE.folderStruct) yield* words(struct, 2);
        else if (structType === TYPE.chainStruct) yield* chainBlocks(this.blocks, struct);
      }
    }
    for (const visitor of this.visitors) yield* visitor.unnamedBlocks();
  }

  /** Begins an operation: blocks allocated before are named by now. Cleans up what an interrupted operation has left. */
  begin(): void {
    this.checkpoint();
    if (this.#isOldVersion) {
      this.#isOldVersion = false;
      const root = this.fetch(this.root);
      this.commit(root, [change(TYPE.inlineStruct, 0, superblockOf(this.blocks))]);
    }
    this.#finishMove();
    if (this.state.hasOrphans) this.#dropOrphans();
  }

  /** To be called when all allocated blocks are named by metadata or by a visitor. */
  checkpoint(): void {
    this.#free.checkpoint();
  }

  /** Returns a free block, which is not returned again before it is named; raises ENOSPC. */
  allocate(): number {
    return this.#free.take();
  }

  /** Returns a new pair that is not yet written. */
  newPair(): Metadata {
    const second = this.allocate();
    const first = this.allocate();
    return Metadata.blank(this.blocks, [first, second], this.#newRevision(first));
  }

  #newRevision(block: number): number {
    const [found] = words(this.blocks.read(block, 0, 4), 1) as [number];
    return (Math.ceil(found / REVISION_STEP) * REVISION_STEP) >>> 0;
  }

  /** Makes changes to a pair; its visitors follow. */
  commit(metadata: Metadata, changes: readonly Change[]): void {
    const contents = metadata.contents.copy();
    for (const each of changes) contents.apply(each);
    const hasDelete = changes.some(({ tag }) => typeOf(tag) === TYPE.delete);
    const before = hasDelete && contents.entries.length === 0 ? this.predecessor(metadata.pair) : null;
    const { pair } = metadata;
    if (before?.contents.isSplit === true) this.#drop(before, metadata.contents);
    else {
      const [state, share] = this.state.share(contents);
      if (metadata.append([...changes, ...share])) {
        this.state.settle();
        contents.state = state;
        metadata.contents = contents;
      } else this.#rewrite(metadata, contents);
    }
    this.#tellVisitors(pair, metadata, changes);
  }

  /** Takes a pair out of the list. */
  drop(metadata: Metadata): void {
    const before = this.predecessor(metadata.pair);
    if (before !== null) this.#drop(before, metadata.contents);
  }

  #drop(before: Metadata, { tail, isSplit, state }: Contents): void {
    this.state.take(state);
    this.commit(before, [tailChange(tail, isSplit)]);
  }

  /** Returns the pair whose tail is `pair`; null for the first pair. */
  predecessor(pair: Pair): Metadata | null {
    for (const each of this.pairs()) if (each.contents.tail !== null && samePair(each.contents.tail, pair)) return each;
    return null;
  }

  /** Rewrites a pair. Entries that do not fit go to new pairs after it. */
  #rewrite(metadata: Metadata, contents: Contents): void {
    const { entries } = contents;
    let end = entries.length;
    for (let split = splitAt(this.blocks, entries, end); split > 0; split = splitAt(this.blocks, entries, end)) {
      if (!this.#moveToTail(contents, entries.slice(split, end))) break;
      end = split;
    }
    contents.entries = entries.slice(0, end);
    this.#write(metadata, contents);
  }

  /** Moves entries to a new pair, which becomes the tail. Returns false if there is no room for one. */
  #moveToTail(contents: Contents, entries: Entry[]): boolean {
    let made: Metadata;
    try {
      made = this.newPair();
    } catch (error) {
      if (error instanceof FileError && error.errno === ENOSPC) return false;
      throw error;
    }
    const moved = made.contents.copy();
    moved.entries = entries;
    moved.tail = contents.tail;
    moved.isSplit = contents.isSplit;
    this.#write(made, moved);
    contents.tail = made.pair;
    contents.isSplit = true;
    return true;
  }

  #write(metadata: Metadata, contents: Contents): void {
    const [state] = this.state.share(contents);
    const changes = describe(contents.entries);
    if (contents.tail !== null) changes.push(tailChange(contents.tail, contents.isSplit));
    if (state.some((word) => word !== 0)) changes.push(change(TYPE.moveState, NO_ID, bytesOfWords(state)));
    if (!metadata.rewrite(changes)) throw new FileError(ENOSPC);
    this.state.settle();
    contents.state = state;
    metadata.contents = contents;
  }

  #tellVisitors(pair: Pair, metadata: Metadata, changes: readonly Change[]): void {
    for (const visitor of this.visitors) {
      if (visitor.metadata === null || !samePair(visitor.metadata.pair, pair)) continue;
      visitor.metadata = metadata;
      for (const { tag } of changes) follow(visitor, tag);
      if (visitor.metadata !== null) Object.assign(visitor, this.settled(metadata, visitor.id));
    }
  }

  /** Returns where an entry is after a commit that may have split its pair. */
  settled(metadata: Metadata, id: number): { metadata: Metadata; id: number } {
    let [at, rest] = [metadata, id];
    while (rest >= at.contents.entries.length && at.contents.isSplit) {
      rest -= at.contents.entries.length;
      at = this.fetch(at.contents.tail as Pair);
    }
    return { metadata: at, id: rest };
  }

  #finishMove(): void {
    const move = this.state.pendingMove;
    if (move === null) return;
    const source = this.#fetchAll(move.pair);
    this.state.moving(null);
    this.commit(source, [change(TYPE.delete, move.id)]);
  }

  /** Takes folders to which no entry leads out of the list. */
  #dropOrphans(): void {
    const named = (pair: Pair): boolean => {
      for (const { contents } of this.pairs())
        for (const { structType, struct } of contents.entries)
          if (structType === TYPE.folderStruct && samePair(words(struct, 2) as unknown as Pair, pair)) return true;
      return false;
    };
    for (let before = this.fetch(SUPERBLOCK); before.contents.tail !== null; ) {
      const next = this.fetch(before.contents.tail);
      if (before.contents.isSplit || samePair(next.pair, this.root) || named(next.pair)) before = next;
      else {
        this.#drop(before, next.contents);
        before = this.fetch(before.pair);
      }
    }
    this.state.noOrphans();
  }
}
