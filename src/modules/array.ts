/** `array` (`py/modarray.c`). */
import { arrayType } from '../objects/array.js';
import { nativeModule, type PyModule } from '../objects/module.js';

export const array = (): PyModule => nativeModule('array', { array: arrayType });
