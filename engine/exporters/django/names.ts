/** The names that Django and the printed module reserve, and the form that it requires of names. */
import type { ReservedNames } from "../python/index.ts";

export const NAMED_TYPE = "NamedTypeField";
export const SQL_CONSTRAINT = "SqlConstraint";

/** Attributes of Django's class `Model`, names that it sets on each class, and a parameter of its methods. */
const ATTRIBUTES =
  `DoesNotExist MultipleObjectsReturned NotUpdated Meta adelete arefresh_from_db asave check clean
  clean_fields date_error_message delete from_db full_clean get_constraints get_deferred_fields
  get_next_in_order get_previous_in_order is_relation objects pk prepare_database_save refresh_from_db
  save save_base self serializable_value unique_error_message validate_constraints validate_unique`.split(
    /\s+/,
  );

/** Django separates names in lookups by two underscores, so no name may end with one or contain two. */
const normalize = (name: string): string => {
  const single = name.replaceAll(/_{2,}/g, "_").replace(/_$/, "");
  return single.startsWith("_") || single === "" ? `field${single}` : single;
};

/** `class_field`, then `class_field2`: the manner of Django's command `inspectdb`. */
const variant = (name: string): string => {
  const [, stem = name, count] = /^(.*_field)(\d*)$/.exec(name) ?? [];
  return count === undefined ? `${name}_field` : `${stem}${Number(count || 1) + 1}`;
};

export const reservedNames: ReservedNames = {
  module: [NAMED_TYPE, SQL_CONSTRAINT],
  imported: ["models"],
  attributes: ATTRIBUTES,
  prefix: /^_/,
  normalize,
  variant,
  foldsClasses: true,
};
