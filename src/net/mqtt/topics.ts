/** Names of topics, and the filters by which somebody subscribes to them (MQTT 3.1.1 §4.7). */
import { utf8Length } from '../../objects/utf8.js';

/** Bytes of one, which stand in a packet behind their number. */
const LONGEST = 65_535;

/** Whether something can be published under a name: it has one character at least, and none that stands for others. */
export const isTopic = (name: string): boolean => isText(name) && !/[+#]/.test(name);

/** Whether somebody can subscribe by a filter: `+` is a whole level, `#` the last. */
export function isFilter(filter: string): boolean {
  const levels = filter.split('/');
  return isText(filter) && levels.every((level, i) => !/[+#]/.test(level) || level === '+' || (level === '#' && i === levels.length - 1));
}

/** Whether a filter means a topic. Topics that begin with `$` are not meant by a filter that begins with `+` or `#`. */
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
