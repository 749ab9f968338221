/**
 * Holds the source to its plan: who may import whom, no cycles, nothing of a host in the core, every exported thing documented,
 * and used, nothing generated left stale. The table below is the whole of it; ARCHITECTURE.md §3 tells it in short.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** Milliseconds that making a generated file anew may take on a machine that has much else to do. */
const PATIENCE = 120_000;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What every native module may import: values, the host's contract, prices, waits, what programs lack. */
const MODULE = [
  'objects',
  'firmwares',
  'host',
  'execution',
  'errno',
  'control-bytes',
  'libm',
  'utf8',
  'bytecode/prices',
  'bytecode/operators',
  'modules/lack',
] as const;

/**
 * What each part of `src/` may import besides itself; the row with the longest matching path counts, and `*` is anything.
 * A row and a permission are a folder or a file without its ending; packages stand under their own names.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  execution: [],
  errno: [],
  'control-bytes': [],
  'byte-queue': [],
  calendar: [],
  checks: [],
  'did-you-mean': [],
  'flash-path': [],
  'font-8x8': [],
  utf8: [],
  firmwares: [],
  libm: [],
  host: [],
  source: [],
  embedded: ['bytecode'],
  syntax: ['source', 'embedded', 'ohm-js'],
  bytecode: [],
  thumb: [],
  compiler: ['syntax/ast', 'bytecode', 'source', 'libm', 'errno', 'thumb'],
  mpy: ['bytecode', 'compiler/assembler', 'compiler/finish', 'compiler/item', 'compiler/ledger', 'libm', 'utf8'],
  objects: [
    'bytecode/code',
    'bytecode/native-type',
    'bytecode/operators',
    'bytecode/prices',
    'bytecode/small-int',
    'bytecode/static-names',
    'utf8',
    'execution',
    'errno',
    'control-bytes',
    'firmwares',
    'libm',
    'source/limits',
  ],
  vm: ['objects', 'bytecode', 'utf8', 'execution'],
  jit: ['objects', 'bytecode', 'execution', 'vm'],
  sim: ['execution'],
  files: ['host', 'errno', 'calendar', 'flash-path'],
  tls: ['utf8', 'byte-queue'],
  'tls/crypto': ['@noble/curves', '@noble/hashes', 'micro-rsa-dsa-dh'],
  'tls/record-cipher': ['@noble/ciphers'],
  'tls/random': ['@noble/ciphers'],
  net: ['sim', 'execution', 'checks', 'control-bytes', 'utf8', 'byte-queue'],
  'net/host': ['sim', 'execution', 'checks', 'tls/self-signed'],
  'net/secure': ['utf8', 'tls'],
  'net/secured-end': ['tls'],
  ble: ['sim', 'errno', 'net/inbox'],
  board: ['sim', 'net', 'ble', 'execution', 'firmwares', 'calendar', 'checks'],
  devices: [
    'calendar',
    'checks',
    'sim',
    'execution',
    'board/arrivals',
    'board/pin/line',
    'board/i2c/bus',
    'board/spi/bus',
    'board/serial-line',
    'board/can/bus',
    'board/can/frame',
    'board/uart/input',
    'board/accelerometer',
    'control-bytes',
    'font-8x8',
    'host',
    'net',
    'utf8',
  ],
  'devices/displays/png': ['fast-png'],
  'devices/network/network-host': ['control-bytes', 'net', 'utf8', 'mrmime'],
  modules: [...MODULE, 'modules/terminal', 'modules/dupterm', 'modules/identity', 'modules/stdio', 'modules/vfs'],
  'modules/lack': ['board/i2c/wires', 'board/pin/pin'],
  'modules/stdio': [...MODULE, 'modules/terminal'],
  'modules/python-world': [...MODULE, 'modules', 'files', 'board', 'sim', 'vm', 'version', 'bytecode/code'],
  'modules/index': [...MODULE, 'modules', 'vm/thread', 'bytecode/code'],
  'modules/builtins': [...MODULE, 'modules/terminal', 'modules/vfs'],
  'modules/builtins/index': [...MODULE, 'modules/terminal', 'modules/vfs', 'vm'],
  'modules/_webrepl': [...MODULE, 'modules/kept', 'version'],
  'modules/hashlib': [...MODULE, '@noble/hashes'],
  'modules/marshal': [...MODULE, 'bytecode/code', 'bytecode/serialize'],
  'modules/io': [...MODULE, 'modules/builtins/files', 'modules/vfs'],
  'modules/vfs': [...MODULE, 'files'],
  'modules/vfs/at-boot': [...MODULE, 'files', 'board/flash/sd-card', 'modules/kept'],
  'modules/vfs/card-device': ['files', 'board/flash/sd-card', 'errno'],
  'modules/tls': [...MODULE, 'tls', 'calendar'],
  'modules/lwip': [...MODULE, 'board/wlan/wlan', 'net'],
  'modules/network': [...MODULE, 'board', 'net', 'sim', 'modules/kept'],
  'modules/bluetooth': [...MODULE, 'ble', 'board/bluetooth/bluetooth', 'sim', 'modules/lwip/waiting', 'modules/pyb/callback'],
  'modules/_onewire': [...MODULE, 'board', 'modules/pyb'],
  'modules/kept': ['modules/yasmarang'],
  'modules/random': [...MODULE, 'modules/kept', 'modules/yasmarang'],
  'modules/_thread': [...MODULE, 'modules/kept'],
  'modules/time': [...MODULE, 'board', 'calendar'],
  'modules/stm': [...MODULE, 'board'],
  'modules/framebuf': [...MODULE, 'font-8x8'],
  'modules/pyb': [
    ...MODULE,
    'font-8x8',
    'modules/terminal',
    'modules/dupterm',
    'modules/micropython/memory-map',
    'board',
    'sim',
    'calendar',
  ],
  'modules/pyb/callback': [...MODULE, 'vm/thread'],
  'modules/machine': [...MODULE, 'board', 'sim', 'modules/pyb', 'modules/addressed-memory'],
  'modules/asm-thumb': [...MODULE, 'bytecode/code', 'board', 'thumb', 'modules/addressed-memory'],
  'modules/addressed-memory': [...MODULE, 'board'],
  'modules/uctypes': [...MODULE, 'modules/addressed-memory'],
  debug: ['objects', 'bytecode', 'source', 'sim/clock', 'vm'],
  dap: ['debug', 'utf8', 'flash-path', 'objects', 'vm/thread', '@vscode/debugprotocol'],
  version: [],
  system: ['*'],
  testing: ['system', 'flash-path', 'debug', 'board', 'sim', 'files', 'utf8', 'hosts/memory', 'checks', 'byte-queue'],
  tester: [
    'system',
    'testing',
    'objects',
    'host',
    'board/unique-id',
    'files/fat-name',
    'flash-path',
    'utf8',
    'board/pin/line',
    'devices/device-type',
    'devices/kinds',
    'devices/displays/picture',
    'sim/clock',
    'sim/signal',
    'embedded/unittest',
  ],
  index: [
    'system',
    'testing',
    'firmwares',
    'hosts/memory',
    'board/analogue',
    'board/boards',
    'board/can/bus',
    'board/can/frame',
    'board/i2c/bus',
    'board/i2s',
    'board/pin/line',
    'board/flash/sd-card',
    'board/serial-line',
    'board/spi/bus',
    'debug',
    'devices',
    'host',
    'net',
    'tls/self-signed',
    'sim/activity',
    'sim/actor',
    'sim/schedule',
    'sim/signal',
    'sim/trace',
    'sim/world-time',
    'version',
  ],
  node: ['index', 'hosts/node'],
  browser: ['index', 'hosts/browser'],
  hosts: ['*'],
  cli: ['*'],
};
/** What `*` does not cover: the system knows no host and no command line. */
const NEVER: Readonly<Record<string, readonly string[]>> = { system: ['dap', 'hosts', 'cli', 'testing', 'index', 'node', 'browser'] };
/** Types that the declarations of the package have to name, where inference puts them into those of others. */
const INFERRED = ['execution: Fuel', 'objects/declare: Parameter'];
/** What the package offers, and what bin/vpyb.js starts. */
const PUBLIC = ['index', 'node', 'browser', 'cli/start'];
/** Where Node's or the browser's own names may be used. */
const HOST_PARTS = ['hosts/node', 'hosts/browser', 'cli', 'node', 'browser'];
/** Globals that the core has not: those of a host, and the two that would make a run depend on when it happens. */
const HOST_GLOBALS = new Set(
  `process Buffer require window document navigator localStorage sessionStorage location self globalThis console fetch
  setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame performance crypto Worker WebSocket
  XMLHttpRequest TextDecoder TextEncoder Date`.split(/\s+/),
);

