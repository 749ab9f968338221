/**
 * Starts a program that is one file of ASCII with what V8 has made of it before: it need not be read again, which is half the time that
 * hello world takes. V8 refuses what another V8, or other flags, have made. bin/vpyb.js starts the command so, the benchmarks themselves.
 */
import { closeSync, fstatSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder, writeWhole } from '../hosts/node/cache-folder.js';
import { FLAGS_CHANGE } from '../hosts/node/flags-change.js';

/** How the scripts of a program reach each other (scripts/late-parts.ts). */
interface Link {
  /** What a part exports that is loaded when it is first asked for. */
  late(part: string): unknown;
  /** What a module of the core exports. */
  core(module: string): unknown;
}

/**
 * Runs the program: a function with the parameters of a CommonJS module and a link, which begins with `const vpybBuild = ` and a name for
 * its content. `program.part.cjs` are its parts. `trains`: for the sake of the caches.
 */
export function start(program: string, require: NodeJS.Require, trains = false): void {
  const scripts = new Scripts(program, require, trains);
  scripts.run(program);
}

class Scripts {
  readonly #loaded = new Map<string, { exports: unknown }>();
  #build = '';
  /** What keeps the caches that are wanted. */
  readonly #toKeep: (() => void)[] = [];
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
    const keepAll = (): void => {
      for (const keepOne of this.#toKeep.splice(0)) keepOne();
    };
    process.on('exit', keepAll);
    // A cache that is made under other flags is one that no start takes: what there is, is kept before, and nothing after.
    process.once(FLAGS_CHANGE, () => {
      keepAll();
      process.off('exit', keepAll);
    });
  }

  /** Runs a script; answers it as a module. */
  run(path: string): { exports: unknown } {
    const source = sourceOf(path);
    this.#build ||= (/const vpybBuild = "(\w+)"/.exec(source) as RegExpExecArray)[1];
    const name = `${basename(path)}.${this.#build}.${process.version}.${process.arch}.cache`;
    const places = this.#folder === null ? [] : [dirname(path), this.#folder].map((place) => join(place, name));
    const cachedData = read(places);
    const script = new Script(source, { filename: path, cachedData });
    // A cache that V8 rejects is that of other flags: it is good for those who give none.
    if (places.length > 0 && (this.trains || cachedData === undefined)) {
      this.#toKeep.push(() => keep(places, basename(path), script.createCachedData()));
    }
    const module = { exports: {} };
    this.#loaded.set(path, module);
    script.runInThisContext()(module.exports, this.require, module, path, dirname(path), this.#link);
    return module;
  }
}

/** The text of a script. Without it nothing can be done, not even what the command does with errors. */
function sourceOf(path: string): string {
  try {
    return contentOf(path).toString('latin1');
  } catch (error) {
    const what = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'is missing' : 'cannot be read';
    process.stderr.write(`vpyb: dist/${basename(path)} ${what}; 'npm run build' makes it\n`);
    process.exit(70);
  }
}

/** The first cache that is there and whole. */
function read(places: readonly string[]): Buffer | undefined {
  for (const place of places) {
    try {
      const file = contentOf(place);
      const data = file.subarray(0, -CHECKSUM_BYTES);
      if (checksum(data) === file.readInt32LE(data.length)) return data;
    } catch {}
  }
  return undefined;
}

/** For the files that are read, one after the other: memory that nobody has touched costs more time than anything that is done with it. */
let room = Buffer.alloc(0);
const LEAST_ROOM = 2 << 20;

/** The content of a file, until the next is read. */
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

/** What follows the data of a cache: V8 does not see that it has been damaged. */
const CHECKSUM_BYTES = 4;
/** One word of so many is in it: disks lose sectors, and all words would take a quarter of the time that the cache saves. */
const STRIDE = 16;

function checksum(data: Buffer): number {
  const words = new Int32Array(data.buffer, data.byteOffset, data.length >> 2);
  let sum = data.length;
  for (let i = 0; i < words.length; i += STRIDE) sum = (Math.imul(sum, 31) + (words[i] as number)) | 0;
  return sum;
}

/** Writes a cache. */
function keep(places: readonly string[], script: string, data: Buffer): void {
  const end = Buffer.alloc(CHECKSUM_BYTES);
  end.writeInt32LE(checksum(data));
  const content = Buffer.concat([data, end]);
  const place = places.find((each) => writeWhole(each, content));
  if (place !== undefined) tidy(place, script);
}

/** When a script has so many caches, of other builds and for other Nodes, all but the new one are thrown away. */
const MOST_CACHES = 8;
/** What follows the script in the name of a cache, or of one that was never finished (`writeWhole`). */
const CACHE_NAME = /^\w+\.v\d+\.\d+\.\d+[\w.-]*\.\w+\.cache(\.\d+)?$/;

/** A folder that cannot be tidied up still works. */
function tidy(current: string, script: string): void {
  try {
    const isCache = (name: string): boolean => name.startsWith(`${script}.`) && CACHE_NAME.test(name.slice(script.length + 1));
    const others = readdirSync(dirname(current)).filter((name) => isCache(name) && name !== basename(current));
    if (others.length < MOST_CACHES) return;
    for (const name of others) rmSync(join(dirname(current), name), { force: true });
  } catch {}
}
