/** How the tests run: in Node, on two workers, with the interpreter's opcodes as literals. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { defineConfig, type Plugin } from 'vitest/config';

const OPCODES = fileURLToPath(new URL('src/bytecode/opcodes.ts', import.meta.url));

/** Values of the numeric enums that a TypeScript file declares, as `Enum.MEMBER` → number. */
function enumValues(path: string): Map<string, number> {
  const values = new Map<string, number>();
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022);
  for (const statement of file.statements) {
    if (!ts.isEnumDeclaration(statement)) continue;
    let next = 0;
    for (const member of statement.members) {
      if (member.initializer && !ts.isNumericLiteral(member.initializer)) throw new Error(`${path}: an opcode's value is a plain number`);
      const value = member.initializer ? Number(member.initializer.text) : next;
      values.set(`${statement.name.text}.${member.name.getText(file)}`, value);
      next = value + 1;
    }
  }
  return values;
}

/** Writes `Op.NAME` in the interpreter as its number: V8 makes a jump table only of a switch on literals. A bundler does the same. */
function inlineOpcodes(): Plugin {
  return {
    name: 'inline-opcodes',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0].endsWith('/src/vm/interpreter.ts') || !existsSync(OPCODES)) return null;
      const values = enumValues(OPCODES);
      return { code: code.replace(/\b[A-Z]\w*\.[A-Z][A-Z0-9_]*\b/g, (name) => String(values.get(name) ?? name)), map: null };
    },
  };
}

export default defineConfig({
  plugins: [inlineOpcodes()],
  // The examples import the package by its name.
  resolve: { alias: { 'virtual-pyboard': fileURLToPath(new URL('src/index.ts', import.meta.url)) } },
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    pool: 'threads',
    // Test files share their modules; to load them anew for each file would be a quarter of all the work.
    isolate: false,
    maxWorkers: 2,
    restoreMocks: true,
    globalSetup: 'test/support/built-place.ts',
    testTimeout: 20_000,
  },
});
