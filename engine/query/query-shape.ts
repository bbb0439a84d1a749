/**
 * What a query is but for its values. Queries of one shape have the same text in a dialect, and their values go to the
 * same places of it.
 */
import type { ParameterValue } from "../sql/index.ts";
import {
  type CommonTableState,
  type JoinState,
  type OrderKey,
  type Path,
  partsOf,
  type QueryExpression,
  type QueryState,
  type RowVariable,
  type Said,
  type Shape,
} from "./expression.ts";
import type { EntityModel } from "./model.ts";

export type QueryShape = {
  /** A table that the query speaks of; its key belongs to the model of that table. */
  readonly entity: EntityModel;
  /** Equal for queries of one shape over one model. */
  readonly key: string;
  readonly values: readonly ParameterValue[];
  /** The part of the query that holds each value. */
  readonly sources: readonly object[];
};

/** Few values are found faster by looking at each. */
const FEW = 16;

/** What of a value decides how it is printed. */
const kindOf = (value: ParameterValue): string => {
  switch (typeof value) {
    case "string":
      return "s";
    case "number":
      return Number.isInteger(value) ? "i" : "r";
    case "bigint":
      return "b";
    case "boolean":
      return value ? "t" : "f";
    default:
      return value === null ? "n" : "x";
  }
};

/** Writes the key of a query. Everything is written so that no two queries can be written alike. */
class ShapeWriter {
  key = "";
  readonly values: ParameterValue[] = [];
  readonly sources: object[] = [];
  readonly #places = new Map<ParameterValue, number>();
  /** How many of the values have their place noted. */
  #noted = 0;
  readonly #variables: RowVariable[] = [];
  readonly #commonTables: CommonTableState[] = [];

  query(state: QueryState): void {
    const { compound } = state;
    this.#variable(state.variable);
    if (compound) {
      this.key += `${compound.operator}${compound.queries.length}`;
      for (const query of compound.queries) this.query(query);
    }
    this.key += state.distinct ? "D" : "A";
    for (const join of state.joins) this.#join(join);
    this.#conditions("w", state.where);
    this.#conditions("g", state.groupBy);
    this.#conditions("h", state.having);
    for (const { value } of state.orderBy) this.#order(value);
    if (state.shape) this.#shape(state.shape.value);
    for (const { index } of state.deferred) this.key += `d${index}`;
    this.#number("l", state.limit);
    this.#number("o", state.offset);
    this.key += ";";
  }

