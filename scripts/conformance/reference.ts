/** Runs a program on MicroPython's own WebAssembly build, to put its results beside the board's. */
import type { JobResult } from './runner.js';

/** Runs a program on a fresh interpreter. */
export async function runOnReference(source: string): Promise<JobResult> {
  const { loadMicroPython } = await import('@micropython/micropython-webassembly-pyscript');
  const decoder = new TextDecoder();
  let output = '';
  const interpreter = await loadMicroPython({
    heapsize: 8 * 1024 * 1024,
    linebuffer: false,
    stdout: (bytes: Uint8Array) => {
      output += decoder.decode(bytes, { stream: true });
    },
  });
  try {
    interpreter.runPython(source);
    return { output, end: 'ok' };
  } catch (error) {
    const { message } = error as Error;
    if (/SystemExit/.test(message)) return { output, end: 'ok' };
    return { output: `${output}${message}`, end: 'crash' };
  }
}
