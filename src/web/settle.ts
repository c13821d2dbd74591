// What a template says alike on every page is settled when it is read: helpers of texts are called, partials that take nothing are put in.
import Handlebars from 'handlebars';

type Statement = hbs.AST.Statement;

export interface Fixed {
  /** Each is called at once where all it is given are texts in the template: what it answers must depend on nothing else. */
  readonly helpers: ReadonlyMap<string, (...args: unknown[]) => unknown>;
  /** Every partial as it was parsed, by name. */
  readonly partials: ReadonlyMap<string, hbs.AST.Program>;
}

interface Block extends Statement {
  readonly program: hbs.AST.Program;
  /** Of a block with an `else`. */
  readonly inverse?: hbs.AST.Program;
}

function isMustache(node: Statement): node is hbs.AST.MustacheStatement {
  return node.type === 'MustacheStatement';
}

function isPartial(node: Statement): node is hbs.AST.PartialStatement {
  return node.type === 'PartialStatement';
}

function isBlock(node: Statement): node is Block {
  return 'program' in node;
}

function isText(node: hbs.AST.Node): node is hbs.AST.StringLiteral {
  return node.type === 'StringLiteral';
}

/** Whether it is called with `name=value`. Where it is not the parser leaves the hash out, whatever the types say. */
function hasNames({ hash }: { readonly hash?: hbs.AST.Hash }): boolean {
  return hash !== undefined;
}

/** The name at the head of a call; null for any other expression. */
function nameOf(node: hbs.AST.Node): string | null {
  return 'original' in node && typeof node.original === 'string' ? node.original : null;
}

/** A partial that is given names sees these alone: the whole context need not be copied for it. */
function closed(statement: hbs.AST.PartialStatement): hbs.AST.PartialStatement {
  const nothing: hbs.AST.UndefinedLiteral = { type: 'UndefinedLiteral', loc: statement.loc };
  return { ...statement, params: [nothing] };
}

function said(fixed: Fixed, statement: hbs.AST.MustacheStatement): Statement {
  const { path, params, loc } = statement;
  const helper = fixed.helpers.get(nameOf(path) ?? '');
  if (!helper || hasNames(statement) || params.length === 0 || !params.every(isText)) return statement;
  const text = Handlebars.escapeExpression(String(helper(...params.map(({ value }) => value), { hash: {} })));
  const content: Statement & { readonly value: string } = { type: 'ContentStatement', value: text, loc };
  return content;
}

function settledStatement(fixed: Fixed, statement: Statement): readonly Statement[] {
  if (isMustache(statement)) return [said(fixed, statement)];
  if (isBlock(statement)) {
    const program = settle(fixed, statement.program);
    const block: Block = { ...statement, program };
    return [statement.inverse ? { ...block, inverse: settle(fixed, statement.inverse) } : block];
  }
  if (!isPartial(statement) || statement.params.length > 0) return [statement];
  const partial = fixed.partials.get(nameOf(statement.name) ?? '');
  if (!partial) return [statement];
  return hasNames(statement) ? [closed(statement)] : settle(fixed, partial).body;
}

/** A parsed template as it is to be compiled; the one given is left as it is. A partial must not put in itself. */
export function settle(fixed: Fixed, program: hbs.AST.Program): hbs.AST.Program {
  return { ...program, body: program.body.flatMap((statement) => settledStatement(fixed, statement)) };
}