/**
 * Variables of files of the core that change. What belongs to the machine that runs is listed in `vm/in-place.ts`; the others are here because
 * their content is read before any other Python code runs, or is the same whichever machine runs.
 */
const VARIABLES = {
  'of the machine that runs': [
    'execution: fuel',
    'objects/charge: heap',
    'objects/engine: nesting',
    'objects/features: features',
    'objects/float: precision',
    'objects/name-pool: knownNames',
    'vm/counting: watcher',
    'vm/global-lock: globalLock',
    'vm/thread: current',
    'vm/thread: position',
    'vm/thread: stackRoom', // `adopt` hands it on
  ],
  'read at once': [
    'jit/helpers/arithmetic: operands',
    'jit/sites: site',
    'objects/protocol/attribute: found',
    'objects/protocol/iterate: ended',
    'vm/enter: answered',
    'vm/resumption: delegation',
  ],
  'the same for all': [
    'libm/trigonometric: piOver2',
    'objects/engine: engine',
    'objects/int-size: lastDigits',
    'objects/int-size: lastShift',
    'objects/table-slots: rules',
    'objects/type: classEpoch',
    'syntax/ohm: grammar',
    'syntax/shapes: common',
    'vm/counting: unwatched',
  ],
};

interface Import {
  readonly target: string;
  /** False for imports of types, which leave no trace in the running program. */
  readonly atRunTime: boolean;
}
interface SourceFile {
  /** Path within `src/`, without its ending: `objects/list`. */
  readonly name: string;
  readonly syntax: ts.SourceFile;
  readonly imports: readonly Import[];
  /** What it takes from files of `src/`: `objects/list: PyList`, or `objects/list: *` for all that there is. */
  readonly uses: readonly string[];
}

