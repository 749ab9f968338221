/** The nursery: the young generation of V8's heap. */
import { setFlagsFromString } from 'node:v8';

/**
 * Sets the factor by which the nursery grows each time much of it has survived; 1: it keeps its size. V8's default is 2. V8 reads the factor
 * whenever it considers growing, so it can be changed at any time. Like all flags, it is part of what a code cache is valid for.
 */
export function setNurseryGrowth(factor: 1 | 2): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}
