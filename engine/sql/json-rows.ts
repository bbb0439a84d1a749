/** Rows within a value: how each database makes JSON of a query. */
import type { Printing } from "./printing.ts";
import { clause, type Expression, type JsonForm, type NodeOf, type Select } from "./tree.ts";

type Around = readonly [before: string, after: string];

/** What differs between databases. */
export type JsonDialect = {
  /** The function that makes a list of a row's values. */
  readonly row: string;
  /** The function that gathers rows. */
  readonly rows: string;
  /** What is written around a value, by its form. */
  readonly forms: Readonly<Record<JsonForm, Around>>;
  /** Whether bytes that are missing would look like no bytes. */
  readonly emptyHexOfNull: boolean;
  /** Around a row that comes out of a subquery. */
  readonly keptRow: Around;
  /** Rows are sorted while they are gathered, or before, where only a limit keeps the order of a subquery. */
  readonly order: "gathered" | { readonly noLimit: Expression };
};

const GATHERED = "listed";
const ROW = "item";

const raw = (texts: readonly string[], holes: readonly Expression[]): Expression => ({
  kind: "raw",
  texts,
  holes,
});

const around = ([before, after]: Around, expression: Expression): Expression =>
  before === "" ? expression : raw([before, after], [expression]);

/** The node whose printing makes a JSON value of rows, in words of one database. */
class JsonWriter {
  readonly #dialect: JsonDialect;

  constructor(dialect: JsonDialect) {
    this.#dialect = dialect;
  }

  select({ query, values, single }: NodeOf<"jsonRows">): Select {
    const row = this.#row(values);
    if (single) return { ...query, items: [{ expression: row, alias: null }] };
    const { order } = this.#dialect;
    if (query.limit)
      return this.#gatherFrom({ ...query, items: [{ expression: row, alias: ROW }] });
    if (!query.orderBy || order === "gathered") return this.#gatherSorted(query, row);
    const limit = clause(order.noLimit);
    return this.#gatherFrom({ ...query, limit, items: [{ expression: row, alias: ROW }] });
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

  #gatherSorted(query: Select, row: Expression): Select {
    const terms = query.orderBy?.body ?? [];
    const texts = terms.map(({ descending, nulls }, index) => {
      const direction = descending ? " DESC" : "";
      const last = index === terms.length - 1 ? ")" : ", ";
      return direction + (nulls ? ` NULLS ${nulls.toUpperCase()}` : "") + last;
    });
    const gathered = raw(
      [`${this.#dialect.rows}(`, ...(terms.length > 0 ? [" ORDER BY ", ...texts] : [")"])],
      [row, ...terms.map(term => term.expression)],
    );
    return { ...query, orderBy: null, items: [{ expression: gathered, alias: null }] };
  }

  #gatherFrom(query: Select): Select {
    const item: Expression = { kind: "column", source: GATHERED, name: ROW };
    const kept = around(this.#dialect.keptRow, item);
    const gathered = raw([`${this.#dialect.rows}(`, ")"], [kept]);
    return {
      ...query,
      distinct: false,
      items: [{ expression: gathered, alias: null }],
      from: { kind: "querySource", query, alias: GATHERED },
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
