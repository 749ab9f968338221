/** Steps that are all taken, whatever becomes of the others. */

/**
 * Takes all steps, one after the other, each when the promise of the one before has settled: what one cannot write is no reason to lose
 * what another would. Throws what has been thrown, an AggregateError where that is more than one thing.
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
