/** The files of a board that a test makes: a folder, a program, or texts by path. */
import { type FileTree, type FileTreeEntry, isHidden } from '../host.js';
import { encodeUtf8 } from '../objects/utf8.js';

/** What is on a board's flash, and what the flash shows beside its own files. */
export interface FirmwareFiles {
  readonly own: Readonly<Record<string, string | Uint8Array>>;
  readonly shared: FileTree | null;
  /** The path in the tree from which a file of the flash comes; null if it does not come from there. */
  readonly origin: (path: string) => string | null;
  /** Whether the flash gets the files that a board has from the factory. It does not if a folder is the whole flash. */
  readonly factoryFiles: boolean;
  /** Whether it is a single program, which runs from the flash even if the board could start from a card. */
  readonly isNamed: boolean;
}

/** Makes a file main.py, with the files beside it as on the command line, or a folder the whole flash. Null if there is neither at the path. */
export function filesAt(tree: FileTree, path: string): FirmwareFiles | null {
  const place = path
    .replace(/^(\.?\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
  const cut = place.lastIndexOf('/');
  const folder = cut < 0 ? '' : place.slice(0, cut);
  const entry = place === '' ? null : entryOf(tree, folder, place.slice(cut + 1));
  if (place !== '' && entry === undefined) return null;
  if (entry === null || entry?.isFolder === true)
    return {
      own: Object.fromEntries(contents(tree, place, '')),
      shared: null,
      origin: (file) => join(place, file),
      factoryFiles: false,
      isNamed: false,
    };
  const origin = (file: string): string => (file === 'main.py' ? place : join(folder, file));
  return { own: { 'main.py': tree.read(place) }, shared: new Below(tree, folder), origin, factoryFiles: true, isNamed: true };
}

/** Makes files of texts or bytes by path. */
export function filesOf(texts: Readonly<Record<string, string | Uint8Array>>): FirmwareFiles {
  const own = Object.fromEntries(
    Object.entries(texts).map(([path, content]) => [path, typeof content === 'string' ? encodeUtf8(content) : content]),
  );
  return { own, shared: null, origin: () => null, factoryFiles: true, isNamed: false };
}

/** The entry at a path; undefined if it, or one of its folders, is missing. */
function entryOf(tree: FileTree, folder: string, name: string): FileTreeEntry | undefined {
  let reached = '';
  for (const part of folder.split('/').filter((each) => each !== '')) {
    if (tree.list(reached).find((entry) => entry.name === part)?.isFolder !== true) return undefined;
    reached = join(reached, part);
  }
  return tree.list(folder).find((entry) => entry.name === name);
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
export class Below implements FileTree {
  constructor(
    private readonly tree: FileTree,
    private readonly folder: string,
  ) {}

  list(path: string): readonly FileTreeEntry[] {
    return this.tree.list(join(this.folder, path));
  }

  read(path: string): Uint8Array {
    return this.tree.read(join(this.folder, path));
  }
}

const join = (folder: string, name: string): string => [folder, name].filter((part) => part !== '').join('/');
