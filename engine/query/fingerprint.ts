/**
 * The fingerprint of a query: everything about it except its parameters. Queries with equal fingerprints have the same
 * text in a dialect, with their parameters in the same places.
 */
import { type Field, fieldValue, type ParameterValue } from "../sql/index.ts";
import type { QueryState } from "./expression.ts";
import type { EntityModel } from "./model.ts";
import { nodeLists, type QueryNode, type QueryRoles, recordLists } from "./query-fields.ts";

export type FingerprintWord = string | number | boolean | null | undefined;

export type QueryFingerprint = {
  /** A table of the query; the words refer to its model. */
  readonly entity: EntityModel;
  /** Equal, word by word, for queries that differ only in parameters. One text would have to be built and hashed. */
  readonly words: readonly FingerprintWord[];
  readonly values: readonly ParameterValue[];
  /** The part of the query that holds each value. */
  readonly sources: readonly object[];
};

/** A linear search is faster for fewer values than these. */
const FEW = 16;

/** The property of a value that decides how it is printed. */
const kindOf = (value: ParameterValue): FingerprintWord => {
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

/**
 * Writes every field of every node in a fixed order: null as itself, a list after its length, a node after its kind.
 * So each sequence of words belongs to one query.
 */
class FingerprintWriter {
  readonly words: FingerprintWord[] = [];
  readonly values: ParameterValue[] = [];
  readonly sources: object[] = [];
  readonly #places = new Map<ParameterValue, number>();
  /** The number of values that `#places` contains. */
  #indexed = 0;
  readonly #references: object[] = [];

  fields(record: object, fields: readonly Field[]): void {
    for (const field of fields) {
      const value = fieldValue(record, field);
      if (field.role === "value") this.parameter(value as ParameterValue, record);
      else this.#content(value, field);
    }
  }

  #content(value: unknown, field: Field): void {
    if (typeof value !== "object" || value === null) this.words.push(value as FingerprintWord);
    else if (Array.isArray(value)) {
      this.words.push(value.length);
      for (const each of value) this.#content(each, field);
    } else if (field.fields) this.fields(value, field.fields);
    else writers[field.role as ObjectRole](this, value as never);
  }

  node(node: QueryNode): void {
    this.words.push(node.kind);
    this.fields(node, nodeLists[node.kind]);
  }

  /** Rows and common tables occur several times: first with their fields, then by their number. */
  reference(target: object, role: "row" | "table"): void {
    const known = this.#references.indexOf(target);
    if (known >= 0) {
      this.words.push(known);
      return;
    }
    this.#references.push(target);
    this.words.push(role);
    this.fields(target, recordLists[role]);
  }

  /** Equal values may be the same expression used twice. */
  parameter(value: ParameterValue, source: object): void {
    const place = this.#placeOf(value);
    this.words.push(place < 0 ? kindOf(value) : place);
    this.sources.push(source);
    this.values.push(value);
  }

  /** The index of the first equal value, or -1. */
  #placeOf(value: ParameterValue): number {
    const { values } = this;
    if (values.length < FEW) return values.indexOf(value);
    while (this.#indexed < values.length) this.#index(values[this.#indexed] ?? null);
    return this.#places.get(value) ?? -1;
  }

  #index(value: ParameterValue): void {
    if (!this.#places.has(value)) this.#places.set(value, this.#indexed);
    this.#indexed += 1;
  }
}

/** Roles of objects; all other values are words, or parameters. */
type ObjectRole = Exclude<keyof QueryRoles, "data" | "value">;

/** How each object is written. A forgotten role does not compile. */
const writers: {
  readonly [Role in ObjectRole]: (writer: FingerprintWriter, value: QueryRoles[Role]) => void;
} = {
  node: (writer, node) => writer.node(node),
  related: (writer, node) => writer.node(node),
  part: (writer, node) => writer.node(node),
  query: (writer, query) => writer.fields(query, recordLists.query),
  load: (writer, load) => writer.fields(load, recordLists.load),
  path: (writer, path) => writer.fields(path, recordLists.path),
  collection: (writer, collection) => writer.fields(collection, recordLists.collection),
  count: (writer, count) => writer.parameter(count.value, count),
  row: (writer, row) => writer.reference(row, "row"),
  table: (writer, table) => writer.reference(table, "table"),
  entity: ({ words }, { name }) => words.push(name),
  relation: ({ words }, { name }) => words.push(name),
  column: ({ words }, { index }) => words.push(index),
  type: ({ words }, { kind }) => words.push(kind),
};

/** The table that the rows of a query come from in the end. */
const tableOf = ({ variable, compound }: QueryState): EntityModel => {
  const [first] = compound?.queries ?? [];
  if (first) return tableOf(first);
  const { derived, entity } = variable;
  if (derived?.kind === "derivedTable") return tableOf(derived.query);
  return derived?.kind === "commonTable" ? tableOf(derived.table.query) : entity;
};

export const fingerprintOf = (state: QueryState): QueryFingerprint => {
  const writer = new FingerprintWriter();
  writer.fields(state, recordLists.query);
  const { words, values, sources } = writer;
  return { entity: tableOf(state), words, values, sources };
};
