/** The names that SQLAlchemy and the printed module reserve, and the tables that become classes. */
import { isPlainJoinTable, type TableView } from "../../schema/index.ts";
import type { ReservedNames } from "../python/index.ts";

export const BASE = "Base";
export const ENUM_VALUES = "enum_values";
export const RAW_TYPE = "RawType";

export const reservedNames: ReservedNames = {
  module: [BASE, ENUM_VALUES, RAW_TYPE],
  attributes: ["metadata", "registry", "type_annotation_map"],
  prefix: /^(__|_sa_)/,
};

/** Whether a table becomes a class: it has a primary key and is no plain join table. */
export const isMapped = (view: TableView): boolean =>
  view.primaryKey !== null && !isPlainJoinTable(view);
