/** The parts of Python that the exporters of every Python library need. */
export { enumMembers } from "./enum-members.ts";
export { Imports } from "./imports.ts";
export { LINE_LENGTH, layoutCall, layoutTuple } from "./layout.ts";
export { exportedTables, Names, type ReservedNames } from "./names.ts";
export { portableSql } from "./portable-sql.ts";
export { identifierFor, isKeyword, literal } from "./syntax.ts";
