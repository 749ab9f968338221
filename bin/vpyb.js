#!/usr/bin/env node
// The command. It is made by `npm run build`, and started by src/cli/start.ts.
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const dist = join(__dirname, '..', 'dist');
if (existsSync(join(dist, 'start.cjs'))) {
  require('../dist/start.cjs').start(join(dist, 'cli.cjs'), require);
} else {
  process.stderr.write("vpyb: dist/start.cjs is missing; 'npm run build' makes it\n");
  process.exitCode = 70;
}
