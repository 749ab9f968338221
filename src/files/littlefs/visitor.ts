/** Visitors, which stay at an entry of a littlefs folder while the folder is changed: open files, and walks through a folder. */
import type { Metadata } from './metadata.js';
import { idOf, TYPE, typeOf } from './tag.js';

/** An object that is at an entry of a pair while the pair is changed. */
export interface Visitor {
  /** Null when the entry is gone. */
  metadata: Metadata | null;
  id: number;
  /** Whether it continues with the next entry when its own is deleted. */
  readonly isWalk: boolean;
  /** Blocks of a file that no metadata names yet. */
  unnamedBlocks(): Iterable<number>;
}

/** Adjusts a visitor to a change of the pair that it is at. */
export function follow(visitor: Visitor, tag: number): void {
  const id = idOf(tag);
  if (visitor.metadata === null) return;
  if (typeOf(tag) === TYPE.create && id <= visitor.id) visitor.id++;
  else if (typeOf(tag) === TYPE.delete && id < visitor.id) visitor.id--;
  else if (typeOf(tag) === TYPE.delete && id === visitor.id && !visitor.isWalk) visitor.metadata = null;
}
