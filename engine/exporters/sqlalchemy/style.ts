/** The style of the classes: with annotations, or as before them. */
import type { PrintedText, RecordOrigin } from "../../base/index.ts";
import type { Column, ForeignKey, TableView } from "../../schema/index.ts";
import type { PythonModule, Relationship } from "../declarative/index.ts";
import { type Code, literal, named } from "../python/index.ts";

/** How the parts of classes are written, without the indentation of their first line. */
export type Style = {
  /** The definition of the base class. */
  readonly base: (module: PythonModule, name: string) => string;
  readonly column: (
    module: PythonModule,
    view: TableView,
    column: Column,
    keys: readonly ForeignKey[],
  ) => PrintedText<RecordOrigin>;
  readonly relationship: (
    module: PythonModule,
    relationship: Relationship,
  ) => PrintedText<RecordOrigin>;
};

/** The arguments of `relationship(…)` in any style. */
export const relationshipArguments = (
  module: PythonModule,
  { relation: { through }, joins, backPopulates, cascade, more }: Relationship,
): readonly Code[] => [
  ...(through ? [named("secondary", module.table(through.table))] : []),
  ...joins.map(([name, value]) => named(name, value)),
  ...(backPopulates === null ? [] : [named("back_populates", literal(backPopulates))]),
  ...(cascade === null ? [] : [named("cascade", literal(cascade)), "passive_deletes=True"]),
  ...more.map(([name, value]) => named(name, value)),
];
