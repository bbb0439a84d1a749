/** The names that Tortoise ORM and the printed module reserve. */
import type { ReservedNames } from "../python/index.ts";

export const NAMED_TYPE = "NamedTypeField";
export const COMPUTED = "ComputedField";
export const SQL_INDEX = "SqlIndex";

/** Attributes of Tortoise's class `Model` and the first parameters of its methods, which no field may have. */
const ATTRIBUTES =
  `Meta all annotate build_meta bulk_create bulk_update clone cls construct create delete describe earliest exclude
  exists fetch_for_list fetch_related filter first get get_or_create get_or_none get_table in_bulk last latest pk
  raw refresh_from_db register_listener save select_for_update self update_from_dict update_or_create using_db`.split(
    /\s+/,
  );

export const reservedNames: ReservedNames = {
  module: [NAMED_TYPE, COMPUTED, SQL_INDEX],
  imported: ["fields"],
  attributes: ATTRIBUTES,
  prefix: /^_/,
  // Two underscores separate names in filters.
  normalize: name => name.replaceAll(/(?<!^)_{2,}/g, "_"),
};
