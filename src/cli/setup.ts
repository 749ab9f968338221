/** The set-up of a run: read from its file and from the command line, done on the board; pictures written at the end. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Pyboard } from '../board/pyboard.js';
import type { Device } from '../devices/catalogue.js';
import { SetupError } from '../devices/kinds.js';
import { type Picture, pictureText, png } from '../devices/picture.js';
import { Setup } from '../system/setup.js';
import type { Program } from './arguments.js';
import { Failure, hostProblem, Status } from './fail.js';
import type { PictureWish, SetupWish } from './setup-arguments.js';

/** The file beside a program that is its set-up. */
const FILE = 'vpyb.json';

/** Plugs in and schedules what the user wants. Answers what is to be done at the end. */
export function prepare(board: Pyboard, wish: SetupWish, program: Program): () => void {
  const setup = new Setup(board);
  const file = wish.file ?? fileBeside(program);
  if (file !== null) refusing(file, () => setup.add(parse(file)));
  for (const { name, settings } of wish.devices) refusing('--device', () => setup.plug(name, settings));
  for (const { moment, target, value } of wish.events) refusing('--at', () => setup.schedule(moment, { [target]: value }));
  const pictures = wish.pictures.map((picture) => ({ ...picture, of: pictureOf(setup.devices, picture) }));
  return () => {
    for (const { of, path, format } of pictures) write(path, format === 'png' ? png(of) : pictureText(of));
  };
}

function fileBeside(program: Program): string | null {
  if (program.kind !== 'path') return null;
  const isFolder = existsSync(program.path) && statSync(program.path).isDirectory();
  const file = join(isFolder ? program.path : dirname(program.path), FILE);
  return existsSync(file) ? file : null;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SetupError(error instanceof SyntaxError ? error.message : hostProblem(error));
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
    throw new Failure(`--picture ${path}: ${hostProblem(error)}`, Status.usage);
  }
}
