/** Names of topics, and the filters by which clients subscribe to them (MQTT 3.1.1 §4.7). */
import { utf8Length } from '../../utf8.js';

/** The most bytes of a name or filter; in a packet, two bytes tell their number. */
const LONGEST = 65_535;

/** Whether a name is that of a topic to which something can be published: it has at least one character, and no wildcards. */
export const isTopic = (name: string): boolean => isText(name) && !/[+#]/.test(name);

/** Whether a client can subscribe by a filter: `+` must be a whole level, `#` the last level. */
export function isFilter(filter: string): boolean {
  const levels = filter.split('/');
  return isText(filter) && levels.every((level, i) => !/[+#]/.test(level) || level === '+' || (level === '#' && i === levels.length - 1));
}

/** Whether a filter matches a topic. A filter that begins with `+` or `#` does not match topics that begin with `$`. */
export function isMeant(topic: string, filter: string): boolean {
  if (topic.startsWith('$') && /^[+#]/.test(filter)) return false;
  const levels = topic.split('/');
  const wanted = filter.split('/');
  const isOpen = wanted.at(-1) === '#';
  if (isOpen) wanted.pop();
  return (
    (isOpen ? levels.length >= wanted.length : levels.length === wanted.length) && wanted.every((w, i) => w === '+' || w === levels[i])
  );
}

const isText = (text: string): boolean => text !== '' && utf8Length(text) <= LONGEST && !text.includes('\0');
