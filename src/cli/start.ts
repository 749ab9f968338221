/**
 * Starts a program of ASCII scripts with V8's code cache, so that V8 need not compile it again, which is half the time that hello world takes.
 * V8 refuses caches that another V8, or V8 with other flags, has made. bin/vpyb.js starts the command in this way, and so do the benchmarks.
 */
import { closeSync, fstatSync, openSync, readdirSync, readSync, rmSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder, writeWhole } from '../hosts/node/cache-folder.js';
import { FLAGS_CHANGE } from '../hosts/node/flags-change.js';
import { enlargeNursery, withUnchangedNursery } from '../hosts/node/nursery.js';

/** V8's nursery becomes larger after so many milliseconds, when the event loop turns: programs that run for long are faster with it. */
const LARGE_NURSERY_MS = 500;

/** How the scripts of a program access each other (scripts/late-parts.ts). */
interface Link {
  /** Returns the exports of a part, which is loaded when it is first needed. */
  late(part: string): unknown;
  /** Returns the exports of a module of the core. */
  core(module: string): unknown;
}

/** What the core exports. */
interface Lender {
  /** Returns the exports of one of its modules. */
  lend(module: string): unknown;
}

/**
 * Runs the program. Its script is a function with the parameters of a CommonJS module and a link, and begins with `const vpybBuild = ` and a
 * name for its content. `program.part.cjs` are its parts. `trains`: the program runs only to fill the caches.
 */
export function start(program: string, require: NodeJS.Require, trains = false): void {
  const scripts = new Scripts(program, require, trains);
  scripts.run(program);
}

class Scripts {
  readonly #loaded = new Map<string, { exports: unknown }>();
  #build = '';
  /** Functions that write the caches that are wanted. */
  readonly #toKeep: (() => void)[] = [];
  #hasLargeNursery = false;
  readonly #folder = cacheFolder();
  readonly #link: Link = {
    late: (part) => {
      const path = this.program.replace(/cjs$/, `${part}.cjs`);
      return (this.#loaded.get(path) ?? this.run(path)).exports;
    },
    core: (module) => (this.#loaded.get(this.program) as { exports: Lender }).exports.lend(module),
  };

  constructor(
    private readonly program: string,
    private readonly require: NodeJS.Require,
    private readonly trains: boolean,
  ) {
    const keepAll = (): void =>
      this.#underUnchangedFlags(() => {
        for (const keepOne of this.#toKeep.splice(0)) keepOne();
      });
    process.on('exit', keepAll);
    const growth = setTimeout(() => {
      this.#hasLargeNursery = true;
      enlargeNursery();
    }, LARGE_NURSERY_MS).unref();
    // No start would use a cache that is made under other flags. So the caches are written before the flags change, and none afterwards.
    process.once(FLAGS_CHANGE, () => {
      keepAll();
      process.off('exit', keepAll);
      clearTimeout(growth);
      this.#hasLargeNursery = false; // From now on it is not for us to say.
    });
  }

  /** Works with code caches, which are valid only for the flags under which they are made. */
  #underUnchangedFlags<T>(work: () => T): T {
    return this.#hasLargeNursery ? withUnchangedNursery(work) : work();
  }

  /** Runs a script; returns it as a module. */
  run(path: string): { exports: unknown } {
    const source = sourceOf(path);
    this.#build ||= (/const vpybBuild = "(\w+)"/.exec(source) as RegExpExecArray)[1];
    const name = `${basename(path)}.${this.#build}.${process.version}.${process.arch}.cache`;
    const places = this.#folder === null ? [] : [dirname(path), this.#folder].map((place) => join(place, name));
    const cachedData = read(places);
    const script = this.#underUnchangedFlags(() => new Script(source, { filename: path, cachedData }));
    // A cache that V8 rejects belongs to other flags: it stays, for starts that give none.
    if (places.length > 0 && (this.trains || cachedData === undefined)) {
      this.#toKeep.push(() => keep(places, basename(path), script.createCachedData()));
    }
    const module = { exports: {} };
    this.#loaded.set(path, module);
    script.runInThisContext()(module.exports, this.require, module, path, dirname(path), this.#link);
    return module;
  }
}

