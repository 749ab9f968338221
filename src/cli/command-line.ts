/** The command line, split into command, options and operands. */
import { means, OPTION_LIST, type OptionName, spelling } from './options.js';
import { type Token, tokensOf } from './tokens.js';
import { didYouMean, UsageError } from './usage-error.js';

/** Commands that show a program, and commands that list what there is. */
export const STAGES = ['ast', 'symbols', 'dis'] as const;
export const LISTS = ['boards', 'devices'] as const;
const HELPED = ['run', 'repl', 'test', 'race', ...STAGES, ...LISTS] as const;
/** All commands. */
export const COMMANDS: readonly string[] = [...HELPED, 'help'];

/** Options that give the program; the words after them are the program's arguments. */
const PROGRAMS: ReadonlySet<string> = new Set<OptionName>(['code', 'module']);

/** The commands that have a help page. */
export type CommandName = (typeof HELPED)[number];

/** The words that were typed. Throws a UsageError for unknown options and missing values. */
export class CommandLine {
  readonly command: string;
  readonly operands: readonly string[];
  /** The first operand before `-c` or `-m`, which is no argument of the code or module; null if there is none. */
  readonly early: string | null;
  /** No command was named, so `run` is meant. */
  readonly #isUnnamed: boolean;
  readonly #values = new Map<OptionName, string[]>();

  constructor(words: readonly string[]) {
    const operands: string[] = [];
    let command: string | null = null;
    let mayBeCommand = true;
    let early: string | null = null;
    for (const token of tokensOf(words)) {
      if (token.kind === 'option') this.#addOption(token);
      if (token.kind === 'option' && PROGRAMS.has(token.name)) early ??= operands[0] ?? null;
      if (token.kind === 'operand' && mayBeCommand && COMMANDS.includes(token.text)) command = token.text;
      else if (token.kind === 'operand') operands.push(token.text);
      mayBeCommand = token.kind === 'option' && mayBeCommand && !this.has('code') && !this.has('module');
    }
    this.#isUnnamed = command === null;
    this.command = command ?? 'run';
    this.operands = operands;
    this.early = early;
  }

  /** The command whose help is wanted: `vpyb dis --help`, `vpyb help dis`; null: help on everything. */
  get helpWanted(): CommandName | null {
    const wanted = this.#isUnnamed ? undefined : this.command === 'help' ? this.operands[0] : this.command;
    if (wanted === undefined) return null;
    const command = HELPED.find((name) => name === wanted);
    if (command === undefined) {
      const meant = didYouMean(wanted, HELPED) || `; choose from ${HELPED.join(', ')}`;
      throw new UsageError(`unknown command '${wanted}'${meant}`);
    }
    return command;
  }

  has(name: OptionName): boolean {
    return this.#values.has(name);
  }

  count(name: OptionName): number {
    return this.#values.get(name)?.length ?? 0;
  }

  all(name: OptionName): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** Returns the value of an option that may be given only once; null if it is not given. */
  one(name: OptionName): string | null {
    const values = this.all(name);
    if (values.length > 1) throw new UsageError(`${spelling(name)} is given twice`);
    return values[0] ?? null;
  }

  refuseOperands(allowed: number, message: string): void {
    if (this.operands.length > allowed) throw new UsageError(`unexpected argument '${this.operands[allowed]}': ${message}`);
  }

  /** Refuses options that the command does not have. */
  refuseForeignOptions(): void {
    for (const [name] of OPTION_LIST) {
      if (this.has(name) && !means(name, this.command)) throw new UsageError(`${spelling(name)} does not apply to '${this.command}'`);
    }
  }

  #addOption(token: Token & { kind: 'option' }): void {
    const entry = OPTION_LIST.find(([name]) => name === token.name);
    if (entry === undefined) {
      const names = OPTION_LIST.map(([name]) => `--${name}`);
      throw new UsageError(`unknown option ${token.written}${didYouMean(token.written, names)}`);
    }
    const [name, option] = entry;
    // Code may begin like an option, and numbers may have a sign: such values are checked where they are read.
    const looksLikeOption = token.isWord && name !== 'code' && /^-\D/.test(token.value ?? '');
    if (option.value === undefined && token.value !== undefined) throw new UsageError(`${token.written} takes no value`);
    const needsValue = option.value !== undefined && !option.isOptional;
    if (needsValue && (token.value === undefined || looksLikeOption)) {
      throw new UsageError(`${token.written} needs a value: ${token.written} ${option.value}`);
    }
    const values = this.#values.get(name) ?? [];
    values.push(token.value ?? '');
    this.#values.set(name, values);
  }
}
