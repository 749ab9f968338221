/** Objects without a virtual machine. */
import { afterEach, beforeEach } from 'vitest';
import { type Engine, engine, setEngine } from '../../src/objects/engine.js';

/** In each test of the file native code that loops for long finds nothing to look for. Files share their modules: afterwards all is as it was. */
export function withoutVm(): void {
  let before: Engine;
  beforeEach(() => {
    before = { ...engine };
    setEngine({ ...engine, look() {} });
  });
  afterEach(() => setEngine(before));
}
