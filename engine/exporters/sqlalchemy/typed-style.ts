/** Classes with annotations: `Mapped[…]`. */
import type { Relation } from "../../schema/index.ts";
import {
  columnArguments,
  needsOwnType,
  type PythonModule,
  pythonType,
} from "../declarative/index.ts";
import { annotated, assignment, call, INDENT, layout, literal } from "../python/index.ts";
import { relationshipArguments, type Style } from "./style.ts";

const mappedColumn: Style["column"] = (module, view, column, keys) => {
  const type = pythonType(module, column);
  // SQLAlchemy derives the type from the annotation, or for a foreign key from the referenced column.
  const isWritten = !type.isImplied || needsOwnType(module, column, keys);
  const typeArgument = isWritten ? [type.full()] : [];
  const { positional, named } = columnArguments(module, view, column, keys);
  const attribute = module.names.attribute(column.id);
  const parts = [
    ...(attribute === column.name ? [] : [literal(column.name)]),
    ...typeArgument,
    ...positional,
    ...named,
  ];
  const optional = column.nullable ? " | None" : "";
  const annotation = `${module.orm("Mapped")}[${type.annotation()}${optional}]`;
  const target = annotated(attribute, annotation);
  // A relationship may refer to the column, which an annotation alone does not define.
  const isNamed = view.foreignKeys.some(key =>
    [...key.columns, ...key.targetColumns].includes(column.id),
  );
  if (parts.length === 0 && !isNamed) return layout(target, INDENT);
  return assignment(target, call(module.orm("mapped_column"), parts), INDENT);
};

const annotationOf = (module: PythonModule, relation: Relation): string => {
  const target = module.mention(relation.target);
  const mapped = module.orm("Mapped");
  if (relation.cardinality === "many") return `${mapped}[list["${target}"]]`;
  return `${mapped}["${target}${relation.optional ? " | None" : ""}"]`;
};

export const typedStyle: Style = {
  base: (module, name) => `class ${name}(${module.orm("DeclarativeBase")}):\n    pass`,
  column: mappedColumn,
  relationship: (module, relationship) => {
    const { relation } = relationship;
    const name = module.names.relation(relation);
    const annotation = annotationOf(module, relation);
    const value = call(module.orm("relationship"), relationshipArguments(module, relationship));
    return assignment(annotated(name, annotation), value, INDENT);
  },
};
