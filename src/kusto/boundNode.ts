import { scalarTypeOf, SCALAR_TYPES, type ScalarType } from '../core/results/scalarType';
import { itemsOf, KustoLanguage } from './languageService';

type SyntaxElement = Kusto.Language.Syntax.SyntaxElement;
type SyntaxNode = Kusto.Language.Syntax.SyntaxNode;

/** What a name or a call was resolved to by Kusto's binder. */
export interface BoundSymbol {
  /** Kusto's own class of symbol, such as `ColumnSymbol`, `VariableSymbol` or `FunctionSymbol`. */
  readonly kind: string;
  readonly name: string;
}

/** A column of a bound table; `type` is undefined where the binder cannot know it. */
export interface BoundColumn {
  readonly name: string;
  readonly type: ScalarType | undefined;
}

/** The language service handed over a tree of another shape than its grammar says: a fault to report, never a user's. */
export class UnexpectedSyntax extends Error {
  override readonly name = 'UnexpectedSyntax';
}

/**
 * A node of Kusto's bound syntax tree, seen through a small typed window: kinds and property names are Kusto's own
 * (`FilterOperator` has a `Condition`), what is read is checked, and nothing else of the language service leaks out.
 */
export class BoundNode {
  private constructor(private readonly node: SyntaxNode) {}

  static of(node: SyntaxNode): BoundNode {
    return new BoundNode(node);
  }

  /** The innermost node around an offset; at a border between two, that of what follows. */
  at(offset: number): BoundNode {
    const parent = this.node.GetTokenAt(offset)?.Parent;
    return parent instanceof KustoLanguage.Syntax.SyntaxNode ? new BoundNode(parent) : this;
  }

  get parent(): BoundNode | undefined {
    const { Parent: parent } = this.node;
    return parent instanceof KustoLanguage.Syntax.SyntaxNode ? new BoundNode(parent) : undefined;
  }

  /** This node or the nearest one around it that is as asked. */
  closest(isWanted: (node: BoundNode) => boolean): BoundNode | undefined {
    if (isWanted(this)) return this;
    return this.parent?.closest(isWanted);
  }

  /** Kusto's class of node, such as `FilterOperator` or `BinaryExpression`. */
  get kind(): string {
    return className(this.node);
  }

  /** The kind of a literal or operator node in Kusto's `SyntaxKind`, such as `LongLiteralExpression`. */
  get syntaxKind(): string {
    return syntaxKindNames.get(this.node.Kind) ?? this.kind;
  }

  /** Offset of the node's first character in the query; in an expanded function, in the function's own text. */
  get start(): number {
    return this.node.GetPositionInOriginalTree(this.node.TextStart);
  }

  get end(): number {
    return this.start + this.node.Width;
  }

  /** The node's text without surrounding blanks and comments. */
  get text(): string {
    return (this.node.ToString(KustoLanguage.Syntax.IncludeTrivia.Interior) ?? '').trim();
  }

  /** Same node of the same tree: tells apart expressions that happen to read alike. */
  isSame(other: BoundNode): boolean {
    return this.node === other.node;
  }

  /** A child that the grammar demands. @throws UnexpectedSyntax where it is missing */
  child(property: string): BoundNode {
    const child = this.optionalChild(property);
    if (child === undefined) throw new UnexpectedSyntax(`${this.kind} has no ${property}`);
    return child;
  }

  optionalChild(property: string): BoundNode | undefined {
    const value: unknown = Reflect.get(this.node, property);
    if (!(value instanceof KustoLanguage.Syntax.SyntaxNode) || value.IsMissing) return undefined;
    return new BoundNode(value);
  }

  /** The elements of a list property, without their separators; empty where there is none. */
  list(property: string): BoundNode[] {
    const value: unknown = Reflect.get(this.node, property);
    return value instanceof KustoLanguage.Syntax.SyntaxNode ? elementsOf(value) : [];
  }

  /** The text of a token property, such as a binary expression's `Operator`; `''` where there is none. */
  token(property: string): string {
    const value: unknown = Reflect.get(this.node, property);
    return value instanceof KustoLanguage.Syntax.SyntaxToken ? (value.Text ?? '') : '';
  }

  /** Offset of a token property in the query, such as that of a `JoinKeyword`; undefined where there is none. */
  tokenStart(property: string): number | undefined {
    const value: unknown = Reflect.get(this.node, property);
    if (!(value instanceof KustoLanguage.Syntax.SyntaxToken)) return undefined;
    return this.node.GetPositionInOriginalTree(value.TextStart);
  }

  /** The value of a token property, quotes and escapes resolved, such as the name of a pair in `dynamic({…})`. */
  tokenValue(property: string): string {
    const value: unknown = Reflect.get(this.node, property);
    return value instanceof KustoLanguage.Syntax.SyntaxToken ? (value.ValueText ?? value.Text ?? '') : '';
  }

  /** The name that a name node or a named expression declares or refers to, unquoted. */
  get name(): string {
    const simple: unknown = Reflect.get(this.node, 'SimpleName');
    if (typeof simple === 'string' && simple !== '') return simple;
    const name = this.optionalChild('Name');
    if (name !== undefined) return name.name;
    const literal: unknown = Reflect.get(this.node, 'LiteralValue');
    return typeof literal === 'string' ? literal : this.text;
  }

  /** The name that Kusto gives to the column of this expression where the query gives none; `''` where it has no idea. */
  get automaticName(): string {
    if (!(this.node instanceof KustoLanguage.Syntax.Expression)) return '';
    return KustoLanguage.Binding.Binder.GetExpressionResultName(this.node, '', null) ?? '';
  }

