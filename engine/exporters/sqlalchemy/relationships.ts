/** `relationship(…)` with its annotation. */
import { joinPrinted, type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import type { Relation } from "../../schema/index.ts";
import type { PythonModule, Relationship } from "../declarative/index.ts";
import { assignment, call, literal, named } from "../python/index.ts";

const annotationOf = (module: PythonModule, relation: Relation): string => {
  const target = module.names.table(relation.target);
  const mapped = module.orm("Mapped");
  if (relation.cardinality === "many") return `${mapped}[list["${target}"]]`;
  return `${mapped}["${target}${relation.optional ? " | None" : ""}"]`;
};

export const printRelationship = (
  module: PythonModule,
  { relation, joins, backPopulates, cascade, more }: Relationship,
): PrintedText<RecordOrigin> => {
  const { through } = relation;
  const parts = [
    ...(through ? [named("secondary", module.names.table(through.table))] : []),
    ...joins.map(([name, value]) => named(name, value)),
    ...(backPopulates === null ? [] : [named("back_populates", literal(backPopulates))]),
    ...(cascade === null ? [] : [named("cascade", literal(cascade)), "passive_deletes=True"]),
    ...more.map(([name, value]) => named(name, value)),
  ];
  const head = `${module.names.relation(relation)}: ${annotationOf(module, relation)}`;
  const line = assignment(head, call(module.orm("relationship"), parts), "    ");
  return printedFrom(relation.foreignKey, joinPrinted(["    ", line]));
};
