/** `string`, which contains `string.templatelib`, the types of t-strings (`py/modstring.c`). Only a user-built firmware has it. */
import { nativeModule, type PyModule } from '../objects/module.js';
import { interpolationType, templateType } from '../objects/template.js';

/** Makes the module `string`. */
export function string(): PyModule {
  const templatelib = nativeModule('string.templatelib', { Template: templateType, Interpolation: interpolationType });
  return nativeModule('string', { templatelib });
}
