/** What is special about SQLModel among the libraries with declarative classes. */
import type { Library } from "../declarative/index.ts";

/** Attributes of `SQLModel` and its metaclass, which fields would hide. */
const ATTRIBUTES =
  `construct copy dict from_orm json metadata model_computed_fields model_config model_construct
  model_copy model_dump model_dump_json model_extra model_fields model_fields_set model_json_schema
  model_parametrized_name model_post_init model_rebuild model_validate model_validate_json
  model_validate_strings mro parse_file parse_obj parse_raw register registry schema schema_json
  sqlmodel_update type_annotation_map update_forward_refs validate`.split(/\s+/);

export const library: Library = {
  label: "SQLModel",
  base: { name: "SQLModel", package: "sqlmodel" },
  reserved: {
    module: [],
    attributes: ATTRIBUTES,
    prefix: /^_/,
    // Pydantic keeps names with these beginnings for itself.
    normalize: name => name.replace(/^model_(?=validate|dump)/, "column_model_"),
  },
  isMapped: view => view.primaryKey !== null,
  columnsInBody: false,
  jsonNoneIsNull: true,
  enumBases: ["str"],
};
