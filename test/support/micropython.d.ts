/** The part of the oracle's package that the tests use; the package brings no types. */
declare module '@micropython/micropython-webassembly-pyscript' {
  export interface Oracle {
    runPython(source: string): unknown;
  }
  export function loadMicroPython(options: {
    stdout?(bytes: Uint8Array): void;
    stderr?(bytes: Uint8Array): void;
    linebuffer?: boolean;
    heapsize?: number;
    pystack?: number;
  }): Promise<Oracle>;
}
