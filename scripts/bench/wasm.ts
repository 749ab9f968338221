/** Runs one program in MicroPython's WebAssembly package, for `engines.ts`: `wasm.ts PROGRAM`. */
import { readFileSync } from 'node:fs';
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript';
import { take, writeMarks } from './marks.js';

const interpreter = await loadMicroPython({ heapsize: 8 * 1024 * 1024, linebuffer: false, stdout: take });
interpreter.runPython(readFileSync(process.argv[2], 'utf8'));
writeMarks();
