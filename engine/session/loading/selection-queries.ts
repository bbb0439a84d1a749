/** Fetches the rows of selections: of a query, and of a page. */
import { isPending, present } from "../../base/index.ts";
import type { SqlRow } from "../../drivers/index.ts";
import {
  compileStatement,
  fetchSelection,
  type PageRow,
  type QueryState,
  rowSetOfQuery,
  selectPageKeys,
} from "../../query/index.ts";
import type { SessionContext } from "../session-context.ts";
import type { QueryPurpose } from "../statements/cached-query.ts";
import { uncached } from "../statements/cached-statement.ts";
import { eventQuery } from "../statements/statements.ts";
import { queryCause, repeatable } from "./entity-queries.ts";
import type { Loader } from "./loader.ts";
import { type ReadRow, type RowsReader, selectionReader } from "./row-reader.ts";
import { loadSelected, type OwnLoads, ownLoadsOf } from "./selected-entities.ts";

/** A selection to run, and how its rows are read. */
type Run<Row> = {
  readonly purpose: QueryPurpose;
  /** The query of the user. */
  readonly query: QueryState;
  /** The query of the statement, which may select more values after those of the user. */
  readonly selected: QueryState;
  readonly reader: () => RowsReader<Row>;
};

const readerOf = ({ projection }: QueryState): RowsReader =>
  selectionReader(present(projection, "the projection of a query for rows").value);

/** Reads a row of a page from the values of its selection, and its order keys from their positions. */
const pageReader =
  (readItems: RowsReader, keysAt: readonly number[]): RowsReader<PageRow> =>
  identities => {
    const read = readItems(identities);
    return (values, start) => ({
      item: read(values, start),
      keys: keysAt.map(place => values[start + place] ?? null),
    });
  };

export class SelectionQueries {
  readonly #context: SessionContext;
  readonly #loader: Loader;

  constructor(context: SessionContext, loader: Loader) {
    this.#context = context;
    this.#loader = loader;
  }

  async fetchRows(query: QueryState): Promise<readonly unknown[]> {
    const ownLoads = ownLoadsOf(query, this.#loader);
    const reader = () => readerOf(query);
    const run = { purpose: "rows", query, selected: query, reader } as const;
    const rows = await this.#fetch(run, ownLoads);
    await loadSelected(rows, query, this.#loader, ownLoads !== null);
    return rows;
  }

  /** The rows of a selection in a unique order, each with its values of the order keys. */
  async fetchPage(query: QueryState): Promise<readonly PageRow[]> {
    const { state: selected, keysAt } = selectPageKeys(query, this.#context.statements.dialect);
    const ownLoads = ownLoadsOf(selected, this.#loader);
    const reader = () => pageReader(readerOf(query), keysAt);
    const run = { purpose: "page", query, selected, reader } as const;
    const rows = await this.#fetch(run, ownLoads);
    const items = rows.map(({ item }) => item);
    await loadSelected(items, query, this.#loader, ownLoads !== null);
    return rows;
  }

  #fetch<Row>(run: Run<Row>, ownLoads: OwnLoads | null): Promise<readonly Row[]> {
    return ownLoads ? this.#withLoads(run, ownLoads) : this.#alone(run);
  }

  async #alone<Row>({ purpose, query, selected, reader }: Run<Row>): Promise<readonly Row[]> {
    const { statements, identities } = this.#context;
    const rows: Row[] = [];
    const compile = () => ({ statement: compileStatement(selected), reader: reader() });
    const answer = statements.visitQuery({ state: query, purpose, compile }, readerFor => {
      const read: ReadRow<Row> = readerFor(identities);
      return { visit: (values, start) => rows.push(read(values, start)), keepsLists: false };
    });
    if (isPending(answer)) await answer;
    return rows;
  }

  /** The rows of a selection whose statement also loads relations. */
  async #withLoads<Row>(run: Run<Row>, { own, loads }: OwnLoads): Promise<readonly Row[]> {
    const { statements, identities } = this.#context;
    const { purpose, query } = run;
    const state = repeatable(run.selected, loads);
    const fetch = fetchSelection(state, own, loads);
    const graphReader = this.#loader.graphReader(fetch);
    const read = run.reader()(identities);
    const known = new Set<object>();
    const rows: Row[] = [];
    const visit = (values: SqlRow, start: number): void => {
      const entity = graphReader.readEntity(values, start);
      if (known.has(entity)) return;
      known.add(entity);
      const row = fetch.positions.map(position => values[start + position] ?? null);
      rows.push(read(row, 0));
    };
    const reason = {
      cause: queryCause(state.variable.entity),
      origin: fetch.statement.origin,
      query: () => eventQuery(purpose, query),
    };
    await statements.visit(uncached(fetch.statement), reason, { visit, keepsLists: true });
    await this.#loader.finish(graphReader, rowSetOfQuery({ ...state, projection: null }));
    return rows;
  }
}
