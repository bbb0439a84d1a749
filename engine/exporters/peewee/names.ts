/** The names that Peewee and the printed module reserve. */
import type { ReservedNames } from "../python/index.ts";

export const BASE = "BaseModel";
export const DATABASE = "database";
export const NAMED_TYPE = "NamedTypeField";
export const ANY_DECIMAL = "AnyDecimalField";

/** Attributes of Peewee's class `Model`, and the first parameters of its methods. */
const ATTRIBUTES =
  `add_index alias as_from bind bind_ctx bulk_create bulk_update clone clone_base coerce
  collate cls copy create create_table create_table_as delete delete_by_id delete_instance dependencies
  dirty_fields drop_table DoesNotExist filter get get_by_id get_id get_or_create get_or_none id_ index
  insert insert_from insert_many is_alias is_dirty noop raw replace replace_many save select self set_by_id
  set_database table_exists truncate_table unwrap update validate_model Meta`.split(/\s+/);

export const reservedNames: ReservedNames = {
  module: [BASE, DATABASE, NAMED_TYPE, ANY_DECIMAL],
  attributes: ATTRIBUTES,
  prefix: /^_/,
};