const files = readSources();

test('every import is in the table', () => {
  const refused = files.flatMap((file) =>
    file.imports.filter(({ target }) => !mayImport(file.name, target)).map(({ target }) => `${file.name} → ${target}`),
  );
  expect(refused).toEqual([]);
});

test('every file of src has a row in the table', () => {
  expect(files.filter((file) => longestRow(file.name) === undefined).map((file) => file.name)).toEqual([]);
});

test('every row of the table has its files, and every permission somebody who uses it', () => {
  const unused = Object.entries(MAY_IMPORT).flatMap(([row, allowed]) => {
    const own = files.filter((file) => longestRow(file.name) === row);
    if (own.length === 0) return [row];
    const targets = own.flatMap((file) =>
      file.imports.map(({ target }) => target).filter((target) => !belongsTo(target, homeOf(file.name))),
    );
    const needed = allowed.filter(
      (part) => part === '*' || MODULE.some((common) => common === part) || targets.some((target) => belongsTo(target, [part])),
    );
    return allowed.filter((part) => !needed.includes(part)).map((part) => `${row} → ${part}`);
  });
  expect(unused).toEqual([]);
});

test('every export is imported somewhere', () => {
  const users = [...files, ...readSources('test'), ...readSources('scripts'), ...readSources('examples')];
  const used = new Set([...INFERRED, ...users.flatMap((file) => file.uses)]);
  const unused = files
    .filter((file) => !belongsTo(file.name, PUBLIC))
    .flatMap((file) => exportsOf(file.syntax).map((name) => `${file.name}: ${name}`));
  expect(unused.filter((name) => !used.has(name) && !used.has(name.replace(/ .*/, ' *')))).toEqual([]);
});

