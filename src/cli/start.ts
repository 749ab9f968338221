/**
 * Starts a program that is one file of ASCII with what V8 has made of it before: it need not be read again, which is half the time that
 * hello world takes. V8 refuses what another V8, or other flags, have made. bin/vpyb.js starts the command so, the benchmarks themselves.
 */
import { readFileSync } from 'node:fs';
import { Module } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder, writeWhole } from '../hosts/node/cache-folder.js';

/** Runs the program, a CommonJS module that begins with `const vpybBuild = ` and a name for its content. `trains`: for the sake of its cache. */
export function start(program: string, require: NodeJS.Require, trains = false): void {
  const source = readFileSync(program, 'latin1');
  const [, build] = /^const vpybBuild = "(\w+)"/.exec(source) as RegExpExecArray;
  const name = `${basename(program)}.${build}.${process.version}.${process.arch}.cache`;
  const folder = cacheFolder();
  const places = folder === null ? [] : [dirname(program), folder].map((place) => join(place, name));
  const cachedData = read(places);
  const script = new Script(Module.wrap(source), { filename: program, cachedData });
  // A cache that V8 rejects is that of other flags: it is good for those who give none.
  if (places.length > 0 && (trains || cachedData === undefined)) {
    process.on('exit', () => keep(places, script.createCachedData()));
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, program, dirname(program));
}

/** The first cache that is there and whole. */
function read(places: readonly string[]): Buffer | undefined {
  for (const place of places) {
    try {
      const file = readFileSync(place);
      const data = file.subarray(0, file.length >> 1);
      if (data.equals(file.subarray(data.length))) return data;
    } catch {}
  }
  return undefined;
}

/** Writes a cache: the data twice, since V8 does not see that it has been damaged. */
function keep(places: readonly string[], data: Buffer): void {
  const content = Buffer.concat([data, data]);
  places.some((place) => writeWhole(place, content));
}
