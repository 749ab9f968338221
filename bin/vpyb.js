#!/usr/bin/env node
// The command. The program itself is dist/cli.js, made by `npm run build`.
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli.js', import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write("vpyb: dist/cli.js is missing; 'npm run build' makes it\n");
  process.exitCode = 70;
}
