/** Builtins that are part of the virtual machine, because they look at the calling frame or run code as a frame. */
import type { Code } from '../bytecode/code.js';
import { checkPositional } from '../objects/argument-count.js';
import { strData } from '../objects/bytes.js';
import { allocate } from '../objects/charge.js';
import { newCode, PyCode } from '../objects/code.js';
import { arg, fn } from '../objects/declare.js';
import { dictOfTable, dictType, PyDict } from '../objects/dict.js';
import { engine } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { giveSlot } from '../objects/features.js';
import { functionType, type NativeFunction, PyFunction } from '../objects/function.js';
import { anything, unchecked } from '../objects/kinds.js';
import { nativeFunction } from '../objects/native-function.js';
import { None } from '../objects/none.js';
import { interned, newStr, textOf } from '../objects/str.js';
import type { Table } from '../objects/table.js';
import { typeOf } from '../objects/type.js';
import type { Keywords, Value } from '../objects/value.js';
import { decodeUtf8 } from '../utf8.js';
import { buildClass } from './build-class.js';
import { makeFrame, makeNamespaceFrame } from './call.js';
import { Frame } from './frame.js';
import { nextFunction } from './generators.js';
import { type Import, importModule } from './import.js';
import { LinkedCode } from './link.js';
import type { CompileMode, Runtime } from './runtime.js';
import { currentLocals } from './stack.js';
import { position } from './thread.js';

/** The modes of `compile`. */
const MODES: ReadonlyMap<string, CompileMode> = new Map([
  ['exec', 'file'],
  ['eval', 'eval'],
  ['single', 'single'],
]);

const caller = (): Frame => {
  if (position.frame === null) throw raise.RuntimeError('no Python code is running');
  return position.frame;
};

/** Makes a function of code that captures no cells. */
function functionOf(linked: LinkedCode): PyFunction {
  if (linked.code.captured.length > 0) throw raise.NotImplementedError('not simulated: code of a closure without its cells');
  return new PyFunction(linked, [], null, []);
}

/** `type(f)(code, globals)` (`py/objfun.c`, fun_bc_make_new). */
function makeFunctionOf(_type: unknown, args: Value[], keywords: Keywords | null): PyFunction {
  checkPositional(args, keywords, 2, 2);
  const [code, globals] = args;
  if (!(code instanceof PyCode) || !(globals instanceof PyDict)) throw raise.TypeError();
  allocate(CONTEXT_BYTES);
  allocate(16, 'function');
  return functionOf(new LinkedCode(code.code, globals.table, caller().linked.runtime));
}
/** Heap bytes of the object that ties bytecode to its globals. */
const CONTEXT_BYTES = 16;

// In a firmware without `__code__` functions cannot be made in this way.
giveSlot(functionType.slots, 'make', 'functionCode', makeFunctionOf);

/** Makes these builtins for one machine. */
export function virtualMachineBuiltins(runtime: Runtime): Readonly<Record<string, NativeFunction>> {
  const codeOf = (source: Value, mode: CompileMode, filename: string): Code => {
    if (source instanceof PyCode) return source.code;
    return runtime.compile(sourceText(source), filename, mode);
  };

  const run = (source: Value, mode: CompileMode, globals: Value, locals: Value, filename = '<string>'): Frame => {
    const frame = caller();
    const global = globals === None ? frame.linked.globals : tableOf(globals);
    const local = locals !== None ? tableOf(locals) : globals === None ? currentLocals() : global;
    const linked = new LinkedCode(codeOf(source, mode, filename), global, runtime);
    return linked.code.kind === 'module' ? makeNamespaceFrame(linked, local) : makeFrame(functionOf(linked), [], null);
  };

  const declared = {
    exec: fn(
      'Run statements.',
      [arg('source', anything), arg('globals', anything, None), arg('locals', anything, None)],
      (source, globals, locals) => run(source, 'file', globals, locals),
    ),
    eval: fn(
      'Run an expression.',
      [arg('source', anything), arg('globals', anything, None), arg('locals', anything, None)],
      (source, globals, locals) => run(source, 'eval', globals, locals),
    ),
    compile: fn(
      'Compile source to a code object.',
      [
        arg('source', anything),
        arg('filename', anything),
        arg('mode', anything),
        arg('flags', anything, 0),
        arg('dont_inherit', anything, false),
        arg('optimize', anything, -1),
      ],
      (source, filename, mode) => {
        const text = strData(source);
        const file = textOf(filename);
        const chosen = MODES.get(textOf(mode));
        if (chosen === undefined) throw raise.ValueError('bad compile mode');
        return newCode(runtime.compile(text, file, chosen));
      },
    ),
    execfile: fn(
      'Run a file.',
      [arg('path', anything), arg('globals', anything, None), arg('locals', anything, None)],
      (path, globals, locals) => {
        const name = interned(textOf(path));
        return run(newStr(runtime.readSource(name)), 'file', globals, locals, name);
      },
    ),
    globals: fn('The names of the calling module.', [], () => dictOfTable(caller().linked.globals)),
    locals: fn('The names of the module or class body that runs; a function has none of its own.', [], () => dictOfTable(currentLocals())),
    __import__: fn(
      'Import a module.',
      [
        arg('name', anything),
        arg('globals', anything, None),
        arg('locals', anything, None),
        arg('fromlist', anything, None),
        arg('level', unchecked, 0),
      ],
      (name, globals, _locals, fromList, level) => {
        if (level < 0) throw raise.ValueError();
        if (level > 0 && globals !== None && !(globals instanceof PyDict)) throw raise.TypeError();
        const table = globals instanceof PyDict ? globals.table : caller().linked.globals;
        let step = importModule(runtime, table, { name: strData(name), level, fromList });
        while (step instanceof Frame) {
          engine.finish(step);
          step = (step.importing as Import).proceed();
        }
        return step;
      },
    ),
  };
  const made: Record<string, NativeFunction> = { next: nextFunction, __build_class__: buildClass };
  for (const [name, declaration] of Object.entries(declared)) made[name] = nativeFunction(name, declaration);
  for (const name of ['exec', 'eval', 'execfile']) (made[name] as NativeFunction).framed = true;
  return made;
}

function sourceText(source: Value): string {
  const buffer = typeOf(source).slots.buffer;
  if (typeof source !== 'string' && buffer !== undefined) return decodeUtf8(buffer(source).bytes, 'keep') as string;
  if (typeof source !== 'string' && typeOf(source).name !== 'str') throw raise.TypeError('object with buffer protocol required');
  return textOf(source);
}

function tableOf(value: Value): Table {
  if (!(value instanceof PyDict) || value.type !== dictType) throw raise.TypeError();
  return value.table;
}
