/** Values of a run as plain data for the page: objects with a label, repeated objects as references. */
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
  /** An object that is already shown elsewhere. */
  | { readonly kind: "again"; readonly label: string }
  /** A relation that is not loaded. */
  | { readonly kind: "notLoaded"; readonly relation: string };

const MAX_LIST = 1_000;
const MAX_TEXT = 10_000;
const MAX_DEPTH = 12;
/** Values of one run, so that a page can show them all. */
const MAX_VALUES = 200_000;

const other = (text: string): ShownValue => ({ kind: "other", text });

/** How many more values of a run are formatted. */
export class ValueBudget {
  #left = MAX_VALUES;

  take(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/** Formats values. One formatter formats each object once. */
export class ValueFormatter {
  readonly #seen = new Set<object>();
  readonly #budget: ValueBudget;

  constructor(budget = new ValueBudget()) {
    this.#budget = budget;
  }

  /** Never throws: the value can have getters and methods of the person's code. */
  format(value: unknown, depth = 0): ShownValue {
    if (!this.#budget.take()) return other("…");
    try {
      return this.#format(value, depth);
    } catch {
      return other("cannot be shown");
    }
  }

  #format(value: unknown, depth: number): ShownValue {
    if (value === null || value === undefined) return { kind: "nothing", text: String(value) };
    switch (typeof value) {
      case "string":
        return { kind: "text", text: value.slice(0, MAX_TEXT) };
      case "number":
      case "bigint":
        return { kind: "number", text: String(value).slice(0, MAX_TEXT) };
      case "boolean":
        return { kind: "boolean", text: String(value) };
      case "object":
        return this.#object(value, depth);
      default:
        return other(typeof value);
    }
  }

  #object(value: object, depth: number): ShownValue {
    if (value instanceof Date) return other(dateText(value));
    if (value instanceof Uint8Array) return other(`${value.length} bytes`);
    if (value instanceof Error) return other(errorText(value).slice(0, MAX_TEXT));
    if (depth > MAX_DEPTH) return other("…");
    if (value instanceof Collection) return this.#collection(value, depth);
    if (Array.isArray(value)) return this.#list(value, depth);
    const label = isEntity(value) ? labelOf(value) : classNameOf(value);
    if (this.#seen.has(value)) return { kind: "again", label };
    this.#seen.add(value);
    return { kind: "object", label, fields: this.#fields(value, depth) };
  }

  #list(items: readonly unknown[], depth: number): ShownValue {
    const shown = items.slice(0, MAX_LIST).map(item => this.format(item, depth + 1));
    return { kind: "list", items: shown, length: items.length };
  }

  #collection(collection: Collection, depth: number): ShownValue {
    if (collection.items) return this.#list(collection.items, depth);
    return { kind: "notLoaded", relation: collection.relation.label };
  }

  #fields(value: object, depth: number): readonly (readonly [string, ShownValue])[] {
    const own = Object.keys(value).map(name => [name, this.#field(value, name, depth)] as const);
    return isEntity(value) ? [...own, ...this.#relations(value, depth)] : own;
  }

  #field(value: object, name: string, depth: number): ShownValue {
    try {
      return this.format(Reflect.get(value, name), depth + 1);
    } catch (thrown) {
      return other(`throws ${textOf(thrown)}`);
    }
  }

  /** Relations are shown only when they are loaded, because showing must not run a statement. */
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
          : this.format(loaded, depth + 1);
      return [relation.name, shown] as const;
    });
  }
}

const dateText = (date: Date): string =>
  Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString();

const errorText = (error: Error): string => `${textOf(error.name)}: ${textOf(error.message)}`;

const classNameOf = (value: object): string => {
  const name: unknown = value.constructor?.name;
  return typeof name === "string" && name !== "" ? name : "Object";
};

/** Any value as text, also one that refuses to be converted. */
export const textOf = (value: unknown): string => {
  try {
    return String(value);
  } catch {
    return "a value without a text";
  }
};
