/** Classes without annotations: `Column(…)`, as tutorials for SQLAlchemy before version 2 write them. */
import { plainColumn } from "../declarative/index.ts";
import { assignment, call, INDENT, literal } from "../python/index.ts";
import { relationshipArguments, type Style } from "./style.ts";

export const classicStyle: Style = {
  base: (module, name) => `${name} = ${module.orm("declarative_base")}()`,
  column: (module, view, column, keys) => {
    const attribute = module.names.attribute(column.id);
    const form = { hasName: attribute !== column.name, hasType: true };
    return assignment(attribute, plainColumn(module, view, column, keys, form), INDENT);
  },
  relationship: (module, relationship) => {
    const { relation } = relationship;
    const isOne = relation.cardinality === "one" && !relation.holdsKey;
    const value = call(module.orm("relationship"), [
      literal(module.names.table(relation.target)),
      ...relationshipArguments(module, relationship),
      ...(isOne ? ["uselist=False"] : []),
    ]);
    return assignment(module.names.relation(relation), value, INDENT);
  },
};