  /** The value of a string literal, with escapes resolved. */
  get stringValue(): string | undefined {
    const value: unknown = Reflect.get(this.node, 'LiteralValue');
    return typeof value === 'string' ? value : undefined;
  }

  /** The scalar type that the binder gave, or undefined for tables, unknown types and nodes without a type. */
  get scalarType(): ScalarType | undefined {
    const type: unknown = Reflect.get(this.node, 'ResultType');
    return type instanceof KustoLanguage.Symbols.ScalarSymbol ? scalarTypeBySymbol(type.Name) : undefined;
  }

  /** The columns of a node whose value is a table, by Kusto's own naming rules; else undefined. */
  get tableColumns(): BoundColumn[] | undefined {
    const type: unknown = Reflect.get(this.node, 'ResultType');
    return type instanceof KustoLanguage.Symbols.TableSymbol ? columnsOf(type) : undefined;
  }

  /** The tables, stored or computed, that the node stands for: several where it is a wildcard; for this room only. */
  get tableSymbols(): readonly Kusto.Language.Symbols.TableSymbol[] {
    const type: unknown = Reflect.get(this.node, 'ResultType');
    const symbols = type instanceof KustoLanguage.Symbols.GroupSymbol ? itemsOf(type.Members) : [type];
    return symbols.filter((symbol) => symbol instanceof KustoLanguage.Symbols.TableSymbol);
  }

  /** The types of the values of a call that gives several, such as `series_stats(x)`; else undefined. */
  get tupleTypes(): (ScalarType | undefined)[] | undefined {
    const type: unknown = Reflect.get(this.node, 'ResultType');
    if (!(type instanceof KustoLanguage.Symbols.TupleSymbol)) return undefined;
    return itemsOf(type.Columns).map((column) => scalarTypeBySymbol(column.Type?.Name));
  }

  /** True where the binder knows that columns can appear beyond those it lists (`bag_unpack`, `pivot`, …). */
  get isOpenTable(): boolean {
    const type: unknown = Reflect.get(this.node, 'ResultType');
    return type instanceof KustoLanguage.Symbols.TableSymbol && type.IsOpen;
  }

  /** True where the binder knows that the value is a graph, as that of `make-graph` is. */
  get isGraph(): boolean {
    return Reflect.get(this.node, 'ResultType') instanceof KustoLanguage.Symbols.GraphSymbol;
  }

  get symbol(): BoundSymbol | undefined {
    const symbol = this.node.ReferencedSymbol;
    return symbol === null ? undefined : { kind: className(symbol), name: symbol.Name ?? '' };
  }

  /** The function that a call was resolved to, for this room only. */
  get columnSymbol(): Kusto.Language.Symbols.ColumnSymbol | undefined {
    const symbol = this.node.ReferencedSymbol;
    return symbol instanceof KustoLanguage.Symbols.ColumnSymbol ? symbol : undefined;
  }

  get functionSymbol(): Kusto.Language.Symbols.FunctionSymbol | undefined {
    const symbol = this.node.ReferencedSymbol;
    return symbol instanceof KustoLanguage.Symbols.FunctionSymbol ? symbol : undefined;
  }

  /** The body of a user's function as bound for this very call, its parameters being variables; else undefined. */
  get calledBody(): BoundNode | undefined {
    const body = this.node.GetCalledFunctionBody();
    return body === null ? undefined : new BoundNode(body);
  }

  /** All child nodes in text order, tokens left out. */
  get children(): BoundNode[] {
    return childNodes(this.node).map((child) => new BoundNode(child));
  }
}

function columnsOf(table: Kusto.Language.Symbols.TableSymbol): BoundColumn[] {
  return itemsOf(table.Columns).map((column) => ({
    name: column.Name ?? '',
    type: scalarTypeBySymbol(column.Type?.Name),
  }));
}

function scalarTypeBySymbol(name: string | null | undefined): ScalarType | undefined {
  if (name === null || name === undefined || name === 'unknown') return undefined;
  const type = scalarTypeOf(name);
  return type === 'string' && name !== 'string' ? undefined : type;
}

const syntaxKindNames: ReadonlyMap<number, string> = new Map(
  Object.entries(KustoLanguage.Syntax.SyntaxKind).flatMap(([name, value]): [number, string][] =>
    typeof value === 'number' ? [[value, name]] : [],
  ),
);

function className(value: object): string {
  const name: unknown = Reflect.get(value.constructor, '$$name');
  return typeof name === 'string' ? name.replace(/\$.*$/, '').replace(/^.*\./, '') : '';
}

function childNodes(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let index = 0; index < node.ChildCount; index++) {
    const child: SyntaxElement | null = node.GetChild(index);
    if (child instanceof KustoLanguage.Syntax.SyntaxNode) children.push(child);
  }
  return children;
}

function elementsOf(list: SyntaxNode): BoundNode[] {
  return childNodes(list).flatMap((child) => {
    const element = className(child) === 'SeparatedElement' ? childNodes(child)[0] : child;
    return element === undefined || element.IsMissing ? [] : [BoundNode.of(element)];
  });
}

/** Kusto's scalar types by the names that `typeof(…)` and column declarations use, aliases included. */
export function scalarTypeByName(text: string): ScalarType | undefined {
  const name = text.trim().toLowerCase();
  const symbol = KustoLanguage.Symbols.ScalarTypes.GetSymbol(name);
  const canonical = symbol?.Name ?? name;
  return SCALAR_TYPES.find((type) => type === canonical) ?? scalarTypeBySymbol(canonical);
}
