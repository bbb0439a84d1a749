/** The modules that the models are in: one for all, or a package with one for each table. */
import { recordsOf, type SchemaDocument, type TableId } from "../../schema/index.ts";
import { exportedTables, isKeyword, type Names } from "../python/index.ts";

/** The name of the module that defines something. */
export type Places = {
  readonly isPackage: boolean;
  readonly base: string;
  readonly enums: string;
  readonly types: string;
  readonly table: (id: TableId) => string;
};

export const PACKAGE = "models";

export const oneModule: Places = {
  isPackage: false,
  base: PACKAGE,
  enums: PACKAGE,
  types: PACKAGE,
  table: () => PACKAGE,
};

/** `BookTag` as `book_tag` */
const moduleName = (name: string): string =>
  name.replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, "_").toLowerCase();

/**
 * A module of a package becomes an attribute of it, so it must not have the name of something that another module
 * defines.
 */
export const packagePlaces = (document: SchemaDocument, names: Names): Places => {
  const tables = exportedTables(document).map(({ table }) => table.id);
  const enums = recordsOf(document, "enum").map(({ id }) => names.enum(id));
  const defined = new Set([...tables.map(id => names.table(id)), ...enums]);
  const taken = new Set<string>(["__init__"]);
  const claim = (preferred: string, own: string | null): string => {
    let name = preferred;
    while (taken.has(name) || isKeyword(name) || (defined.has(name) && name !== own)) name += "_";
    taken.add(name);
    return name;
  };
  const shared = {
    base: claim("base", null),
    enums: claim("enums", null),
    types: claim("types", null),
  };
  const places = new Map(
    tables.map(id => [id, claim(moduleName(names.table(id)), names.table(id))] as const),
  );
  return { isPackage: true, ...shared, table: id => places.get(id) ?? "" };
};
