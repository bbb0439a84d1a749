/** What is special about SQLAlchemy among the libraries with declarative classes. */
import { isPlainJoinTable } from "../../schema/index.ts";
import type { Library } from "../declarative/index.ts";

export const BASE = "Base";

export const library: Library = {
  label: "SQLAlchemy",
  base: { name: BASE, package: null },
  reserved: {
    module: [],
    attributes: ["metadata", "registry", "self", "type_annotation_map"],
    prefix: /^(__|_sa_)/,
  },
  isMapped: view => view.primaryKey !== null && !isPlainJoinTable(view),
  columnsInBody: true,
  jsonNoneIsNull: false,
  enumBases: [],
};
