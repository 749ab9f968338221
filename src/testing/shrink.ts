/** Makes a failing list small: delta debugging (Zeller), which leaves out chunks. */

/**
 * Yields one list after the other, and is told whether it fails, too. Each has fewer items than the last one that failed, in the order of
 * `items`, which itself is known to fail. In the end, the last list that failed does not fail without any one of its items.
 */
export function* shrink<T>(items: readonly T[]): Generator<readonly T[], void, boolean> {
  let left = items;
  for (let size = Math.ceil(left.length / 2); left.length > 0; size = Math.ceil(size / 2)) {
    const before = left.length;
    // From the end, so that what came after the failure is left out first.
    for (let end = left.length; end > 0; end -= size) {
      const fewer = [...left.slice(0, Math.max(end - size, 0)), ...left.slice(end)];
      if (yield fewer) left = fewer;
    }
    if (size === 1 && left.length === before) return;
  }
}
