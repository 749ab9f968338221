/** The features with which the running machine's firmware was built. */
import { type Feature, type Features, FIRMWARES } from '../firmwares.js';
import type { Slots } from './type.js';

/** Features of the running machine, for types that all machines share but that behave differently. Set when a machine is activated. */
export let features: Features = FIRMWARES.threads.features;

/** Sets the features of a machine's firmware. */
export function useFeatures(those: Features): void {
  features = those;
}

/**
 * Makes something that differs between firmwares once for each firmware, such as a type with the methods that the firmware has.
 * The result returns the one for the running machine.
 */
export function perFirmware<T>(make: (features: Features) => T): () => T {
  const made = new Map<Features, T>();
  return () => {
    const known = made.get(features);
    if (known !== undefined) return known;
    const fresh = make(features);
    made.set(features, fresh);
    return fresh;
  };
}

/** Gives a type, which all machines share, a slot that is present only if the firmware has a feature. */
export function giveSlot<K extends keyof Slots>(slots: Slots, name: K, feature: Feature, slot: NonNullable<Slots[K]>): void {
  Object.defineProperty(slots, name, { get: () => (features[feature] ? slot : undefined), enumerable: true });
}
