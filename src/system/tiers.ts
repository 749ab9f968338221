/** The tiers by name. */
import { compiledTier } from '../jit/compiled-tier.js';
import { EAGER, type Policy, WHEN_WARM } from '../jit/policy.js';
import { NO_TIER, type Tier } from '../vm/tier.js';
import type { TierName } from './options.js';

/** Returns the tier of a name; the interpreter if code cannot be generated at run time. */
export function tierFor(tier: TierName | Tier): Tier {
  if (typeof tier !== 'string') return tier;
  if (tier === 'interpreter') return NO_TIER;
  return onDemand(tier === 'compiled' ? EAGER : WHEN_WARM);
}

/** Returns the compiled tier, made only when some code has become warm: in many programs none does. */
function onDemand(policy: Policy): Tier {
  let made: Tier | null = null;
  const tier = (): Tier => {
    made ??= compiledTier(policy) ?? NO_TIER;
    return made;
  };
  return {
    callsUntilEntry: policy.callsUntilEntry,
    iterationsUntilMachine: policy.iterationsUntilMachine,
    entry: (linked) => tier().entry(linked),
    machine: (linked) => tier().machine(linked),
    renew: (linked) => tier().renew(linked),
  };
}
