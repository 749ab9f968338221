/** `string`, which holds `string.templatelib`, the types of t-strings (`py/modstring.c`). A board has them whose user has built a firmware with them. */
import { nativeModule, type PyModule } from '../objects/module.js';
import { interpolationType, templateType } from '../objects/template.js';

/** Makes the module `string`. */
export function string(): PyModule {
  const templatelib = nativeModule('string.templatelib', { Template: templateType, Interpolation: interpolationType });
  return nativeModule('string', { templatelib });
}
