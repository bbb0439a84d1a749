/** Statements for selections of whole rows and values, with the relations that the same statement loads. */
import { compileRowsWith } from "../compile.ts";
import type { QueryState } from "../expression.ts";
import { hasWindow, isAggregated } from "../many-rows.ts";
import { Aliases } from "../plan.ts";
import { type Field, fieldName, fieldsOf, type WholeRow, wholeRowsOf } from "../query-state.ts";
import { derivedRows } from "./derived-rows.ts";
import { type EntityRows, freeNames } from "./entity-rows.ts";
import { type Fetch, fetchRows, joinsMany } from "./fetch.ts";
import type { Load } from "./load.ts";

export type SelectionFetch = Fetch & {
  /** The positions of the values of the projection in a row. */
  readonly positions: readonly number[];
};

/** The whole row of the query itself among the fields of a projection. */
export const ownRowOf = ({ projection, variable }: QueryState): WholeRow | null =>
  (projection ? wholeRowsOf(projection.value) : []).find(
    ({ row }) => row.variable === variable && row.relations.length === 0,
  ) ?? null;

/** Whether each row of the selection is one row of the entity that the query starts from. */
export const hasRowPerEntity = ({ projection, joins, groupBy, compound, distinct }: QueryState) =>
  projection !== null &&
  joins.length + groupBy.length === 0 &&
  compound === null &&
  !distinct &&
  !fieldsOf(projection.value).some(({ expression }) => isAggregated(expression, false));

const isWithin = ({ path }: Field, row: WholeRow): boolean =>
  path.length === row.path.length + 1 && row.path.every((name, index) => path[index] === name);

/** The statement of a selection that contains the row of its query, with the loads of this row. */
export const fetchSelection = (
  state: QueryState,
  own: WholeRow,
  loads: readonly Load[],
): SelectionFetch => {
  const aliases = new Aliases();
  const fields = state.projection ? fieldsOf(state.projection.value) : [];
  const others = fields.filter(field => !isWithin(field, own));
  const expressions = others.map(({ expression }) => expression);
  const { query, joined, values } = compileRowsWith(state, expressions, aliases);
  const { entity } = state.variable;
  const alias = query.from?.alias ?? entity.table;
  const bare: EntityRows = { query, entity, columns: entity.columns, alias, extras: [], joined };
  const names = freeNames(bare);
  const rows: EntityRows = {
    ...bare,
    extras: values.map((expression, index) => {
      const field = others[index];
      return { expression, name: names.take(field ? fieldName(field) : "value") };
    }),
  };
  // A window counts the rows before joins repeat them.
  const isDerived = expressions.some(hasWindow) && joinsMany(loads);
  const fetch = fetchRows(isDerived ? derivedRows(rows) : rows, loads, aliases);
  let ownPlace = 0;
  let place = fetch.extrasAt;
  const positions = fields.map(field => (isWithin(field, own) ? ownPlace++ : place++));
  return { ...fetch, positions };
};
