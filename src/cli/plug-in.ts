/** Does what a set-up's file and the command line ask for on a board, and writes pictures at the end. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Pyboard } from '../board/pyboard.js';
import type { Device } from '../devices/catalogue.js';
import { SetupError } from '../devices/kinds.js';
import { type Picture, pictureText, png } from '../devices/picture.js';
import { Setup } from '../system/setup.js';
import { Failure, hostFailure, hostProblem, Status } from './fail.js';
import { jsonFault } from './json-fault.js';
import type { PictureWish, SetupWish } from './setup-arguments.js';

/** Plugs in and schedules what the user wants. Answers what is to be done at the end. */
export function plugIn(board: Pyboard, wish: SetupWish, file: string | null): () => void {
  const setup = new Setup(board);
  if (file !== null) refusing(file, () => setup.add(parse(file)));
  for (const { name, settings } of wish.devices) refusing('--device', () => setup.plug(name, settings));
  for (const pin of wish.probes) refusing('--probe', () => setup.probe(pin));
  for (const { moment, target, value } of wish.events) refusing('--at', () => setup.schedule(moment, { [target]: value }));
  const pictures = wish.pictures.map((picture) => ({ ...picture, of: pictureOf(setup.devices, picture) }));
  return () => {
    for (const { of, path, format } of pictures) write(path, format === 'png' ? png(of) : pictureText(of));
  };
}

function parse(file: string): unknown {
  let text: string;
  try {
    // Some editors put a byte order mark first.
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new SetupError(hostProblem(error));
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SetupError(jsonFault(text) ?? String(error));
  }
}

/** A set-up that cannot be is the user's to mend. */
function refusing(place: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (error instanceof SetupError) throw new Failure(`${place}: ${error.message}`, Status.usage);
    throw error;
  }
}

function pictureOf(devices: ReadonlyMap<string, Device>, { name }: PictureWish): Picture {
  const device = devices.get(name);
  if (device === undefined) throw new Failure(`--picture: there is no device '${name}'`, Status.usage);
  if (device.picture === undefined) throw new Failure(`--picture: '${name}' shows nothing`, Status.usage);
  return device.picture;
}

function write(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw hostFailure(`--picture ${path}`, error);
  }
}
