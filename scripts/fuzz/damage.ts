/** Programs with mistakes, which are only compiled: what is compared is whether and where the compiler refuses them. */
import type { Dice } from './dice.js';

const INSERTS =
  '( ) [ ] { } : , . = == + * ** / -> @ := ; if else for in is not def class return yield lambda pass import from as with try except finally while break await async global nonlocal del 0 1. 0x "" \' f" \\ \n \t \n\x20 $ ? ! ~ None True \x00 é'.split(
    ' ',
  );

/** A program that compiles a damaged copy of `source` and prints what the compiler says. */
export function damaged(source: string, dice: Dice): string {
  const lines = source.split('\n');
  const start = dice.below(lines.length);
  let text = `${lines.slice(start, start + 1 + dice.below(8)).join('\n')}\n`;
  for (const _ of dice.some(1, 3, () => 0)) text = damage(text, dice);
  return `import sys\ntry:\n  compile(${quote(text)}, 'text', 'exec')\n  print('compiled')\nexcept SyntaxError as err: sys.print_exception(err)\n`;
}

/** Inserts, removes or replaces a token. */
function damage(text: string, dice: Dice): string {
  const tokens = text.match(/\w+|\s+|[^\w\s]/gs) ?? [];
  const at = dice.below(tokens.length + 1);
  const removed = dice.once(2) ? 1 : 0;
  const inserted = dice.pick(['', tokens[at] ?? '', tokens[dice.below(tokens.length)] ?? '', dice.pick(INSERTS), dice.pick(INSERTS)]);
  return [...tokens.slice(0, at), inserted, ...tokens.slice(at + removed)].join('');
}

/** Text as a Python literal. */
function quote(text: string): string {
  const escaped = text.replace(
    /[\\'\n\r\t\0]/g,
    (c) => ({ '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' })[c] as string,
  );
  return `'${escaped}'`;
}
