/** Copies of queries with other rows, common tables, columns or relations. */
import { type Field, mapFields } from "../sql/index.ts";
import { nodeLists, type QueryNode, recordLists } from "./query-fields.ts";

/** What replaces the leaves of a query; leaves of a role without a function stay. */
export type Replacements = {
  readonly [Role in "row" | "table" | "relation" | "column"]?: (value: never) => unknown;
};

/** Copies records with replaced leaves. A record that does not change is not copied, and each is copied only once. */
export class Rebuilder {
  readonly #copies = new Map<object, object>();
  readonly #changes: Readonly<Record<string, (value: never) => unknown>>;

  constructor(replacements: Replacements) {
    const node = (value: QueryNode) => this.record(value, nodeLists[value.kind]);
    const copier = (fields: readonly Field[]) => (value: object) => this.record(value, fields);
    this.#changes = {
      node,
      related: node,
      part: node,
      query: copier(recordLists.query),
      load: copier(recordLists.load),
      path: copier(recordLists.path),
      collection: copier(recordLists.collection),
      ...replacements,
    };
  }

  record<Value extends object>(value: Value, fields: readonly Field[]): Value {
    const known = this.#copies.get(value);
    if (known) return known as Value;
    const copy = mapFields(value, fields, this.#changes);
    this.#copies.set(value, copy);
    return copy;
  }
}
