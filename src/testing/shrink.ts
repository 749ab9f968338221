/** Makes a list that fails small: delta debugging (Zeller), in chunks that are left out. */

/**
 * Yields, after each run, the least of `items` found until then that still fails; at the end without any one of them it does not. `fails` is
 * asked of lists in the order of `items`; that all of them fail is known.
 */
export function* shrink<T>(items: readonly T[], fails: (items: readonly T[]) => boolean): Generator<readonly T[]> {
  let left = items;
  for (let size = Math.ceil(left.length / 2); left.length > 0; size = Math.ceil(size / 2)) {
    const before = left.length;
    // From the end: what came after the failure goes first.
    for (let end = left.length; end > 0; end -= size) {
      const fewer = [...left.slice(0, Math.max(end - size, 0)), ...left.slice(end)];
      if (fails(fewer)) left = fewer;
      yield left;
    }
    if (size === 1 && left.length === before) return;
  }
}
