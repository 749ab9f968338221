/**
 * Golden tests: a .txt file holds cases, one after the other, with a line of `===` between them.
 * A case is source text, a line of `---`, and what is expected of it. `UPDATE=1` rewrites the expectations, so that a person can read the diff.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

interface GoldenCase {
  readonly source: string;
  readonly expected: string;
}

/** Registers a test for every case in `test/<folder>/*.txt`; `render` makes from a source what the case expects. */
export function testGoldens(folder: string, render: (source: string) => string): void {
  const path = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
  const files = readdirSync(path).filter((name) => name.endsWith('.txt'));
  for (const file of files.sort()) testFile(join(path, file), `${folder}/${file}`, render);
}

function testFile(path: string, name: string, render: (source: string) => string): void {
  const cases = readCases(readFileSync(path, 'utf8'));
  const isUpdate = process.env.UPDATE === '1';
  describe(name, () => {
    for (const { source, expected } of cases) {
      test(source.trim().split('\n')[0], () => {
        if (!isUpdate) expect(render(source)).toBe(expected);
      });
    }
    if (isUpdate) afterAll(() => writeFileSync(path, cases.map(({ source }) => `${source}---\n${render(source)}`).join('===\n')));
  });
}

function readCases(text: string): GoldenCase[] {
  return text.split(/^===\n/m).map((part) => {
    const [source, expected = ''] = part.split(/^---\n/m);
    return { source, expected };
  });
}
