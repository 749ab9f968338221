/** The files of a board that a test makes: a folder, a program, or texts by path. */
import { SetupError } from '../devices/kinds.js';
import { type FileTree, type FileTreeEntry, isHidden } from '../host.js';
import type { Folders } from '../system/setup/setup.js';
import { encodeUtf8 } from '../utf8.js';

/** What is on a board's flash, and what the flash shows beside its own files. */
export interface FirmwareFiles {
  readonly own: Readonly<Record<string, string | Uint8Array>>;
  readonly shared: FileTree | null;
  /** The path in the tree from which a file of the flash comes; null if it does not come from there. */
  readonly origin: (path: string) => string | null;
  /** Finds the folders that a vpyb.json among the files names: they are below the folder where it is. */
  readonly folders: Folders;
  /** Whether the flash gets the files that a board has from the factory. It does not if a folder is the whole flash. */
  readonly factoryFiles: boolean;
  /** Whether it is a single program, which runs from the flash even if the board could start from a card. */
  readonly isNamed: boolean;
}

/** Makes a file main.py, with the files beside it as on the command line, or a folder the whole flash. Null if there is neither at the path. */
export function filesAt(tree: FileTree, path: string): FirmwareFiles | null {
  const place = placeOf(path);
  const folder = folderOf(place);
  const entry = entryAt(tree, place);
  if (entry === undefined) return null;
  if (entry.isFolder)
    return {
      own: Object.fromEntries(contents(tree, place, '')),
      shared: null,
      origin: (file) => join(place, file),
      folders: foldersIn(new Below(tree, place)),
      factoryFiles: false,
      isNamed: false,
    };
  const origin = (file: string): string => (file === 'main.py' ? place : join(folder, file));
  const beside = new Below(tree, folder);
  return {
    own: { 'main.py': tree.read(place) },
    shared: beside,
    origin,
    folders: foldersIn(beside),
    factoryFiles: true,
    isNamed: true,
  };
}

/** Makes files of texts or bytes by path. A set-up among them names folders of `tree`. */
export function filesOf(texts: Readonly<Record<string, string | Uint8Array>>, tree: FileTree): FirmwareFiles {
  const own = Object.fromEntries(
    Object.entries(texts).map(([path, content]) => [path, typeof content === 'string' ? encodeUtf8(content) : content]),
  );
  return { own, shared: null, origin: () => null, folders: foldersIn(tree), factoryFiles: true, isNamed: false };
}

/** Returns the folders of `tree` by the names that a set-up gives them, without hidden entries. */
export function foldersIn(tree: FileTree): Folders {
  return (name) => {
    const place = placeOf(name);
    const entry = entryAt(tree, place);
    if (entry === undefined) throw new SetupError(`${name}: no such file or folder`);
    if (!entry.isFolder) throw new SetupError(`${name}: is not a folder`);
    return new Below(tree, place, isHidden);
  };
}

/** A path in a tree, as a user writes it, in the form of the tree. */
const placeOf = (path: string): string =>
  path
    .replace(/^(\.?\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');

const folderOf = (place: string): string => place.slice(0, Math.max(place.lastIndexOf('/'), 0));

/** The entry at a place; undefined if it, or one of its folders, is missing. */
function entryAt(tree: FileTree, place: string): Pick<FileTreeEntry, 'isFolder'> | undefined {
  let entry: Pick<FileTreeEntry, 'isFolder'> | undefined = { isFolder: true };
  let reached = '';
  for (const part of place.split('/').filter((each) => each !== '')) {
    entry = entry?.isFolder === true ? tree.list(reached).find(({ name }) => name === part) : undefined;
    reached = join(reached, part);
  }
  return entry;
}

function* contents(tree: FileTree, folder: string, below: string): Generator<[path: string, content: Uint8Array | string]> {
  const entries = tree.list(join(folder, below)).filter(({ name }) => !isHidden(name));
  for (const { name, isFolder } of entries) {
    const path = join(below, name);
    if (isFolder) yield [`${path}/`, ''];
    if (isFolder) yield* contents(tree, folder, path);
    else yield [path, tree.read(join(folder, path))];
  }
}

/** A folder of a tree as a tree of its own. */
class Below implements FileTree {
  constructor(
    private readonly tree: FileTree,
    private readonly folder: string,
    private readonly leavesOut: (name: string) => boolean = () => false,
  ) {}

  list(path: string): readonly FileTreeEntry[] {
    return this.tree.list(join(this.folder, path)).filter(({ name }) => !this.leavesOut(name));
  }

  read(path: string): Uint8Array {
    return this.tree.read(join(this.folder, path));
  }
}

const join = (folder: string, name: string): string => [folder, name].filter((part) => part !== '').join('/');
