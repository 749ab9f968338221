/** Objects without a virtual machine. */
import { afterEach, beforeEach } from 'vitest';
import { type Engine, engine, setEngine } from '../../src/objects/engine.js';

/** In every test of the file, native code that loops for long has nothing to look for. Restores the engine: files share their modules. */
export function withoutVm(): void {
  let before: Engine;
  beforeEach(() => {
    before = { ...engine };
    setEngine({ ...engine, look() {} });
  });
  afterEach(() => setEngine(before));
}
