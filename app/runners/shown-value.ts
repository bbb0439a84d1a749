/** Values of a run as plain data that can be shown: objects by name, an object met again as a reference. */
import { Collection, isEntity, labelOf, referenceOf, stateOf } from "../../engine/index.ts";

export type ShownValue =
  | { readonly kind: "text" | "number" | "boolean" | "nothing" | "other"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly ShownValue[]; readonly length: number }
  | {
      readonly kind: "object";
      /** `User#1`, or the name of its class. */
      readonly label: string;
      readonly fields: readonly (readonly [string, ShownValue])[];
    }
  /** An object that was shown before. */
  | { readonly kind: "again"; readonly label: string }
  /** A relation that was not loaded. */
  | { readonly kind: "notLoaded"; readonly relation: string };

const LONGEST_LIST = 1_000;
const LONGEST_TEXT = 10_000;
const DEEPEST = 12;

/** Turns values into what can be shown. One `Showing` shows each object once. */
export class Showing {
  readonly #seen = new Set<object>();

  show(value: unknown, depth = 0): ShownValue {
    if (value === null || value === undefined) return { kind: "nothing", text: String(value) };
    switch (typeof value) {
      case "string":
        return { kind: "text", text: value.slice(0, LONGEST_TEXT) };
      case "number":
      case "bigint":
        return { kind: "number", text: String(value) };
      case "boolean":
        return { kind: "boolean", text: String(value) };
      case "object":
        return this.#object(value, depth);
      default:
        return { kind: "other", text: typeof value };
    }
  }

  #object(value: object, depth: number): ShownValue {
    if (value instanceof Date) return { kind: "other", text: value.toISOString() };
    if (value instanceof Uint8Array) return { kind: "other", text: `${value.length} bytes` };
    if (value instanceof Error) return { kind: "other", text: `${value.name}: ${value.message}` };
    if (depth > DEEPEST) return { kind: "other", text: "…" };
    if (value instanceof Collection) return this.#collection(value, depth);
    if (Array.isArray(value)) return this.#list(value, depth);
    const label = isEntity(value) ? labelOf(value) : (value.constructor?.name ?? "Object");
    if (this.#seen.has(value)) return { kind: "again", label };
    this.#seen.add(value);
    return { kind: "object", label, fields: this.#fields(value, depth) };
  }

  #list(items: readonly unknown[], depth: number): ShownValue {
    const shown = items.slice(0, LONGEST_LIST).map(item => this.show(item, depth + 1));
    return { kind: "list", items: shown, length: items.length };
  }

  #collection(collection: Collection, depth: number): ShownValue {
    if (collection.items) return this.#list(collection.items, depth);
    return { kind: "notLoaded", relation: collection.relation.label };
  }

  #fields(value: object, depth: number): readonly (readonly [string, ShownValue])[] {
    const own = Object.entries(value).map(
      ([name, field]) => [name, this.show(field, depth + 1)] as const,
    );
    return isEntity(value) ? [...own, ...this.#relations(value, depth)] : own;
  }

  /** Relations are shown when they are loaded: looking must not run a statement. */
  #relations(entity: object, depth: number): readonly (readonly [string, ShownValue])[] {
    if (!isEntity(entity)) return [];
    const state = stateOf(entity);
    return [...state.model.relations.values()].map(relation => {
      const loaded =
        relation.cardinality === "many"
          ? state.collection(relation)
          : referenceOf(entity, relation);
      const shown: ShownValue =
        loaded === undefined
          ? { kind: "notLoaded", relation: relation.label }
          : this.show(loaded, depth + 1);
      return [relation.name, shown] as const;
    });
  }
}
