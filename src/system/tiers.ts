/** The tiers by name. */
import { compiledTier, EAGER, WHEN_WARM } from '../jit/compiled-tier.js';
import { NO_TIER, type Tier } from '../vm/tier.js';

/** `interpreter` alone; `compiled`: whatever can be, from its first call; `auto`: what has got warm. */
export type TierName = 'interpreter' | 'compiled' | 'auto';

/** The tier of a name. Where code cannot be made at run time it is the interpreter. */
export function tierFor(tier: TierName | Tier): Tier {
  if (typeof tier !== 'string') return tier;
  if (tier === 'interpreter') return NO_TIER;
  return compiledTier(tier === 'compiled' ? EAGER : WHEN_WARM) ?? NO_TIER;
}
