/** What the firmware of the machine that runs now was built with. */
import { type Feature, type Features, FIRMWARES } from '../firmwares.js';
import type { Slots } from './type.js';

/** Asked where types do what only some firmwares do: their objects are of all machines. Set when a machine is activated. */
export let features: Features = FIRMWARES.threads.features;

/** Puts the features of a machine's firmware in place. */
export function useFeatures(those: Features): void {
  features = those;
}

/** Something that is not the same in all firmwares and is made once for each: a type, with the methods that the firmware has. Answers that of the machine that runs now. */
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

/** Gives a type of all machines a slot that it has where the firmware has a feature. */
export function giveSlot<K extends keyof Slots>(slots: Slots, name: K, feature: Feature, slot: NonNullable<Slots[K]>): void {
  Object.defineProperty(slots, name, { get: () => (features[feature] ? slot : undefined), enumerable: true });
}
