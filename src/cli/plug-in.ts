/** Does what a set-up's file and the command line ask for on a board, and writes pictures at the end. */
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
import { Setup } from '../system/setup/setup.js';
import { Failure, Status } from './fail.js';
import { jsonFault } from './json-fault.js';
import type { PictureWish, SetupWish } from './setup-arguments.js';
import { takeAll } from './steps.js';
import { refuseUnwritable, writeFor } from './written-file.js';

/** What is wrong with it, or with a folder that it names. */
const REFUSALS = [SetupError, Incomplete, Unreadable] as const;

/** Plugs in and schedules what the user wants; `setup` is that of the board, if it has one. Answers what is to be done at the end. */
export function plugIn(board: Pyboard, wish: SetupWish, file: string | null, setup = new Setup(board)): () => Promise<void> {
  if (file !== null) refusing(file, () => setup.add(parse(file), { folders: (name) => folderWithin(dirname(file), name), from: file }));
  for (const { name, settings } of wish.devices) refusing('--device', () => setup.plug(name, settings, { folders: folder }));
  for (const wire of wish.wires) refusing('--wire', () => setup.join(wire));
  for (const pin of wish.probes) refusing('--probe', () => setup.probe(pin));
  for (const { moment, target, value } of wish.events) refusing('--at', () => setup.schedule(moment, { [target]: value }));
  const pictures = wish.pictures.map((picture) => ({ path: picture.path, drawn: drawing(setup.devices, picture) }));
  for (const { path } of pictures) refuseUnwritable('--picture', path);
  return () => takeAll(pictures.map((picture) => () => writeFor('--picture', picture.path, picture.drawn())));
}

function parse(file: string): unknown {
  let text: string;
  try {
    // Some editors put a byte order mark first.
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new SetupError(hostProblem(error));
  }
  const fault = jsonFault(text);
  if (fault !== null) throw new SetupError(fault);
  return JSON.parse(text);
}

/** A set-up may be somebody else's, as the program is: it shows the board nothing that does not lie beside it. */
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

/** A set-up that cannot be is the user's to mend. */
function refusing(place: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (REFUSALS.some((kind) => error instanceof kind)) throw new Failure(`${place}: ${(error as Error).message}`, Status.usage);
    throw error;
  }
}

/** How to draw, at the end, what a device shows, or to write what text it has. */
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
