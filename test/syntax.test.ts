/** What the parser makes of a text: an AST, or MicroPython's complaint. The cases are in test/syntax/. */
import { Problem } from '../src/source/problem.js';
import { parse } from '../src/syntax/parse.js';
import { show } from '../src/syntax/show.js';
import { testGoldens } from './support/golden.js';

testGoldens('syntax', (source) => {
  try {
    return show(parse(source, 'file'), source);
  } catch (error) {
    if (error instanceof Problem) return `${error.kind}: ${error.text} (line ${error.line ?? 'unknown'})\n`;
    throw error;
  }
});
