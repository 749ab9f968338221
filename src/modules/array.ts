/** `array` (`py/modarray.c`). */
import { arrayType } from '../objects/array.js';
import { nativeModule, type PyModule } from '../objects/module.js';

/** `array`. */
export const array = (): PyModule => nativeModule('array', { array: arrayType });
