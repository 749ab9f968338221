/** Steps that are all taken, even if some of them fail. */

/**
 * Takes all steps one after the other, each when the promise of the one before has settled: if one of them cannot write something, the output of
 * the others must not be lost. Throws what was thrown; an AggregateError if that is more than one error.
 */
export async function takeAll(steps: readonly (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
}
