/** Translates the making of functions and classes, and the loading of the cells that closures capture. */
import type { Code } from '../bytecode/code.js';
import { Op } from '../bytecode/opcodes.js';
import { type Entry, loadFast, MP } from '../compiler/ledger.js';
import type { Flow } from './flow.js';
import type { RawCode } from './format.js';
import type { Frame, Maker } from './frame.js';
import { Mp } from './opcodes.js';
import { damaged } from './problem.js';

/** Most cells that a closure captures: their number is a byte. */
const MOST_CAPTURED = 255;

/** The functions that one function makes. */
export class Functions {
  /** By number in the file: the number among the children of the Code, and how the function is made. */
  private readonly made = new Map<number, { readonly index: number; readonly code: Code; readonly maker: Maker }>();

  constructor(
    private readonly flow: Flow,
    private readonly frame: Frame,
    private readonly raw: RawCode,
    private readonly translateOne: (raw: RawCode, maker: Maker) => Code,
  ) {}

  children(): Code[] {
    return [...this.made.values()].map(({ code }) => code);
  }

  /** MAKE_FUNCTION, MAKE_FUNCTION_DEFARGS. */
  make(number: number, hasDefaults: boolean): void {
    this.emit(number, [], hasDefaults, hasDefaults ? [MP.MAKE_FUNCTION_DEFARGS] : [MP.MAKE_FUNCTION]);
    this.flow.follow(this.flow.stack);
  }

  /**
   * LOAD_FAST of a cell: the cells that a closure captures are loaded one by one before it is made; a class body returns one.
   * False if the local is not a cell.
   */
  loadCell(local: number): boolean {
    const { flow, frame } = this;
    const { at } = flow;
    if (frame.cell(local) === null) return false;
    const locals: number[] = [];
    let behind = at;
    for (; flow.instructions[behind]?.op === Mp.LOAD_FAST && locals.length < MOST_CAPTURED; behind++) {
      const { operand } = flow.instruction(behind);
      if (frame.cell(operand) === null) break;
      locals.push(operand);
    }
    const { op, operand, extra, line } = flow.instruction(behind);
    if (op !== Mp.MAKE_CLOSURE && op !== Mp.MAKE_CLOSURE_DEFARGS) {
      flow.asm.emit(Op.LOAD_CELL, frame.cell(local) as number, loadFast(local));
      flow.follow(flow.stack.push('cell'));
      return true;
    }
    if (extra !== locals.length || flow.jumpsTo(at + 1, behind) > 0) throw damaged('a closure captures what is no cell');
    const hasDefaults = op === Mp.MAKE_CLOSURE_DEFARGS;
    const loads = locals.map(loadFast);
    flow.asm.line = line;
    this.emit(
      operand,
      locals.map((each) => frame.cell(each) as number),
      hasDefaults,
      [...loads, hasDefaults ? MP.MAKE_CLOSURE_DEFARGS : MP.MAKE_CLOSURE],
    );
    flow.take(at + 1, behind);
    flow.follow(flow.stack, behind + 1);
    return true;
  }

  /** Checks what RETURN_VALUE is about to return. */
  checkReturn(): void {
    const { flow, frame } = this;
    if (frame.kind === 'class' && !flow.stack.isEmpty && flow.stack.top.kind === 'cell') return;
    flow.stack.dropValues(1);
  }

  private emit(number: number, captured: readonly number[], hasDefaults: boolean, ledger: readonly Entry[]): void {
    const { flow } = this;
    let { stack } = flow;
    let defaults = 0;
    if (hasDefaults) {
      stack = stack.drop('dict', 'null');
      if (stack.top.kind === 'tuple') defaults = stack.top.size;
      stack = stack.drop('tuple', 'null');
    }
    const isClass = !stack.isEmpty && stack.top.kind === 'builder';
    const { index, code } = this.child(number, { kind: isClass ? 'class' : 'function', captured });
    if (code.signature.defaults !== defaults) throw damaged('a function has not the defaults of its parameters');
    flow.asm.makeChild(index, hasDefaults, ...ledger);
    flow.stack = stack.push('value');
  }

  private child(number: number, maker: Maker): { index: number; code: Code } {
    const known = this.made.get(number);
    if (known !== undefined) {
      if (known.maker.kind !== maker.kind || known.maker.captured.join() !== maker.captured.join())
        throw damaged('a function is made in two ways');
      return known;
    }
    const raw = this.raw.children[number];
    if (raw === undefined) throw damaged('a function is missing');
    const made = { index: this.made.size, code: this.translateOne(raw, maker), maker };
    this.made.set(number, made);
    return made;
  }
}
