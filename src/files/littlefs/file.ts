/** An open file on littlefs (`lib/littlefs/lfs2.c`). A small file is stored in its folder and held in memory; others are chains of blocks. */
import { EFBIG, EINVAL } from '../../errno.js';
import { FileError } from '../file-error.js';
import type { FileHandle, OpenMode, SeekFrom } from '../volume.js';
import { type Chain, ChainReader, chainBlocks, chainOf, NO_CHAIN, structOf } from './chain.js';
import { type Entry, samePair } from './contents.js';
import { LIMITS } from './format.js';
import type { Metadata } from './metadata.js';
import type { LfsStore } from './store.js';
import { change, TYPE } from './tag.js';
import type { Visitor } from './visitor.js';
import { ChainWriter } from './writer.js';

/** The attribute with the time at which a file was changed: nanoseconds since 1970, in eight bytes. */
export const TIME_ATTRIBUTE = TYPE.attribute + 1;

const ZEROS = new Uint8Array(256);

/** An open file. It follows its entry when others change the folder. */
export class LfsFile implements FileHandle, Visitor {
  readonly isWalk = false;
  /** Content of a small file. */
  #content: Uint8Array | null;
  #chain: ChainReader;
  #writer: ChainWriter | null = null;
  #position = 0;
  #changed = false;
  #failed = false;
  /** Another handle has written the file; this one continues to read its own content. */
  #isOutdated = false;
  #isClosed = false;
  #time: Uint8Array | null;

  constructor(
    private readonly store: LfsStore,
    public metadata: Metadata | null,
    public id: number,
    entry: Entry,
    private readonly mode: OpenMode,
    /** Returns the time in the form of the attribute; null if no time is kept. */
    private readonly now: (() => Uint8Array) | null,
  ) {
    const isEmpty = mode.create === 'always';
    const isChain = entry.structType === TYPE.chainStruct && !isEmpty;
    this.#content = isChain ? null : isEmpty ? new Uint8Array(0) : entry.struct;
    this.#chain = new ChainReader(store.blocks, isChain ? chainOf(entry.struct) : NO_CHAIN);
    this.#time = now === null ? null : ((mode.read ? entry.attributes.get(TIME_ATTRIBUTE) : undefined) ?? now());
    this.#changed = mode.write && (isEmpty || now !== null);
    store.visitors.add(this);
  }

  *unnamedBlocks(): Iterable<number> {
    if ((this.#changed || this.#isOutdated) && this.#content === null) yield* chainBlocks(this.store.blocks, structOf(this.#chain.chain));
    if (this.#writer !== null) yield* this.#writer.made;
  }

  read(into: Uint8Array): number {
    this.#careful(() => this.#finishWriting());
    const count = Math.max(0, Math.min(into.length, this.#size - this.#position));
    for (let done = 0; done < count; ) {
      const part = this.#part(count - done);
      into.set(part, done);
      done += part.length;
      this.#position += part.length;
    }
    return count;
  }

  write(bytes: Uint8Array): void {
    if (this.now !== null) this.#time = this.now();
    if (this.mode.append) this.#position = Math.max(this.#position, this.#size);
    if (this.#position + bytes.length > LIMITS.file) throw new FileError(EFBIG);
    this.#careful(() => {
      const end = this.#position;
      if (this.#writer === null && end > this.#size) {
        this.#position = this.#size;
        while (this.#position < end) this.#put(ZEROS.subarray(0, end - this.#position));
      }
      this.#put(bytes);
    });
    this.#failed = this.#isOutdated = false;
  }

  seek(offset: number, from: SeekFrom): number {
    const base = from === 'start' ? 0 : from === 'end' ? this.#size : this.#position;
    const position = base + offset;
    if (position < 0 || position > LIMITS.file) throw new FileError(EINVAL);
    if (position === this.#position) return position;
    this.#careful(() => this.#finishWriting());
    this.#position = position;
    return position;
  }

  flush(): void {
    this.#careful(() => {
      this.#finishWriting();
      if (this.#changed && this.metadata !== null) this.#keep(this.metadata);
      this.#tellOthers();
    });
    this.#failed = this.#isOutdated = false;
  }

  /** Does not try again to keep what could not be written before. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      if (!this.#failed) this.flush();
    } finally {
      this.store.visitors.delete(this);
    }
  }

  #keep(metadata: Metadata): void {
    const content = this.#content;
    if (content === null) this.store.blocks.sync();
    const changes = [
      content === null ? change(TYPE.chainStruct, this.id, structOf(this.#chain.chain)) : change(TYPE.inlineStruct, this.id, content),
    ];
    if (this.#time !== null) changes.push(change(TIME_ATTRIBUTE, this.id, this.#time));
    this.store.commit(metadata, changes);
    this.#changed = false;
  }

  #tellOthers(): void {
    const { metadata, id } = this;
    for (const other of this.store.visitors) {
      if (!(other instanceof LfsFile) || other === this || metadata === null || other.metadata === null) continue;
      if (samePair(other.metadata.pair, metadata.pair) && other.id === id) other.#isOutdated = true;
    }
  }

  get #size(): number {
    if (this.#content !== null) return this.#content.length;
    return Math.max(this.#chain.chain.size, this.#writer?.position ?? 0);
  }

  #part(length: number): Uint8Array {
    if (this.#content !== null) return this.#content.subarray(this.#position, this.#position + length);
    return this.#chain.read(this.#position, length);
  }

  #put(bytes: Uint8Array): void {
    const end = this.#position + bytes.length;
    if (this.#content !== null && Math.max(end, this.#content.length) > this.store.inlineLimit) this.#outline(this.#content);
    if (this.#content !== null) {
      const grown = new Uint8Array(Math.max(end, this.#content.length));
      grown.set(this.#content);
      grown.set(bytes, this.#position);
      this.#content = grown;
      this.#changed = true;
    } else {
      this.#writer ??= new ChainWriter(this.store, this.#chain, this.#position);
      this.#writer.put(bytes);
    }
    this.#position = end;
  }

  /** Turns a small file that has become too large for its folder into a chain. */
  #outline(content: Uint8Array): void {
    this.#writer = new ChainWriter(this.store, this.#chain, 0);
    this.#content = null;
    this.#writer.put(content);
    if (this.#position !== content.length) this.#finishWriting();
  }

  /** Writes the old content that follows the written part after it; the new chain becomes the file's. */
  #finishWriting(): void {
    const writer = this.#writer;
    if (writer === null) return;
    const { size } = this.#chain.chain;
    while (writer.position < size) writer.put(this.#chain.read(writer.position, size - writer.position));
    const chain: Chain = writer.finish();
    this.#chain = new ChainReader(this.store.blocks, chain.size === 0 ? NO_CHAIN : chain);
    this.#writer = null;
    this.#changed = true;
  }

  /** Performs an action and remembers a failure, after which closing keeps nothing. */
  #careful(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#failed = error instanceof FileError;
      throw error;
    }
  }
}
