/**
 * Machine code of `@micropython.native` and `@micropython.viper`. MicroPython's compiler drives the machine-code emitter by the same calls that
 * make bytecode (`py/compile.c`, `py/emitnative.c`). So the instructions of a scope are collected as for bytecode, and this file changes them to
 * what that emitter makes: they cost what machine code costs, some are refused, `del` of a local stores None, and viper has types (`viper.ts`).
 *
 * The virtual machine makes the other visible differences: no levels in tracebacks, no checks for Ctrl-C, soft callbacks or other threads.
 */
import { Op } from '../bytecode/opcodes.js';
import type { LineMap } from '../source/line-map.js';
import type { Assembler } from './assembler.js';
import type { Item } from './item.js';
import { priceAsMachineCode } from './machine-prices.js';
import { refuseRaise } from './refusals.js';
import { Rewriting } from './rewriting.js';
import type { Scope } from './symbols.js';
import { emitViper } from './viper.js';

/** Turns a scope whose names have been resolved into machine code. Throws a Problem. */
export function emitMachineCode(assembler: Assembler, scope: Scope, lines: LineMap): void {
  const rewriting = new Rewriting(assembler);
  if (scope.emitter === 'viper') emitViper(rewriting, scope, lines);
  else for (const item of rewriting.items) emitNative(item, rewriting);
  rewriting.finish();
  priceAsMachineCode(assembler, scope);
}

function emitNative(item: Item, rewriting: Rewriting): void {
  refuseRaise(item);
  if (item.kind !== 'name' || item.use !== 'delete') return;
  if (item.op === Op.DELETE_FAST) storeNone(item, rewriting);
  else if (item.op === Op.DELETE_DEREF) rewriting.replace(item);
}

function storeNone(item: Item, rewriting: Rewriting): void {
  const none = rewriting.assembler.constantOf({ type: 'none' });
  rewriting.replace(item, rewriting.make(item, Op.LOAD_CONST, none), rewriting.make(item, Op.STORE_FAST, item.a, item.ledger));
}
