/** `Relationship(…)` with its annotation. */
import { joinPrinted, type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import { type Relation, tableView } from "../../schema/index.ts";
import type { Option, PythonModule, Relationship } from "../declarative/index.ts";
import {
  annotated,
  assignment,
  type Code,
  call,
  dictionary,
  literal,
  named,
} from "../python/index.ts";

/** A class that is defined below its use is named in quotes, which cannot be part of a union. */
const annotationOf = (
  module: PythonModule,
  { target, cardinality, optional }: Relation,
): string => {
  const isDefined = module.defined.has(target);
  const name = isDefined ? module.names.table(target) : module.mention(target);
  const type = isDefined ? name : literal(name);
  if (cardinality === "many") return `list[${type}]`;
  if (!optional) return type;
  return isDefined ? `${name} | None` : `${module.imports.from("typing", "Optional")}[${type}]`;
};

/** The join table: a class, or a plain table, which SQLModel has no argument for. */
const joinTable = (
  module: PythonModule,
  { through }: Relation,
): { readonly parts: readonly Code[]; readonly options: readonly Option[] } => {
  if (!through) return { parts: [], options: [] };
  const name = module.table(through.table);
  return module.library.isMapped(tableView(module.document, through.table))
    ? { parts: [named("link_model", name)], options: [] }
    : { parts: [], options: [["secondary", name]] };
};

const cascadeParts = (cascade: Relationship["cascade"]): readonly Code[] => {
  if (cascade === null) return [];
  const isDefault = cascade === "all, delete-orphan";
  return [...(isDefault ? ["cascade_delete=True"] : []), "passive_deletes=True"];
};

export const printRelationship = (
  module: PythonModule,
  { relation, joins, backPopulates, cascade, more }: Relationship,
): PrintedText<RecordOrigin> => {
  const { parts, options } = joinTable(module, relation);
  const all: readonly Option[] = [
    ...options,
    ...joins,
    ...(cascade === "all" ? [["cascade", literal(cascade)] as const] : []),
    ...more,
  ];
  const entries = all.map(([name, value]) => [literal(name), value] as const);
  const relationship = call(module.imports.from("sqlmodel", "Relationship"), [
    ...(backPopulates === null ? [] : [named("back_populates", literal(backPopulates))]),
    ...parts,
    ...cascadeParts(cascade),
    ...(entries.length === 0 ? [] : [named("sa_relationship_kwargs", dictionary(entries))]),
  ]);
  const name = module.names.relation(relation);
  const annotation = annotationOf(module, relation);
  const line = assignment(annotated(name, annotation), relationship, "    ");
  return printedFrom(relation.foreignKey, joinPrinted(["    ", line]));
};
