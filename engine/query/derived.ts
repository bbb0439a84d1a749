/** Queries used like tables: derived tables, common table expressions, results of compounds. */
import type { Derived, QueryState, RowVariable } from "./expression.ts";
import type { ColumnModel, EntityModel } from "./model.ts";
import { QueryError } from "./query-error.ts";
import { fieldName, fieldsOf } from "./query-state.ts";

/** The columns of the result of a query. */
const columnsOf = (query: QueryState): readonly ColumnModel[] => {
  const { projection } = query;
  if (!projection) return query.variable.entity.columns;
  return fieldsOf(projection.value).map((field, index) => ({
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

/** A model with columns but no relations and no keys. */
export const derivedModel = (name: string, columns: readonly ColumnModel[]): EntityModel => ({
  name,
  table: name,
  tableId: `table:${name}` as EntityModel["tableId"],
  columns,
  columnsByName: new Map(columns.map(column => [column.name, column])),
  relations: new Map(),
  primaryKey: [],
  uniqueKeys: [],
  keys: [],
});

/** Databases ignore case in the names of columns. @throws QueryError `ambiguous-name` */
const requireDistinctNames = (columns: readonly ColumnModel[], query: QueryState): void => {
  const names = new Set(columns.map(column => column.name.toLowerCase()));
  if (names.size === columns.length) return;
  throw new QueryError("ambiguous-name", "Two fields of the selection have the same name.", {
    hint: "Give each field a different name. Upper and lower case are not distinguished.",
    range: query.projection?.origin,
  });
};

/** A row of the result of a query. @throws QueryError `ambiguous-name` */
export const derivedVariable = (query: QueryState, name: string, derived: Derived): RowVariable => {
  const columns = columnsOf(query);
  requireDistinctNames(columns, query);
  return { entity: derivedModel(name, columns), derived };
};
