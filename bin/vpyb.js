#!/usr/bin/env node
// The command. The program itself is dist/cli.cjs, made by `npm run build`.
// What V8 makes of its source, which is all ASCII, is kept beside it, so that it starts in half the time from the second run on.
'use strict';

const { existsSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const program = join(__dirname, '..', 'dist', 'cli.cjs');
if (existsSync(program)) {
  run();
} else {
  process.stderr.write("vpyb: dist/cli.cjs is missing; 'npm run build' makes it\n");
  process.exitCode = 70;
}

function run() {
  const cache = `${program}.${Math.round(statSync(program).mtimeMs)}.${process.version}.${process.arch}.cache`;
  const cachedData = readIfThere(cache);
  const script = new Script(wrap(readFileSync(program, 'latin1')), { filename: program, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) process.on('exit', () => keep(cache, script));
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, program, dirname(program));
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Where dist/ cannot be written there is no cache, and nothing else changes. */
function keep(path, script) {
  try {
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, path);
  } catch {}
}
