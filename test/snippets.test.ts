/** The TypeScript in README.md and docs: each block is checked against the public API, as a reader would write it down. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What the package is imported by. */
const ENTRIES: Readonly<Record<string, string>> = {
  'virtual-pyboard': join(root, 'src/index.ts'),
  'virtual-pyboard/node': join(root, 'src/node.ts'),
  'virtual-pyboard/browser': join(root, 'src/browser.ts'),
};

/** What blocks may use that tells of something else than they do: a test framework, the reader's own program, a bench from the block before. */
const GIVEN = `
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type RemoteListener } from 'virtual-pyboard/browser';
import { type I2sFrame, TestBench } from 'virtual-pyboard';
declare const bench: TestBench;
declare const source: string, one: string, other: string, program: string, text: string;
declare const played: I2sFrame[], reports: Uint8Array[];
declare const started: RemoteListener['started'], frame: RemoteListener['frame'], failed: RemoteListener['failed'];
`;

/** A block of a document. */
interface Snippet {
  readonly document: string;
  /** Of its first line in the document. */
  readonly line: number;
  readonly text: string;
}

function snippetsOf(document: string): Snippet[] {
  const content = readFileSync(join(root, document), 'utf8');
  return Array.from(content.matchAll(/^```ts\n([\s\S]*?)^```$/gm), (match) => ({
    document,
    line: content.slice(0, match.index).split('\n').length + 1,
    text: match[1] as string,
  }));
}

const IMPORT = /^import .* from '([^']+)';$/gm;

/** The block as a module: in a function, since its names may be those of GIVEN; `head`: how many lines stand before it. */
function moduleOf({ text }: Snippet, exported: ReadonlyMap<string, string>): { readonly text: string; readonly head: number } {
  const imports = text.match(IMPORT) ?? [];
  const named = new Set(imports.flatMap((each) => each.match(/\w+/g) ?? []));
  const given = GIVEN.replace(
    /\{ (.*) \} from/g,
    (_, names: string) =>
      `{ ${names
        .split(', ')
        .filter((name) => !named.has(name.replace('type ', '')))
        .join(', ')} } from`,
  );
  const used = [...exported].filter(
    ([name]) => new RegExp(`\\b${name}\\b`).test(text) && !named.has(name) && !new RegExp(`\\b${name}\\b`).test(given),
  );
  const more = used.map(([name, entry]) => `import { ${name} } from '${entry}';`);
  const head = `${[...imports, ...more].join(' ')}\n${given}\nexport async function snippet() {\n`;
  return { text: `${head}${text.replace(IMPORT, '')}\n}\n`, head: head.split('\n').length - 1 };
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  paths: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, [path]])),
};

/** The names that the package exports, and the entry that has each. */
function exportedNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const [entry, path] of Object.entries(ENTRIES)) {
    for (const [, list] of readFileSync(path, 'utf8').matchAll(/\{([^}]+)\} from/g))
      for (const name of (list as string).split(',')) names.set(name.replace(/^\s*(type )?/, '').trim(), entry);
  }
  return names;
}

test('the snippets of the documents are right', () => {
  const documents = [
    'README.md',
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];
  const exported = exportedNames();
  const modules = new Map(
    documents.flatMap(snippetsOf).map((snippet, i) => [join(root, `test/snippet-${i}.ts`), { snippet, ...moduleOf(snippet, exported) }]),
  );
  expect(modules.size).toBeGreaterThan(12);
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  host.getSourceFile = (path, version) => {
    const made = modules.get(path);
    return made === undefined ? getSourceFile(path, version) : ts.createSourceFile(path, made.text, version);
  };
  const program = ts.createProgram([...modules.keys()], OPTIONS, host);
  const problems = [...modules].flatMap(([path, { snippet, head }]) => {
    const file = program.getSourceFile(path) as ts.SourceFile;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ start = 0, messageText }) => {
      const line = file.getLineAndCharacterOfPosition(start).line - head + snippet.line;
      return `${snippet.document}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  });
  expect(problems).toEqual([]);
}, 60_000);
