/** What the declarative classes of SQLAlchemy and SQLModel have in common. */
export {
  columnArguments,
  foreignKeyArgument,
  generationArguments,
  indexArguments,
  reportCollation,
  serverDefault,
  targetNames,
} from "./column-arguments.ts";
export {
  autoincrementOf,
  isInPrimaryKey,
  isUniqueColumn,
  keysOfColumn,
} from "./column-flags.ts";
export { pythonType } from "./column-types.ts";
export type { Keys } from "./keys.ts";
export { nameOfLateKey } from "./late-keys.ts";
export { printModels } from "./models.ts";
export { type Library, Models, type PythonModule, sqlLiteral } from "./module.ts";
export { filesOption } from "./options.ts";
export type { Option } from "./relationship-joins.ts";
export { type Relationship, relationshipsOf } from "./relationships.ts";
export { tableArguments } from "./table-arguments.ts";
export { needsOwnType, plainColumn } from "./tables.ts";