/** Returns the text of a script. Without it nothing works, not even the command's handling of errors. */
function sourceOf(path: string): string {
  try {
    return fileAt(path).content.toString('latin1');
  } catch (error) {
    const what = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'is missing' : 'cannot be read';
    process.stderr.write(`vpyb: dist/${basename(path)} ${what}; 'npm run build' makes it\n`);
    process.exit(70);
  }
}

/** Returns the first cache that exists and is undamaged. */
function read(places: readonly string[]): Buffer | undefined {
  for (const place of places) {
    try {
      const { content, modified } = fileAt(place);
      const data = content.subarray(0, -TRAILER_BYTES);
      const sum = content.readUInt32LE(data.length);
      const written = content.readDoubleLE(data.length + SUM_BYTES);
      if (modified === written) return data;
      if (checksum(data) === sum) {
        believe(place, written);
        return data;
      }
    } catch {}
  }
  return undefined;
}

/** The buffer for all files, which are read one after the other: touching new memory takes more time than anything that is done with it. */
let room = Buffer.alloc(0);
const LEAST_ROOM = 2 << 20;

/** A file, as it was read. */
interface FileRead {
  /** Valid until the next file is read. */
  readonly content: Buffer;
  /** In milliseconds since 1970. */
  readonly modified: number;
}

/** Reads a file. */
function fileAt(path: string): FileRead {
  const file = openSync(path, 'r');
  try {
    const { size, mtimeMs } = fstatSync(file);
    if (room.length < size) room = Buffer.allocUnsafeSlow(Math.max(size, LEAST_ROOM));
    let length = 0;
    for (let read = -1; read !== 0 && length < size; length += read) read = readSync(file, room, length, size - length, null);
    return { content: room.subarray(0, length), modified: mtimeMs };
  } finally {
    closeSync(file);
  }
}

/**
 * A trailer follows the data of a cache, because V8 does not notice damage: the checksum of the data, and the moment at which they were
 * written. A file that has not been modified since that moment is as it was written, and its data are believed; loading `zlib` and summing up
 * would take a thirtieth of the time in which hello world runs.
 */
const [SUM_BYTES, MOMENT_BYTES] = [4, 8];
const TRAILER_BYTES = SUM_BYTES + MOMENT_BYTES;

function checksum(data: Uint8Array): number {
  return process.getBuiltinModule('node:zlib').crc32(data);
}

/** Writes a cache. */
function keep(places: readonly string[], script: string, data: Buffer): void {
  // Whole seconds, which every file system keeps.
  const written = Math.floor(Date.now() / 1000) * 1000;
  const trailer = Buffer.alloc(TRAILER_BYTES);
  trailer.writeUInt32LE(checksum(data));
  trailer.writeDoubleLE(written, SUM_BYTES);
  const content = Buffer.concat([data, trailer]);
  const place = places.find((each) => writeWhole(each, content));
  if (place === undefined) return;
  believe(place, written);
  tidy(place, script);
}

/** Makes the moment at which the file was modified the one that stands in it. Copies need it; where it cannot be set, checksums are compared. */
function believe(place: string, written: number): void {
  try {
    utimesSync(place, written / 1000, written / 1000);
  } catch {}
}

/** When a script has this many caches, of other builds and for other versions of Node, all but the new one are deleted. */
const MOST_CACHES = 8;
/** What follows the script's name in the name of a cache, or of an unfinished one (`writeWhole`). */
const CACHE_NAME = /^\w+\.v\d+\.\d+\.\d+[\w.-]*\.\w+\.cache(\.\d+)?$/;

/** Deletes old caches. Errors are ignored, since a folder that cannot be tidied up still works. */
function tidy(current: string, script: string): void {
  try {
    const isCache = (name: string): boolean => name.startsWith(`${script}.`) && CACHE_NAME.test(name.slice(script.length + 1));
    const others = readdirSync(dirname(current)).filter((name) => isCache(name) && name !== basename(current));
    if (others.length < MOST_CACHES) return;
    for (const name of others) rmSync(join(dirname(current), name), { force: true });
  } catch {}
}