test('every variable that belongs to no object, and changes, is in the list', () => {
  const core = files.filter((file) => !belongsTo(file.name, HOST_PARTS));
  const written = new Set(core.flatMap(writesOf));
  const found = core.flatMap((file) =>
    variablesOf(file.syntax, (name) => written.has(`${file.name}: ${name}`)).map((name) => `${file.name}: ${name}`),
  );
  expect(found.sort()).toEqual(Object.values(VARIABLES).flat().sort());
});

test('folders import each other in one direction only', () => {
  const folderOf = (name: string) => name.split('/')[0];
  const edges = new Map<string, Set<string>>();
  for (const file of files) {
    const folder = folderOf(file.name);
    const targets = file.imports.map(({ target }) => folderOf(target)).filter((target) => target !== folder);
    edges.set(folder, new Set([...(edges.get(folder) ?? []), ...targets]));
  }
  expect(findCycle(edges)).toBeNull();
});

test('files import each other at run time in one direction only', () => {
  const edges = new Map(files.map((file) => [file.name, new Set(file.imports.filter((i) => i.atRunTime).map((i) => i.target))]));
  expect(findCycle(edges)).toBeNull();
});

test('the core names nothing of Node, of the browser or of the host clock', () => {
  expect(files.filter((file) => !belongsTo(file.name, HOST_PARTS)).flatMap(hostNames)).toEqual([]);
});

test('every file says first what it is for', () => {
  expect(files.filter((file) => !/^(\/\*|\/\/)/.test(file.syntax.text)).map((file) => file.name)).toEqual([]);
});

test('every exported declaration is documented', () => {
  expect(files.filter((file) => !belongsTo(file.name, ['embedded'])).flatMap(undocumented)).toEqual([]);
});

describe('generated files are fresh', () => {
  const generated = [
    { script: 'scripts/embed-grammar.ts', render: 'renderGrammarModule', output: 'src/embedded/grammar.ts' },
    { script: 'scripts/embed-names.ts', render: 'renderNamesModule', output: 'src/embedded/names.ts' },
    { script: 'scripts/embed-shapes.ts', render: 'renderShapesModule', output: 'src/embedded/shapes.ts' },
    { script: 'scripts/embed-stdlib.ts', render: 'renderStdlibModule', output: 'src/embedded/stdlib.ts' },
    { script: 'scripts/embed-stdlib.ts', render: 'renderStdlibCodeModule', output: 'src/embedded/stdlib-code.ts' },
    { script: 'scripts/embed-stdlib.ts', render: 'renderUnittest', output: 'src/embedded/unittest.ts' },
  ];
  test.for(generated)('$output', { timeout: PATIENCE }, async ({ script, render, output }) => {
    const module = await import(pathToFileURL(join(root, script)).href);
    expect(readFileSync(join(root, output), 'utf8')).toBe(await module[render]());
  });
  test('nothing in src/embedded is written by hand', () => {
    const folder = join(root, 'src/embedded');
    const present = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    const known = generated.map(({ output }) => posix.basename(output));
    expect(present.filter((name) => !known.includes(name))).toEqual([]);
  });
});

function readSources(part = 'src'): SourceFile[] {
  const folder = join(root, part);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  return paths
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .sort()
    .map((path) => {
      const syntax = ts.createSourceFile(path, readFileSync(join(folder, path), 'utf8'), ts.ScriptTarget.ES2022, true);
      const name = path.replace(/\.ts$/, '');
      return { name, syntax, imports: importsOf(name, syntax), uses: usesOf(part === 'src' ? name : `../${part}/${name}`, syntax) };
    });
}

