/** What a query with relations to load must give, found by looking at every row. */
import type { EntityModel, RelationModel } from "../query/index.ts";
import type { ConditionPlan, LoadPlan, OrderPlan, QueryPlan, RowsPlan } from "./random-loads.ts";
import type { StoredRow, World } from "./random-rows.ts";

/** Answers queries on the rows of a world. */
export class NaiveLoading {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  query({ entity, loads, ...plan }: QueryPlan): readonly object[] {
    const rows = this.#rows(this.#all(entity.table), plan);
    return this.#shapes(rows, entity, { ...plan, loads });
  }

  #all(table: string): readonly StoredRow[] {
    return this.#world.rows.get(table) ?? [];
  }

  #rows(from: readonly StoredRow[], plan: RowsPlan): readonly StoredRow[] {
    const kept = from.filter(row => !plan.where || this.#meets(row, plan.where));
    const sorted =
      plan.orderBy.length === 0 ? kept : kept.toSorted((a, b) => this.#compare(a, b, plan.orderBy));
    const start = plan.offset ?? 0;
    return sorted.slice(start, plan.limit === null ? undefined : start + plan.limit);
  }

  #meets(row: StoredRow, condition: ConditionPlan): boolean {
    switch (condition.kind) {
      case "gt":
        return typeof row.n === "number" && row.n > condition.value;
      case "eq":
        return row.s === condition.value;
      case "isNull":
        return row[condition.column] === null;
      case "along":
        return this.#related(row, condition.relation)[0]?.s === condition.value;
    }
  }

  /** Nothing comes before everything, as in SQLite. */
  #compare(a: StoredRow, b: StoredRow, orderBy: readonly OrderPlan[]): number {
    for (const { column, descending, along } of orderBy) {
      const [left, right] = [a, b].map(row => {
        const from = along ? this.#related(row, along)[0] : row;
        return from?.[column] ?? null;
      });
      const direction = descending ? -1 : 1;
      if (left === right) continue;
      if (left === null || left === undefined) return -direction;
      if (right === null || right === undefined) return direction;
      return left < right ? -direction : direction;
    }
    return 0;
  }

  #related(row: StoredRow, relation: RelationModel): readonly StoredRow[] {
    const { through, sourceColumns, targetColumns, target } = relation;
    const matches = (
      columns: readonly { readonly name: string }[],
      other: StoredRow,
      others: readonly { readonly name: string }[],
      own: StoredRow = row,
    ): boolean =>
      columns.every((column, index) => {
        const value = own[column.name] ?? null;
        return value !== null && value === other[others[index]?.name ?? ""];
      });
    const rows = this.#all(target.table);
    if (!through) return rows.filter(other => matches(sourceColumns, other, targetColumns));
    const links = this.#all(through.table).filter(link =>
      matches(sourceColumns, link, through.sourceColumns),
    );
    return rows.filter(other =>
      links.some(link => matches(targetColumns, link, through.targetColumns, other)),
    );
  }

  #shapes(
    rows: readonly StoredRow[],
    entity: EntityModel,
    { orderBy, loads }: Pick<LoadPlan, "orderBy" | "loads">,
  ): readonly object[] {
    const shapes = rows.map(row => this.#shape(row, entity, loads));
    return orderBy.length > 0 ? shapes : inAnyOrder(shapes);
  }

  #shape(row: StoredRow, entity: EntityModel, loads: readonly LoadPlan[]): object {
    const shape: Record<string, unknown> = {};
    for (const { name, type } of entity.columns) {
      const value = row[name] ?? null;
      shape[name] = type.kind === "boolean" && value !== null ? value !== 0 : value;
    }
    for (const load of loads) {
      const { target, cardinality, name } = load.relation;
      const rows = this.#rows(this.#related(row, load.relation), load);
      const shapes = this.#shapes(rows, target, load);
      shape[name] = cardinality === "many" ? shapes : (shapes[0] ?? null);
    }
    return shape;
  }
}

/** Lists that have no order are compared in one. */
export const inAnyOrder = (shapes: readonly object[]): readonly object[] =>
  shapes
    .map(shape => ({ shape, text: JSON.stringify(shape) }))
    .toSorted((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ shape }) => shape);
