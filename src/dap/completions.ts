/** Completions of the name that is being typed at the client's console. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Debugger } from '../debug/debugger.js';
import type { StackLevel } from '../debug/host.js';
import { scopesOf } from '../debug/variables.js';
import { PyList } from '../objects/list.js';

/**
 * The names that continue `text`: attributes after a dot, otherwise what can be seen at a frame. Only dotted names are evaluated, because a
 * call might do anything.
 */
export function completions(program: Debugger, frame: StackLevel['frame'], text: string): DebugProtocol.CompletionItem[] {
  const [, object, start] = /(?:([A-Za-z_][\w.]*)\.)?(\w*)$/.exec(text) as unknown as [string, string | undefined, string];
  if (object === undefined && text.endsWith(`.${start}`)) return [];
  const names = object === undefined ? visible(program, frame) : namesIn(program, frame, `dir(${object})`);
  const type = object === undefined ? 'variable' : 'property';
  return names.filter((name) => name.startsWith(start) && name !== start).map((label) => ({ label, type }));
}

function visible(program: Debugger, frame: StackLevel['frame']): string[] {
  const own = frame === null ? namesIn(program, frame, 'list(globals())') : scopesOf(frame).flatMap((scope) => scope.variables());
  const names = own.map((each) => (typeof each === 'string' ? each : each.name));
  return [...new Set([...names, ...namesIn(program, frame, "dir(__import__('builtins'))")])];
}

/** The texts in the list that an expression gives; none if it fails. */
function namesIn(program: Debugger, frame: StackLevel['frame'], text: string): string[] {
  const outcome = program.evaluate(text, frame);
  if ('error' in outcome || !(outcome.value instanceof PyList)) return [];
  return outcome.value.items.filter((name) => typeof name === 'string');
}