function importsOf(name: string, syntax: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, atRunTime: boolean) => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const target = specifier.text;
    found.push({ atRunTime, target: target.startsWith('.') ? posix.join(posix.dirname(name), target).replace(/\.[jt]s$/, '') : target });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, !isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, !node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], true);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, false);
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
}

/** What a file takes by name of others; of those that it imports as a whole, `*`. */
function usesOf(name: string, syntax: ts.SourceFile): string[] {
  const found: string[] = [];
  const targetOf = (specifier: ts.Node | undefined): string | null => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return null;
    const { text } = specifier;
    return text.startsWith('.')
      ? posix
          .join(posix.dirname(name), text)
          .replace(/^(\.\.\/)*src\//, '')
          .replace(/\.[jt]s$/, '')
      : text;
  };
  const take = (specifier: ts.Node | undefined, names: readonly string[]): void => {
    const target = targetOf(specifier);
    if (target !== null) found.push(...names.map((one) => `${target}: ${one}`));
  };
  const namesIn = (elements: ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>) => elements.map((e) => (e.propertyName ?? e.name).text);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      // An import without names, which only runs the file, uses nothing of it.
      const named = node.importClause?.namedBindings;
      if (named !== undefined) take(node.moduleSpecifier, ts.isNamedImports(named) ? namesIn(named.elements) : ['*']);
    } else if (ts.isExportDeclaration(node)) {
      const named = node.exportClause;
      take(node.moduleSpecifier, named !== undefined && ts.isNamedExports(named) ? namesIn(named.elements) : ['*']);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) take(node.arguments[0], ['*']);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) take(node.argument.literal, ['*']);
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
}

/** Names that a file exports. */
function exportsOf(syntax: ts.SourceFile): string[] {
  return syntax.statements.filter(isExported).flatMap((statement) => {
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
    const { name } = statement as ts.Statement & { readonly name?: ts.Identifier };
    return name === undefined ? [] : [name.text];
  });
}

/** Variables of a file: those declared with `let`, and objects whose properties `isWritten` somewhere. */
function variablesOf(syntax: ts.SourceFile, isWritten: (name: string) => boolean): string[] {
  return syntax.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => {
    const isLet = (declarationList.flags & ts.NodeFlags.Let) !== 0;
    return declarationList.declarations
      .filter(({ name, initializer }) => isLet || (isObject(initializer) && isWritten(name.getText())))
      .map(({ name }) => name.getText());
  });
}

function isObject(node: ts.Node | undefined): boolean {
  return node !== undefined && ts.isObjectLiteralExpression(ts.isAsExpression(node) ? node.expression : node);
}

/** The variables, of this file or of others, whose properties a file's functions write; what a function itself calls by that name is none. */
function writesOf(file: SourceFile): string[] {
  const found: string[] = [];
  const ofOthers = new Map(file.uses.map((use) => [use.replace(/.* /, ''), use]));
  const note = (node: ts.Expression): void => {
    if (!ts.isIdentifier(node) || ts.findAncestor(node, (scope) => declaresName(scope, node.text)) !== undefined) return;
    found.push(ofOthers.get(node.text) ?? `${file.name}: ${node.text}`);
  };
  const visit = (node: ts.Node): void => {
    const target = writtenBy(node);
    if (target !== null && ts.isPropertyAccessExpression(target)) note(target.expression);
    if (ts.isCallExpression(node) && node.expression.getText() === 'Object.assign') note(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  const visitFunctions = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) visit(node);
    else ts.forEachChild(node, visitFunctions);
  };
  visitFunctions(file.syntax);
  return found;
}

/** Whether a function has a parameter, or a block a variable, with this name. */
function declaresName(scope: ts.Node, name: string): boolean {
  if (ts.isFunctionLike(scope)) return scope.parameters.some((parameter) => parameter.name.getText() === name);
  if (!ts.isBlock(scope)) return false;
  const declarations = scope.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => [...declarationList.declarations]);
  return declarations.some((declaration) => declaration.name.getText() === name);
}

