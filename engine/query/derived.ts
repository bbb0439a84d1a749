/** Queries as places that rows come from: derived tables, common table expressions, results. */

import type { Derived, QueryState, RowVariable } from "./expression.ts";
import type { ColumnModel, EntityModel } from "./model.ts";
import { QueryError } from "./query-error.ts";
import { fieldName, fieldsOf } from "./query-state.ts";

/** The columns that a query gives, by their names. @throws QueryError `invalid-value` for a query of entities. */
const columnsOf = (query: QueryState): readonly ColumnModel[] => {
  const { shape } = query;
  if (!shape) return query.variable.entity.columns;
  return fieldsOf(shape.value).map((field, index) => ({
    id: `column:${index}` as ColumnModel["id"],
    name: fieldName(field),
    type: field.type ?? { kind: "other", name: "" },
    nullable: true,
    index,
    generated: false,
    isCounted: false,
    isComputed: false,
    hasDefault: false,
  }));
};

/** What a query looks like from outside: columns, and neither relations nor key. */
const resultModel = (query: QueryState, name: string): EntityModel => {
  const columns = columnsOf(query);
  const columnsByName = new Map(columns.map(column => [column.name, column]));
  // To databases, names that differ by capitals alone are one.
  const names = new Set(columns.map(column => column.name.toLowerCase()));
  if (names.size < columns.length) {
    throw new QueryError("ambiguous-name", "Two fields of the selection have the same name.", {
      hint: "Give each field a name of its own, by more than capitals.",
      range: query.shape?.origin,
    });
  }
  const tableId = `table:${name}` as EntityModel["tableId"];
  return {
    name,
    table: name,
    tableId,
    columns,
    columnsByName,
    relations: new Map(),
    primaryKey: [],
    uniqueKeys: [],
  };
};

/** A row of a query that stands in another's FROM. */
export const derivedVariable = (
  query: QueryState,
  name: string,
  derived: Derived,
): RowVariable => ({
  entity: resultModel(query, name),
  derived,
});
