/** Reads a set-up that is written in JSON. */
import { SetupError } from '../../devices/kinds.js';
import { type Parts, partsOf } from './description.js';
import { jsonFault } from './json-fault.js';

/** Returns the parts of a description. Throws a SetupError that says where the text is no JSON, or why it is no set-up. */
export function parseDescription(text: string): Parts {
  // Some editors write a byte order mark first.
  const json = text.replace(/^\ufeff/, '');
  const fault = jsonFault(json);
  if (fault !== null) throw new SetupError(fault);
  return partsOf(JSON.parse(json));
}
