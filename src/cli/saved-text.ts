/** Advice on a program that has failed by how an editor has saved its file, which nobody sees. */
import type { PyboardSystem } from '../system/pyboard-system.js';
import { decodeUtf8 } from '../utf8.js';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** A failure in the first line, where an invisible mark has become part of a name. */
const IN_FIRST_LINE = /File "([^"]+)", line 1(?:, in <module>)?\n(?:Name|Syntax)Error: .*\n$/;
/** A failure by characters. */
const BY_CHARACTERS = /File "([^"]+)", line \d+(?:, in .+)?\n(?:Syntax|Unicode)Error: .*\n$/;

/** Returns how to save the file in which the program has failed; null if it is saved well. */
export function savedText(system: PyboardSystem): string | null {
  const first = failedFile(system, IN_FIRST_LINE);
  if (first !== null && BYTE_ORDER_MARK.every((byte, i) => first.content[i] === byte))
    return `${first.name} begins with a byte order mark, which MicroPython takes for part of a name; save the file without it`;
  const failed = failedFile(system, BY_CHARACTERS);
  if (failed !== null && decodeUtf8(failed.content) === null)
    return `${failed.name} is not UTF-8 text, which MicroPython takes it for; save the file as UTF-8`;
  return null;
}

/** The file in which the program has failed, if it has so. */
function failedFile({ exit, volume }: PyboardSystem, failure: RegExp): { readonly name: string; readonly content: Uint8Array } | null {
  if (exit?.kind !== 'exception') return null;
  const [, name] = failure.exec(exit.report) ?? [];
  if (name === undefined) return null;
  const path = `/${name.replace(/^\/(flash\/)?/, '')}`;
  return volume.kind(path) === 'file' ? { name, content: volume.read(path) } : null;
}
