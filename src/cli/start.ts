/**
 * Starts a program that is one file of ASCII with what V8 has made of it before: it need not be read again, which is half the time that
 * hello world takes. V8 refuses what another V8, or other flags, have made. bin/vpyb.js starts the command so, the benchmarks themselves.
 */
import { readFileSync } from 'node:fs';
import { Module } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder, writeWhole } from '../hosts/node/cache-folder.js';

/** Processor time after which a run has used so much of the program that what V8 has made then is worth keeping in place of an earlier cache. */
const LONG_RUN_MS = 1000;

/** What a cache was made after. */
enum Age {
  SHORT_RUN,
  LONG_RUN,
}

interface Cache {
  readonly data: Buffer;
  readonly age: Age;
}

/** Runs the program, a CommonJS module whose last line is `//# build=` and a name for its content. `trains`: for the sake of its cache. */
export function start(program: string, require: NodeJS.Require, trains = false): void {
  const source = readFileSync(program, 'latin1');
  const build = source.slice(source.lastIndexOf('=') + 1).trim();
  const name = `${basename(program)}.${build}.${process.version}.${process.arch}.cache`;
  const folder = cacheFolder();
  const places = folder === null ? [] : [dirname(program), folder].map((place) => join(place, name));
  const cache = read(places);
  const script = new Script(Module.wrap(source), { filename: program, cachedData: cache?.data });
  const age = script.cachedDataRejected === false ? (cache as Cache).age : null;
  if (places.length > 0 && (trains || age !== Age.LONG_RUN)) {
    process.on('exit', () => {
      const isLong = trains || processorMs() >= LONG_RUN_MS;
      if (age === null || isLong) keep(places, pack(script.createCachedData(), isLong ? Age.LONG_RUN : Age.SHORT_RUN));
    });
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, program, dirname(program));
}

function read(places: readonly string[]): Cache | null {
  for (const place of places) {
    try {
      return unpack(readFileSync(place));
    } catch {}
  }
  return null;
}

/** A cache file: the data twice, since V8 does not see that it has been damaged, and one byte, the age. */
const pack = (data: Buffer, age: Age): Buffer => Buffer.concat([data, data, Buffer.of(age)]);

function unpack(file: Buffer): Cache {
  const size = file.length >> 1;
  const data = file.subarray(0, size);
  if (!data.equals(file.subarray(size, 2 * size))) throw new Error('damaged');
  return { data, age: file[2 * size] === Age.LONG_RUN ? Age.LONG_RUN : Age.SHORT_RUN };
}

function keep(places: readonly string[], content: Uint8Array): void {
  places.some((place) => writeWhole(place, content));
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
