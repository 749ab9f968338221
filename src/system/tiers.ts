/** The tiers by name. */
import { compiledTier } from '../jit/compiled-tier.js';
import { EAGER, type Policy, WHEN_WARM } from '../jit/policy.js';
import { NO_TIER, type Tier } from '../vm/tier.js';
import type { TierName } from './options.js';

/** The tier of a name. Where code cannot be made at run time it is the interpreter. */
export function tierFor(tier: TierName | Tier): Tier {
  if (typeof tier !== 'string') return tier;
  if (tier === 'interpreter') return NO_TIER;
  return onDemand(tier === 'compiled' ? EAGER : WHEN_WARM);
}

/** The compiled tier, made when some code has got warm: many programs have none. */
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
