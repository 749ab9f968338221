/** Reads a set-up file, applies it and the command line to a board, and writes pictures at the end. */
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Pyboard } from '../board/pyboard.js';
import type { Device } from '../devices/device-type.js';
import { pictureText } from '../devices/displays/picture.js';
import { png } from '../devices/displays/png.js';
import { SetupError } from '../devices/kinds.js';
import { Unreadable } from '../host.js';
import { FolderTree, Incomplete } from '../hosts/node/folder.js';
import { hostProblem } from '../hosts/node/host-problem.js';
import type { Parts } from '../system/setup/description.js';
import { parseDescription } from '../system/setup/description-text.js';
import { Setup } from '../system/setup/setup.js';
import { Failure, Status } from './fail.js';
import type { Outbound } from './run-out.js';
import type { PictureWish, SetupWish } from './setup-arguments.js';
import { takeAll } from './steps.js';
import type { Planned } from './unreached.js';
import { refuseUnwritable, writeFor } from './written-file.js';

/** Errors in a set-up, or in a folder that it names. */
const REFUSALS = [SetupError, Incomplete, Unreadable] as const;

/** A set-up file that has been read. */
export interface SetupFile {
  readonly path: string;
  readonly parts: Parts;
}

/** Reads a set-up file. Throws a Failure if it is no set-up; what it plugs in is not looked at yet. */
export const readSetup = (path: string): SetupFile => ({ path, parts: refusing(path, () => parseDescription(textOf(path))) });

/** What has become of a user's wishes. */
export interface PluggedIn extends Outbound {
  /** To be called at the end of the run. */
  writePictures(): Promise<void>;
  /** What --at asks for. A set-up file's schedule may serve many programs, of which few last until its end. */
  readonly planned: readonly Planned[];
}

/** Plugs in and schedules what the user wants; `setup` is the board's set-up, if it has one. */
export function plugIn(board: Pyboard, wish: SetupWish, file: SetupFile | null, setup = new Setup(board)): PluggedIn {
  if (file !== null) {
    const { path, parts } = file;
    refusing(path, () => setup.add(parts, { folders: (name) => folderWithin(dirname(path), name), from: path }));
  }
  for (const { name, settings } of wish.devices) refusing('--device', () => setup.plug(name, settings, { folders: folder }));
  for (const wire of wish.wires) refusing('--wire', () => setup.join(wire));
  for (const pin of wish.probes) refusing('--probe', () => setup.probe(pin));
  for (const { moment, target, value } of wish.events) refusing('--at', () => setup.schedule(moment, { [target]: value }));
  const pictures = wish.pictures.map((picture) => ({ path: picture.path, drawn: drawing(setup.devices, picture) }));
  for (const { path } of pictures) refuseUnwritable('--picture', path);
  return {
    writePictures: () => takeAll(pictures.map((picture) => () => writeFor('--picture', picture.path, picture.drawn()))),
    get undelivered() {
      return [...setup.devices.values()].reduce((sum, device) => sum + (device.undelivered ?? 0), 0);
    },
    planned: wish.events.map(({ moment, target, value }) => ({ moment, change: `${target}=${value}` })),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SetupError(hostProblem(error));
  }
}

/**
 * Returns a folder that a set-up file names. The file may come from somebody else, as the program may, so it can only show the board folders
 * beside it.
 */
function folderWithin(outer: string, name: string): FolderTree {
  const path = resolve(outer, name);
  const tree = folder(path);
  const way = relative(realpathSync(outer), realpathSync(path));
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
    throw new SetupError(`${name}: outside the folder of the set-up file; only --device may name any folder`);
  return tree;
}

function folder(path: string): FolderTree {
  try {
    return new FolderTree(path, true);
  } catch (error) {
    throw new SetupError(`${path}: ${hostProblem(error)}`);
  }
}

/** Turns errors in a set-up into a Failure, because the user can fix them. */
function refusing<T>(place: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (REFUSALS.some((kind) => error instanceof kind)) throw new Failure(`${place}: ${(error as Error).message}`, Status.usage);
    throw error;
  }
}

/** Returns a function that, at the end, draws what a device shows or returns its text. */
function drawing(devices: ReadonlyMap<string, Device>, { name, format }: PictureWish): () => string | Uint8Array {
  const device = devices.get(name);
  if (device === undefined) throw new Failure(`--picture: no device is named '${name}'`, Status.usage);
  const { picture } = device;
  if (picture !== undefined) return () => (format === 'png' ? png(picture) : pictureText(picture));
  const text = () => device.text ?? device.received;
  if (text() === undefined) throw new Failure(`--picture: '${name}' has nothing to show`, Status.usage);
  if (format === 'png') {
    const what = device.text === undefined ? 'has received' : 'shows';
    throw new Failure(`--picture: '${name}' ${what} text, not a picture; write ${name}=FILE.txt`, Status.usage);
  }
  return () => text() ?? '';
}
