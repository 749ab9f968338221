/** When a prompt should ask for another line: as `mp_repl_continue_with_input` in `py/repl.c`, which looks at characters, not syntax. */

/** Whether a statement that has been typed so far needs another line. */
export function needsMoreInput(text: string): boolean {
  if (text === '') return false;
  const { quote, isBracketOpen } = scan(text);
  if (quote.length === 3 || (isBracketOpen && quote === '') || text.endsWith('\\')) return true;
  return STARTS_COMPOUND.test(text) && !text.endsWith('\n');
}

const STARTS_COMPOUND = /^(?:@|(?:if|while|for|try|with|def|class|async)(?![A-Za-z0-9_]))/;

/** The quote that is open at the end, and whether a bracket of any kind is open. */
function scan(text: string): { quote: string; isBracketOpen: boolean } {
  const open = { '(': 0, '[': 0, '{': 0 };
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"' || c === "'") {
      const triple = c.repeat(3);
      const isTriple = (quote === '' || quote === triple) && text.startsWith(triple, i);
      const mark = isTriple ? triple : c;
      if (quote === '') quote = mark;
      else if (quote === mark) quote = '';
      if (isTriple) i += 2;
    } else if (c === '\\' && quote !== '' && /['"\\]/.test(text.charAt(i + 1))) {
      i++;
    } else if (quote === '') {
      if (c === '(' || c === '[' || c === '{') open[c]++;
      else if (c === ')') open['(']--;
      else if (c === ']') open['[']--;
      else if (c === '}') open['{']--;
    }
  }
  return { quote, isBracketOpen: open['('] > 0 || open['['] > 0 || open['{'] > 0 };
}
