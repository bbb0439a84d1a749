/** The rows of a query as one JSON value. */
import type { Printing } from "./printing.ts";
import { clause, type Expression, type JsonForm, type NodeOf, type Select } from "./tree.ts";

type Around = readonly [before: string, after: string];

/** What differs between databases. */
export type JsonDialect = {
  /** The function for a list of values. */
  readonly row: string;
  /** The aggregate for a list of rows. */
  readonly rows: string;
  /** The text around a value, by its form. */
  readonly forms: Readonly<Record<JsonForm, Around>>;
  /** Whether the hexadecimal text of NULL is an empty text. */
  readonly emptyHexOfNull: boolean;
  /** The text around a row of a subquery. */
  readonly subqueryRow: Around;
  /** Rows are ordered in the aggregate, or in a subquery, whose order only a limit preserves. */
  readonly order: "in aggregate" | { readonly noLimit: Expression };
};

const SUBQUERY = "listed";
const ROW = "item";

const raw = (texts: readonly string[], holes: readonly Expression[]): Expression => ({
  kind: "raw",
  texts,
  holes,
});

const around = ([before, after]: Around, expression: Expression): Expression =>
  before === "" ? expression : raw([before, after], [expression]);

/** Builds the select for a JSON value of rows in one dialect. */
class JsonWriter {
  readonly #dialect: JsonDialect;

  constructor(dialect: JsonDialect) {
    this.#dialect = dialect;
  }

  select({ query, values, single }: NodeOf<"jsonRows">): Select {
    const row = this.#row(values);
    if (single) return { ...query, items: [{ expression: row, alias: null }] };
    const { order } = this.#dialect;
    if (query.limit || query.offset)
      return this.#aggregateFrom({ ...query, items: [{ expression: row, alias: ROW }] });
    if (!query.orderBy || order === "in aggregate") return this.#aggregateSorted(query, row);
    const limit = clause(order.noLimit);
    return this.#aggregateFrom({ ...query, limit, items: [{ expression: row, alias: ROW }] });
  }

  #row(values: NodeOf<"jsonRows">["values"]): Expression {
    const holes = values.map(({ expression, form }) => this.#value(expression, form));
    return raw([`${this.#dialect.row}(`, ...holes.slice(1).map(() => ", "), ")"], holes);
  }

  #value(expression: Expression, form: JsonForm): Expression {
    const value = around(this.#dialect.forms[form], expression);
    if (form !== "hex" || !this.#dialect.emptyHexOfNull) return value;
    const when: Expression = { kind: "isNull", operand: expression, negated: true };
    return { kind: "case", branches: [{ when, then: value }], otherwise: null };
  }

  #aggregateSorted(query: Select, row: Expression): Select {
    const terms = query.orderBy?.body ?? [];
    const texts = terms.map(({ descending, nulls }, index) => {
      const direction = descending ? " DESC" : "";
      const last = index === terms.length - 1 ? ")" : ", ";
      return direction + (nulls ? ` NULLS ${nulls.toUpperCase()}` : "") + last;
    });
    const aggregate = raw(
      [`${this.#dialect.rows}(`, ...(terms.length > 0 ? [" ORDER BY ", ...texts] : [")"])],
      [row, ...terms.map(term => term.expression)],
    );
    return { ...query, orderBy: null, items: [{ expression: aggregate, alias: null }] };
  }

  #aggregateFrom(query: Select): Select {
    const item: Expression = { kind: "column", source: SUBQUERY, name: ROW };
    const row = around(this.#dialect.subqueryRow, item);
    const aggregate = raw([`${this.#dialect.rows}(`, ")"], [row]);
    return {
      ...query,
      distinct: false,
      items: [{ expression: aggregate, alias: null }],
      from: { kind: "querySource", query, alias: SUBQUERY },
      joins: [],
      where: null,
      orderBy: null,
      limit: null,
      offset: null,
    };
  }
}

/** The printer of `jsonRows` for a database. */
export const jsonRowsPrinter = (dialect: JsonDialect) => {
  const writer = new JsonWriter(dialect);
  return (node: NodeOf<"jsonRows">, p: Printing): void => {
    p.nested(writer.select(node));
  };
};
