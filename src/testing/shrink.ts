/** Makes a list that fails small: delta debugging (Zeller), in chunks that are left out. */

/**
 * Asks of one list after the other whether it fails, too, each with fewer items, in the order of `items`, than the last that did. That all of
 * them fail is known. Without any one item of the last list that fails nothing does.
 */
export function* shrink<T>(items: readonly T[]): Generator<readonly T[], void, boolean> {
  let left = items;
  for (let size = Math.ceil(left.length / 2); left.length > 0; size = Math.ceil(size / 2)) {
    const before = left.length;
    // From the end: what came after the failure goes first.
    for (let end = left.length; end > 0; end -= size) {
      const fewer = [...left.slice(0, Math.max(end - size, 0)), ...left.slice(end)];
      if (yield fewer) left = fewer;
    }
    if (size === 1 && left.length === before) return;
  }
}
