/** The grammar file itself. That its analysis in src/embedded/ is fresh is for test/architecture.test.ts to say. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('every rule is used by another, or starts the grammar', () => {
  const source = readFileSync(new URL('../../grammar/python.ohm', import.meta.url), 'utf8').replace(/\/\/.*$/gm, '');
  const rules = [...source.matchAll(/^ {2}(\w+)(?: *\([^)]*\))?\s*=/gm)].map((match) => match[1]);
  expect(rules.length).toBeGreaterThan(100);
  const unused = rules.filter((rule) => source.match(new RegExp(`(?<![\\w"])${rule}(?![\\w"])`, 'g'))?.length === 1);
  expect(unused).toEqual(['file_input', 'single_input', 'eval_input', 'trailer']);
});