  #name(name: string): void {
    this.key += `${name.length}:${name}`;
  }

  #variable(variable: RowVariable): void {
    const known = this.#variables.indexOf(variable);
    if (known >= 0) {
      this.key += `v${known},`;
      return;
    }
    this.#variables.push(variable);
    this.key += variable.optional ? "O" : "V";
    this.#name(variable.entity.name);
    const { derived } = variable;
    if (derived?.kind === "result") this.key += "R";
    if (derived?.kind === "query") this.query(derived.query);
    if (derived?.kind === "common") this.#commonTable(derived.table);
  }

  #commonTable(table: CommonTableState): void {
    const known = this.#commonTables.indexOf(table);
    if (known >= 0) {
      this.key += `t${known},`;
      return;
    }
    this.#commonTables.push(table);
    this.key += `T${table.recursive}`;
    this.#name(table.name);
    this.query(table.query());
  }

  #path({ variable, relations }: Path): void {
    this.#variable(variable);
    for (const { name } of relations) this.#name(name);
    this.key += ".";
  }

  #join({ type, variable, on }: JoinState): void {
    this.key += `j${type}`;
    if (on.kind === "path") {
      this.#path(on.collection.from);
      this.#name(on.collection.relation.name);
      this.#variable(on.collection.variable);
    }
    this.#variable(variable);
    const condition = on.kind === "path" ? on.where : on.condition;
    if (condition) this.#expression(condition);
  }

  #conditions(mark: string, said: readonly Said<QueryExpression>[]): void {
    for (const { value } of said) {
      this.key += mark;
      this.#expression(value);
    }
  }

  #order({ expression, descending, nulls }: OrderKey): void {
    this.key += `${descending ? "z" : "a"}${nulls ?? ""}`;
    this.#expression(expression);
  }

  #shape(shape: Shape): void {
    if (shape.kind === "field") {
      this.key += `F${shape.type?.kind ?? ""} `;
      this.#expression(shape.expression);
      return;
    }
    this.key += `{${shape.fields.length},`;
    for (const [name, field] of shape.fields) {
      this.#name(name);
      this.#shape(field);
    }
  }

  #number(mark: string, said: Said<number> | null): void {
    if (!said) return;
    this.key += mark;
    this.#value(said.value, said);
  }

  /** Values that are equal may be one expression said twice. */
  #value(value: ParameterValue, source: object): void {
    const place = this.#placeOf(value);
    this.key += place < 0 ? kindOf(value) : `=${place},`;
    this.sources.push(source);
    this.values.push(value);
  }

  /** Where an equal value was said first, or -1. */
  #placeOf(value: ParameterValue): number {
    const { values } = this;
    if (values.length < FEW) return values.indexOf(value);
    while (this.#noted < values.length) this.#note(values[this.#noted] ?? null);
    return this.#places.get(value) ?? -1;
  }

  #note(value: ParameterValue): void {
    if (!this.#places.has(value)) this.#places.set(value, this.#noted);
    this.#noted += 1;
  }

  #expression(node: QueryExpression): void {
    this.key += `(${node.kind} `;
    this.#own(node);
    for (const part of partsOf(node)) this.#expression(part);
    this.key += ")";
  }

  /** What a node is beside the expressions within it. */
  #own(node: QueryExpression): void {
    switch (node.kind) {
      case "column":
        this.#path(node.path);
        this.key += node.column.index;
        return;
      case "value":
        this.#value(node.value, node);
        this.key += node.type ?? "";
        return;
      case "constant":
        this.key += node.value;
        return;
      case "comparison":
        this.key += node.operator;
        return;
      case "arithmetic":
        this.key += node.operator + (node.division ?? "");
        return;
      case "isNull":
      case "between":
        this.key += node.negated;
        return;
      case "like":
        this.key += `${node.negated}${node.insensitive}`;
        return;
      case "inList":
        this.key += `${node.negated}${node.values.length}`;
        return;
      case "inQuery":
      case "existsQuery":
        this.key += node.negated;
        this.query(node.query);
        return;
      case "subquery":
        this.query(node.query);
        return;
      case "call":
        this.key += `${node.distinct}${node.filter !== null}`;
        this.#name(node.name);
        return;
      case "window":
        this.key += `${node.partitionBy.length},${JSON.stringify(node.frame)}`;
        for (const { descending, nulls } of node.orderBy) this.key += `${descending}${nulls}`;
        return;
      case "case":
        this.key += `${node.branches.length}${node.otherwise !== null}`;
        return;
      case "cast":
        this.key += node.type;
        return;
      case "datePart":
        this.key += node.part;
        return;
      case "dateStart":
      case "dateAdd":
        this.key += node.unit;
        return;
      case "jsonGet":
        this.key += `${node.as}${JSON.stringify(node.path)}`;
        return;
      case "exists":
      case "aggregate":
        this.#collection(node);
        return;
      case "raw":
        this.key += `${node.texts.length},`;
        for (const text of node.texts) this.#name(text);
        return;
      case "givenColumn":
        this.key += node.column.index;
        return;
      default:
        return;
    }
  }

  #collection(node: Extract<QueryExpression, { kind: "exists" | "aggregate" }>): void {
    const { from, relation, variable } = node.collection;
    this.#path(from);
    this.#name(relation.name);
    this.#variable(variable);
    if (node.kind === "exists") this.key += node.negated;
    else this.#name(node.name);
    if (node.kind === "aggregate" && node.of) this.#expression(node.of);
    this.key += "|";
    if (node.condition) this.#expression(node.condition);
  }
}

/** The table that the rows of a query come from, by whatever way. */
const tableOf = ({ variable, compound }: QueryState): EntityModel => {
  const [first] = compound?.queries ?? [];
  if (first) return tableOf(first);
  const { derived, entity } = variable;
  if (derived?.kind === "query") return tableOf(derived.query);
  return derived?.kind === "common" ? tableOf(derived.table.query()) : entity;
};

export const shapeOfQuery = (state: QueryState): QueryShape => {
  const writer = new ShapeWriter();
  writer.query(state);
  const { key, values, sources } = writer;
  return { entity: tableOf(state), key, values, sources };
};
