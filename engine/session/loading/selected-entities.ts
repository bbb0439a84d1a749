/** Loads the relations of selected entities: those of `with`, and those that are loaded by default. */
import type { LoadRequest, QueryState } from "../../query/index.ts";
import { pathTarget, wholeRowsOf } from "../../query/index.ts";
import { type Entity, isEntity } from "../entities/entity-state.ts";
import type { Loader } from "./loader.ts";

const NONE: readonly LoadRequest[] = [];

const valueAt = (row: unknown, way: readonly string[]): unknown =>
  way.reduce((value, name) => (value as Readonly<Record<string, unknown>>)[name], row);

const entitiesAt = (rows: readonly unknown[], way: readonly string[]): readonly Entity[] => {
  const values = rows.map(row => valueAt(row, way) as object | null);
  return [...new Set(values.filter(value => value !== null && isEntity(value)))] as Entity[];
};

/** `with` applies to the rows that the query starts from. */
export const loadSelected = async (
  rows: readonly unknown[],
  { projection, variable, loads }: QueryState,
  loader: Loader,
): Promise<void> => {
  for (const { path, row } of projection ? wholeRowsOf(projection.value) : []) {
    const isOwn = row.variable === variable && row.relations.length === 0;
    const planned = loader.planner.plan(pathTarget(row), isOwn ? loads : NONE);
    if (planned.length > 0) await loader.loadAll(entitiesAt(rows, path), planned);
  }
};
