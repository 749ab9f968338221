/** Runs a program on MicroPython's own WebAssembly build, to compare its results with the board's. */
import { dirname } from 'node:path';
import { filesOf } from './files.js';
import type { Job, JobResult } from './runner.js';

const HEAP = 8 * 1024 * 1024;

/** The part of Emscripten's file system that is used here. */
interface FileSystem {
  mkdirTree(path: string): void;
  writeFile(path: string, content: Uint8Array): void;
}

/** Runs a program on a fresh interpreter, which knows nothing of earlier programs. */
export async function runOnReference(job: Job): Promise<JobResult> {
  const { loadMicroPython } = await import('@micropython/micropython-webassembly-pyscript');
  const parts: Buffer[] = [];
  const keep = (bytes: Uint8Array): void => void parts.push(Buffer.from(bytes));
  const interpreter = await loadMicroPython({ heapsize: HEAP, linebuffer: false, stdout: keep, stderr: keep });
  if (job.folder !== null) provide((interpreter as unknown as { readonly FS: FileSystem }).FS, filesOf(job.folder));
  const text = (): string => Buffer.concat(parts).toString('latin1');
  try {
    interpreter.runPython(job.source);
    return { output: text(), end: 'ok' };
  } catch (error) {
    const { message } = error as Error;
    if (/SystemExit/.test(message)) return { output: text(), end: 'ok' };
    return { output: `${text()}${Buffer.from(message).toString('latin1')}`, end: 'crash' };
  }
}

function provide(system: FileSystem, files: Readonly<Record<string, Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    system.mkdirTree(`/${dirname(path)}`);
    system.writeFile(`/${path}`, content);
  }
}
