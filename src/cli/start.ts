/**
 * Starts a program of ASCII scripts with V8's code cache, so that V8 need not compile it again, which is half the time that hello world takes.
 * V8 refuses caches that another V8, or V8 with other flags, has made. bin/vpyb.js starts the command in this way, and so do the benchmarks.
 */
import { closeSync, fstatSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { cacheFolder, writeWhole } from '../hosts/node/cache-folder.js';
import { FLAGS_CHANGE } from '../hosts/node/flags-change.js';
import { enlargeNursery, keepNursery, withFirstNursery } from '../hosts/node/nursery.js';

/**
 * V8's nursery keeps its first size for this many milliseconds, and until the event loop turns. While a program is loaded and compiled, nearly
 * everything survives, so the nursery would soon be sixteen times as large; and touching new memory costs more than collecting a small nursery
 * more often: a seventh of the first run of MicroPython's benchmarks. Programs that run for longer are faster with a larger nursery.
 */
const SMALL_NURSERY_MS = 500;

/** How the scripts of a program access each other (scripts/late-parts.ts). */
interface Link {
  /** Returns the exports of a part, which is loaded when it is first needed. */
  late(part: string): unknown;
  /** Returns the exports of a module of the core. */
  core(module: string): unknown;
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
    core: (module) => (this.#loaded.get(this.program) as { exports: Link }).exports.core(module),
  };

  constructor(
    private readonly program: string,
    private readonly require: NodeJS.Require,
    private readonly trains: boolean,
  ) {
    const keepAll = (): void =>
      this.#underFirstFlags(() => {
        for (const keepOne of this.#toKeep.splice(0)) keepOne();
      });
    process.on('exit', keepAll);
    keepNursery();
    const growth = setTimeout(() => {
      this.#hasLargeNursery = true;
      enlargeNursery();
    }, SMALL_NURSERY_MS).unref();
    // No start would use a cache that is made under other flags. So the caches are written before the flags change, and none afterwards.
    process.once(FLAGS_CHANGE, () => {
      keepAll();
      process.off('exit', keepAll);
      clearTimeout(growth);
      this.#hasLargeNursery = false; // From now on it is not for us to say.
    });
  }

  /** Works with code caches, which are valid only for the flags under which they are made. */
  #underFirstFlags<T>(work: () => T): T {
    return this.#hasLargeNursery ? withFirstNursery(work) : work();
  }

  /** Runs a script; returns it as a module. */
  run(path: string): { exports: unknown } {
    const source = sourceOf(path);
    this.#build ||= (/const vpybBuild = "(\w+)"/.exec(source) as RegExpExecArray)[1];
    const name = `${basename(path)}.${this.#build}.${process.version}.${process.arch}.cache`;
    const places = this.#folder === null ? [] : [dirname(path), this.#folder].map((place) => join(place, name));
    const cachedData = read(places);
    const script = this.#underFirstFlags(() => new Script(source, { filename: path, cachedData }));
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
    return contentOf(path).toString('latin1');
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
      const file = contentOf(place);
      const data = file.subarray(0, -CHECKSUM_BYTES);
      if (crc32(data) === file.readUInt32LE(data.length)) return data;
    } catch {}
  }
  return undefined;
}

/** The buffer for all files, which are read one after the other: touching new memory takes more time than anything that is done with it. */
let room = Buffer.alloc(0);
const LEAST_ROOM = 2 << 20;

/** Returns the content of a file; it is valid until the next file is read. */
function contentOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (room.length < size) room = Buffer.allocUnsafeSlow(Math.max(size, LEAST_ROOM));
    let length = 0;
    for (let read = -1; read !== 0 && length < size; length += read) read = readSync(file, room, length, size - length, null);
    return room.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** A checksum follows the data of a cache, because V8 does not notice damage. */
const CHECKSUM_BYTES = 4;

/** Writes a cache. */
function keep(places: readonly string[], script: string, data: Buffer): void {
  const end = Buffer.alloc(CHECKSUM_BYTES);
  end.writeUInt32LE(crc32(data));
  const content = Buffer.concat([data, end]);
  const place = places.find((each) => writeWhole(each, content));
  if (place !== undefined) tidy(place, script);
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
