/** Translates the functions of an .mpy file to Code: instruction by instruction, in the order of `order.ts`. */
import type { Code } from '../bytecode/code.js';
import { finish } from '../compiler/finish.js';
import { Blocks } from './blocks.js';
import { Flow } from './flow.js';
import type { MpyFile, RawCode } from './format.js';
import { Frame, type Maker } from './frame.js';
import { Functions } from './functions.js';
import { readInstructions } from './instructions.js';
import { Mp } from './opcodes.js';
import { inOrder, type Step } from './order.js';
import { readPrelude } from './prelude.js';
import { damaged } from './problem.js';
import { Ranges } from './ranges.js';
import { Simple } from './simple.js';

/** Returns the Code of a file's body; its functions are the children. `count`: with the COUNT instructions of the counting mode. */
export function translate(file: MpyFile, count: boolean): Code {
  const translateOne = (raw: RawCode, maker: Maker): Code => new Translator(file, raw, maker, translateOne).run(count);
  return translateOne(file.body, { kind: 'module', captured: [] });
}

/** The translation of one function. */
class Translator {
  private readonly flow: Flow;
  private readonly frame: Frame;
  private readonly blocks: Blocks;
  private readonly ranges: Ranges;
  private readonly functions: Functions;
  private readonly simple: Simple;

  constructor(
    private readonly file: MpyFile,
    raw: RawCode,
    private readonly maker: Maker,
    translateOne: (raw: RawCode, maker: Maker) => Code,
  ) {
    const prelude = readPrelude(raw.bytes, file.names);
    this.flow = new Flow(readInstructions(prelude));
    this.frame = new Frame(prelude, maker, this.flow.instructions.length);
    this.blocks = new Blocks(this.flow, prelude.exceptDepth, (operand, name) => file.names[operand] === name);
    this.ranges = new Ranges(this.flow);
    this.functions = new Functions(this.flow, this.frame, raw, translateOne);
    this.simple = new Simple(this.flow, this.frame, file);
  }

  run(count: boolean): Code {
    const { flow, frame } = this;
    const steps = inOrder(flow.instructions);
    for (const [i, step] of steps.entries()) {
      if (step.kind === 'instruction' && flow.isTaken(step.at)) continue;
      flow.next = nextOf(flow, steps, i);
      if (step.kind === 'begin') {
        this.ranges.begin(step.loop);
        flow.begin(step.loop);
      } else if (step.kind === 'end') flow.end(step.loop);
      else this.translate(step.at);
    }
    if (flow.on !== null) throw damaged('a function runs beyond its end');
    const { prelude, signature, slots, cells } = frame;
    const { captured } = this.maker;
    const facts = {
      name: prelude.name,
      filename: this.file.names[0] as string,
      text: '',
      kind: frame.kind,
      isGenerator: prelude.isGenerator,
      emitter: 'bytecode' as const,
      children: this.functions.children(),
      signature,
      slots,
      slotNames: Array.from({ length: slots }, (_, slot) => signature.names[slot] || `$${slot}`),
      captured,
      cells,
      cellNames: [...captured, ...cells].map((_, cell) => `$cell${cell}`),
      frameWords: prelude.frameWords,
      exceptDepth: prelude.exceptDepth,
    };
    return { ...finish(flow.asm, facts, count).code, spans: new Int32Array(0) };
  }

  private translate(at: number): void {
    const { flow, blocks } = this;
    const { op, operand, extra, line } = flow.instruction(at);
    if (op === Mp.END_FINALLY) {
      blocks.endFinally(at);
      return;
    }
    if (blocks.leaveFork(at)) return;
    if (!blocks.handle(at) && !flow.come(at)) return;
    if (flow.on !== null) return;
    flow.asm.line = line;
    if (flow.stack.theirs > this.frame.prelude.frameWords) throw damaged('the stack is too small');
    blocks.close();
    switch (op) {
      case Mp.SETUP_EXCEPT:
        blocks.open('except', operand);
        return;
      case Mp.SETUP_FINALLY:
        blocks.open('finally', operand);
        return;
      case Mp.SETUP_WITH:
        blocks.open('with', operand);
        return;
      case Mp.POP_EXCEPT_JUMP:
        blocks.popExceptJump(operand);
        return;
      case Mp.UNWIND_JUMP:
        blocks.unwindJump(operand, extra);
        return;
      case Mp.WITH_CLEANUP:
        blocks.withCleanup();
        return;
      case Mp.RAISE_LAST:
        blocks.raiseLast();
        return;
      case Mp.RETURN_VALUE:
        this.functions.checkReturn();
        blocks.returnValue();
        return;
      case Mp.MAKE_FUNCTION:
      case Mp.MAKE_FUNCTION_DEFARGS:
        this.functions.make(operand, op === Mp.MAKE_FUNCTION_DEFARGS);
        return;
      default:
        if (op === Mp.LOAD_CONST_NONE && blocks.endFork()) return;
        if (op === Mp.LOAD_FAST && this.functions.loadCell(operand)) return;
        if (this.ranges.test() || this.ranges.step()) return;
        this.simple.translate(op, operand);
    }
  }
}

/** The instruction that is translated after a step; −1 at the end of a loop. */
function nextOf(flow: Flow, steps: readonly Step[], i: number): number {
  for (let next = i + 1; next < steps.length; next++) {
    const step = steps[next] as Step;
    if (step.kind === 'begin') return step.loop.head;
    if (step.kind === 'end') return -1;
    if (!flow.isTaken(step.at)) return step.at;
  }
  return -1;
}