/** What an assignment, `++` or `--` writes; null if the node is none. */
function writtenBy(node: ts.Node): ts.Expression | null {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment ? node.left : null;
  }
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return null;
  return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken ? node.operand : null;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return clause.name === undefined && named !== undefined && ts.isNamedImports(named) && named.elements.every((e) => e.isTypeOnly);
}

function belongsTo(name: string, parts: readonly string[]): boolean {
  return parts.some((part) => name === part || name.startsWith(`${part}/`));
}

function longestRow(name: string): string | undefined {
  const rows = Object.keys(MAY_IMPORT).filter((row) => belongsTo(name, [row]));
  return rows.sort((a, b) => b.length - a.length)[0];
}

function mayImport(name: string, target: string): boolean {
  const row = longestRow(name);
  if (row === undefined) return false;
  if (belongsTo(target, homeOf(name))) return true;
  const allowed = MAY_IMPORT[row];
  return allowed.includes('*') ? !belongsTo(target, NEVER[row] ?? []) : belongsTo(target, allowed);
}

/** What counts as the file itself: its folder; among the modules, only the one module. */
function homeOf(name: string): string[] {
  const parts = name.split('/');
  return [parts[0] === 'modules' ? parts.slice(0, 2).join('/') : parts[0]];
}

/** A path that leads back to its beginning, or null. Depth first; each node is left once. */
function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): string[] | null => {
    if (finished.has(node)) return null;
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    path.push(node);
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    finished.add(node);
    return null;
  };
  for (const node of edges.keys()) {
    const cycle = visit(node);
    if (cycle) return cycle;
  }
  return null;
}

/** Host globals that a file uses without declaring them itself, imports of Node's modules, and `Math.random`. */
function hostNames(file: SourceFile): string[] {
  const declared = new Set<string>();
  const used: { name: string; at: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      if (isDeclaredBy(node.parent, node)) declared.add(node.text);
      else if (HOST_GLOBALS.has(node.text) && !isLabel(node.parent, node)) used.push({ name: node.text, at: node.getStart() });
    } else if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random')
      used.push({ name: 'Math.random', at: node.getStart() });
    ts.forEachChild(node, visit);
  };
  visit(file.syntax);
  const imported = file.imports.filter(({ target }) => target.startsWith('node:')).map(({ target }) => `${file.name}: ${target}`);
  const names = used.filter(({ name }) => !declared.has(name));
  return [...imported, ...names.map(({ name, at }) => `${file.name}:${file.syntax.getLineAndCharacterOfPosition(at).line + 1}: ${name}`)];
}

function isDeclaredBy(parent: ts.Node, name: ts.Identifier): boolean {
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent);
  return declares && parent.name === name;
}

/** True where an identifier names a member, not a variable. */
function isLabel(parent: ts.Node, name: ts.Identifier): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  if (ts.isQualifiedName(parent)) return parent.right === name;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isGetAccessor(parent) ||
      ts.isSetAccessor(parent) ||
      ts.isEnumMember(parent)) &&
    parent.name === name
  );
}

/**
 * Exports without a comment of their own. Declarations that follow each other without a blank line share the first one's;
 * the comment at the head of a file is that of the class or function the file is named after.
 */
function undocumented(file: SourceFile): string[] {
  let documented = false;
  return file.syntax.statements.flatMap((statement) => {
    const startsGroup = /\n\s*\n/.test(statement.getFullText().slice(0, statement.getLeadingTriviaWidth()));
    documented = ts.getJSDocCommentsAndTags(statement).length > 0 || (documented && !startsGroup);
    return documented || !isExported(statement) || isNamesake(file, statement)
      ? []
      : [`${file.name}: ${statement.getText().split('\n')[0]}`];
  });
}

function isExported(node: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isNamesake(file: SourceFile, statement: ts.Statement): boolean {
  const name =
    (ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement) || ts.isInterfaceDeclaration(statement)) &&
    statement.name?.text;
  return name !== false && name?.replace(/^Py(?=[A-Z])/, '').toLowerCase() === posix.basename(file.name).replaceAll('-', '');
}
