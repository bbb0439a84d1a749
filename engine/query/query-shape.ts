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
import { pathTarget } from "./paths.ts";

/** What is said of a query, one thing after the other. */
export type ShapeWord = string | number | boolean | null | undefined;

export type QueryShape = {
  /** A table that the query speaks of; the words are about the model of that table. */
  readonly entity: EntityModel;
  /** Equal, word by word, for queries of one shape over one model; they are no text, which would have to be hashed. */
  readonly words: readonly ShapeWord[];
  readonly values: readonly ParameterValue[];
  /** The part of the query that holds each value. */
  readonly sources: readonly object[];
};

/** Few values are found faster by looking at each. */
const FEW = 16;

/** What of a value decides how it is printed. */
const kindOf = (value: ParameterValue): ShapeWord => {
  switch (typeof value) {
    case "number":
      return Number.isInteger(value) ? "integer" : "fraction";
    case "object":
      return value === null ? null : "bytes";
    case "boolean":
      return value;
    default:
      return typeof value;
  }
};

/** Ends what has parts; no name is a number. */
const END = 0;

/** Says a query. Everything is said so that no two queries can be said alike. */
class ShapeWriter {
  readonly words: ShapeWord[] = [];
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
      this.#say(compound.operator);
      this.#say(compound.queries.length);
      for (const query of compound.queries) this.query(query);
    }
    this.#say(state.distinct);
    for (const join of state.joins) this.#join(join);
    this.#conditions("where", state.where);
    this.#conditions("group", state.groupBy);
    this.#conditions("having", state.having);
    for (const { value } of state.orderBy) this.#order(value);
    if (state.shape) this.#shape(state.shape.value);
    for (const { index } of state.deferred) {
      this.#say("deferred");
      this.#say(index);
    }
    this.#number("limit", state.limit);
    this.#number("offset", state.offset);
    this.#say(END);
  }

  #say(word: ShapeWord): void {
    this.words.push(word);
  }

  #variable(variable: RowVariable): void {
    const known = this.#variables.indexOf(variable);
    if (known >= 0) {
      this.#say(known);
      return;
    }
    this.#variables.push(variable);
    const { derived } = variable;
    this.#say(variable.optional ? "optional row" : "row");
    this.#say(variable.entity.name);
    this.#say(derived?.kind);
    if (derived?.kind === "query") this.query(derived.query);
    if (derived?.kind === "common") this.#commonTable(derived.table);
  }

  #commonTable(table: CommonTableState): void {
    const known = this.#commonTables.indexOf(table);
    if (known >= 0) {
      this.#say(known);
      return;
    }
    this.#commonTables.push(table);
    this.#say(table.recursive);
    this.#say(table.name);
    this.query(table.query());
  }

  #path({ variable, relations }: Path): void {
    this.#variable(variable);
    for (const { name } of relations) this.#say(name);
    this.#say(END);
  }

  #join({ type, variable, on }: JoinState): void {
    this.#say("join");
    this.#say(type);
    this.#say(on.kind);
    if (on.kind === "path") {
      this.#path(on.collection.from);
      this.#say(on.collection.relation.name);
      this.#variable(on.collection.variable);
    }
    this.#variable(variable);
    const condition = on.kind === "path" ? on.where : on.condition;
    if (condition) this.#expression(condition);
  }

  #conditions(clause: string, said: readonly Said<QueryExpression>[]): void {
    for (const { value } of said) {
      this.#say(clause);
      this.#expression(value);
    }
  }

  #order({ expression, descending, nulls }: OrderKey): void {
    this.#say(descending ? "descending" : "ascending");
    this.#say(nulls);
    this.#expression(expression);
  }

  #shape(shape: Shape): void {
    if (shape.kind === "field") {
      this.#say("field");
      this.#say(shape.type?.kind);
      this.#expression(shape.expression);
      return;
    }
    this.#say("fields");
    this.#say(shape.row && pathTarget(shape.row).name);
    this.#say(shape.fields.length);
    for (const [name, field] of shape.fields) {
      this.#say(name);
      this.#shape(field);
    }
  }

  #number(clause: string, said: Said<number> | null): void {
    if (!said) return;
    this.#say(clause);
    this.#value(said.value, said);
  }

  /** Values that are equal may be one expression said twice. */
  #value(value: ParameterValue, source: object): void {
    const place = this.#placeOf(value);
    this.#say(place < 0 ? kindOf(value) : place);
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
    this.#say(node.kind);
    this.#own(node);
    for (const part of partsOf(node)) this.#expression(part);
    this.#say(END);
  }

  /** What a node is beside the expressions within it. */
  #own(node: QueryExpression): void {
    switch (node.kind) {
      case "column":
        this.#path(node.path);
        this.#say(node.column.index);
        return;
      case "value":
        this.#value(node.value, node);
        this.#say(node.type);
        return;
      case "constant":
        this.#say(node.value);
        return;
      case "comparison":
        this.#say(node.operator);
        return;
      case "arithmetic":
        this.#say(node.operator);
        this.#say(node.division);
        return;
      case "isNull":
      case "between":
        this.#say(node.negated);
        return;
      case "like":
        this.#say(node.negated);
        this.#say(node.insensitive);
        return;
      case "inList":
        this.#say(node.negated);
        return;
      case "inQuery":
      case "existsQuery":
        this.#say(node.negated);
        this.query(node.query);
        return;
      case "subquery":
        this.query(node.query);
        return;
      case "call":
        this.#say(node.distinct);
        this.#say(node.filter !== null);
        this.#say(node.name);
        return;
      case "window":
        this.#say(node.partitionBy.length);
        this.#say(JSON.stringify(node.frame));
        for (const { descending, nulls } of node.orderBy) {
          this.#say(descending);
          this.#say(nulls);
        }
        return;
      case "case":
        this.#say(node.otherwise !== null);
        return;
      case "cast":
        this.#say(node.type);
        return;
      case "datePart":
        this.#say(node.part);
        return;
      case "dateStart":
      case "dateAdd":
        this.#say(node.unit);
        return;
      case "jsonGet":
        this.#say(node.as);
        this.#say(JSON.stringify(node.path));
        return;
      case "exists":
      case "aggregate":
        this.#collection(node);
        return;
      case "raw":
        for (const text of node.texts) this.#say(text);
        this.#say(END);
        return;
      case "givenColumn":
        this.#say(node.column.index);
        return;
      default:
        return;
    }
  }

  #collection(node: Extract<QueryExpression, { kind: "exists" | "aggregate" }>): void {
    const { from, relation, variable } = node.collection;
    this.#path(from);
    this.#say(relation.name);
    this.#variable(variable);
    if (node.kind === "exists") this.#say(node.negated);
    else this.#say(node.name);
    if (node.kind === "aggregate" && node.of) this.#expression(node.of);
    this.#say("of these");
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
  const { words, values, sources } = writer;
  return { entity: tableOf(state), words, values, sources };
};
