/** Entities used instead of their keys: `o.customer.eq(ada)`, `{ customer: ada }`. */
import type { TextRange } from "../base/index.ts";
import type * as Api from "./api.ts";
import type { CallSites } from "./call-site.ts";
import type { Path, QueryExpression } from "./expression.ts";
import { ExpressionBuilder, types } from "./expressions/index.ts";
import type { Implementation } from "./implementation.ts";
import { MODEL } from "./marks.ts";
import type { ColumnModel, EntityModel, RelationModel } from "./model.ts";
import { QueryError } from "./query-error.ts";

type Values = Readonly<Record<string, unknown>>;

/** A column that equals a key column of the entity that the row refers to. */
type Pair = { readonly path: Path; readonly column: ColumnModel; readonly of: ColumnModel };

/** If the target holds the foreign key, its primary key identifies it. */
const pairsOf = ({ variable, relations }: Path, relation: RelationModel): readonly Pair[] => {
  const { sourceColumns, targetColumns, target, holdsKey } = relation;
  if (!holdsKey) {
    const path = { variable, relations: [...relations, relation] };
    return target.primaryKey.map(column => ({ path, column, of: column }));
  }
  const path = { variable, relations };
  return targetColumns.flatMap((of, index) => {
    const column = sourceColumns[index];
    return column ? [{ path, column, of }] : [];
  });
};

const modelIn = (value: unknown): EntityModel | undefined =>
  typeof value === "object" && value !== null && MODEL in value
    ? (value as { readonly [MODEL]: EntityModel })[MODEL]
    : undefined;

/** The value of a key in an entity. @throws QueryError `not-an-entity`, `invalid-value` */
const keyIn = (
  entity: unknown,
  { label, target }: RelationModel,
  column: ColumnModel,
  range: TextRange | undefined,
): unknown => {
  if (modelIn(entity)?.tableId !== target.tableId) {
    throw new QueryError(
      "not-an-entity",
      `${label} is a relation to ${target.name}, and this value is not a ${target.name}.`,
      {
        range,
        hint: `Pass a loaded or saved ${target.name}, or compare its key.`,
      },
    );
  }
  const value = (entity as Values)[column.name];
  if (value !== null && value !== undefined) return value;
  throw new QueryError("invalid-value", `This ${target.name} has no ${column.name} yet.`, {
    range,
    hint: "Save the entity first.",
  });
};

/** The methods of a to-one relation in a callback. */
class ReferenceMethods implements Implementation<Api.OnePath<object>> {
  readonly #relation: RelationModel;
  readonly #callSites: CallSites;
  readonly #pairs: readonly Pair[];

  constructor(path: Path, relation: RelationModel, callSites: CallSites) {
    this.#relation = relation;
    this.#callSites = callSites;
    this.#pairs = pairsOf(path, relation);
  }

  eq(entity: unknown): ExpressionBuilder {
    if (entity === null) return this.isNull();
    return this.#connect(
      "and",
      this.#each((column, of) => column.eq(this.#keyIn(entity, of))),
    );
  }

  ne(entity: unknown): ExpressionBuilder {
    if (entity === null) return this.isNotNull();
    const differs = this.#each((column, of) => column.ne(this.#keyIn(entity, of)));
    return this.#connect("or", differs);
  }

  in(entities: readonly unknown[]): ExpressionBuilder {
    if (!Array.isArray(entities)) {
      throw new QueryError("invalid-value", "in() expects a list of entities.", {
        range: this.#callSites()?.expression,
      });
    }
    const [only, second] = this.#pairs;
    if (only && !second) {
      return this.#column(only).in(entities.map(entity => this.#keyIn(entity, only.of)));
    }
    return this.#connect(
      "or",
      entities.map(entity => this.eq(entity)),
    );
  }

  /** A composite key that is null in one column refers to nothing. */
  isNull(): ExpressionBuilder {
    return this.#connect(
      "or",
      this.#nullable.map(pair => this.#column(pair).isNull()),
    );
  }

  isNotNull(): ExpressionBuilder {
    return this.#connect(
      "and",
      this.#nullable.map(pair => this.#column(pair).isNotNull()),
    );
  }

  /** The columns that decide whether there is a row: those that may be null, or one if its whole row may be missing. */
  get #nullable(): readonly Pair[] {
    const nullable = this.#pairs.filter(({ column }) => column.nullable);
    return nullable.length > 0 ? nullable : this.#pairs.slice(0, 1);
  }

  #keyIn(entity: unknown, column: ColumnModel): unknown {
    return keyIn(entity, this.#relation, column, this.#callSites()?.expression);
  }

  #column({ path, column }: Pair): ExpressionBuilder {
    const origin = this.#callSites()?.expression;
    const node: QueryExpression = { kind: "column", path, column, origin };
    return new ExpressionBuilder(node, this.#callSites, column.type);
  }

  #each(
    compare: (column: ExpressionBuilder, of: ColumnModel) => ExpressionBuilder,
  ): readonly ExpressionBuilder[] {
    return this.#pairs.map(pair => compare(this.#column(pair), pair.of));
  }

  #connect(kind: "and" | "or", all: readonly ExpressionBuilder[]): ExpressionBuilder {
    const [first, second] = all;
    if (first && !second) return first;
    const origin = this.#callSites()?.expression;
    const operands = all.map(each => each.node);
    return new ExpressionBuilder({ kind, operands, origin }, this.#callSites, types.BOOLEAN);
  }
}

const METHODS = ["eq", "ne", "in", "isNull", "isNotNull"] as const;

/** A method of the to-one relation at the end of a path; undefined for any other name. */
export const referenceMethod = (
  { variable, relations }: Path,
  name: string,
  callSites: CallSites,
): unknown => {
  const relation = relations.at(-1);
  const method = METHODS.find(each => each === name);
  if (!relation || !method) return undefined;
  const before = { variable, relations: relations.slice(0, -1) };
  const methods = new ReferenceMethods(before, relation, callSites);
  return methods[method].bind(methods);
};

/** `{ customer: ada }`, `{ customer: null }`, `{ customer: [ada, grace] }`. */
export const refersTo = (
  path: Path,
  relation: RelationModel,
  value: unknown,
  callSites: CallSites,
): ExpressionBuilder => {
  const methods = new ReferenceMethods(path, relation, callSites);
  return Array.isArray(value) ? methods.in(value) : methods.eq(value);
};

/** Values by column: entities are replaced by the values of their key columns. */
export const withKeys = (
  values: Values,
  { relations }: EntityModel,
  range: TextRange | undefined,
): Values => {
  if (!Object.keys(values).some(name => relations.get(name)?.holdsKey)) return values;
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const relation = relations.get(name);
    if (!relation?.holdsKey) return [[name, value] as const];
    return relation.sourceColumns.map((column, index) => {
      const of = relation.targetColumns[index];
      const key = value === null || !of ? null : keyIn(value, relation, of, range);
      return [column.name, key] as const;
    });
  });
  return Object.fromEntries(entries);
};
