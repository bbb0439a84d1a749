/** The fields of relations, and annotations of their other sides. */
import { info, warning } from "../../base/index.ts";
import {
  type Column,
  columnOf,
  type ForeignKey,
  isUnique,
  type Relation,
  recordOf,
  relationsOf,
  reverseOf,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import {
  type Code,
  call,
  literal,
  named,
  type PrintedField,
  subscript,
  traced,
} from "../python/index.ts";
import { columnName, sharedArguments } from "./fields.ts";
import { databaseName, keyColumn, type TortoiseModule } from "./module.ts";

const modelName = (module: TortoiseModule, relation: Pick<Relation, "target">): string =>
  literal(`models.${module.names.table(relation.target)}`);

const annotated = (module: TortoiseModule, relation: Relation, type: string): Code =>
  subscript(
    `${module.names.relation(relation)}: fields.${type}`,
    literal(module.names.table(relation.target)),
  );

const lost = (module: TortoiseModule, key: ForeignKey, message: string): readonly string[] => {
  module.addDiagnostic(warning("action-lost", message, { record: key.id }));
  return [message];
};

/** Comments on what Tortoise does not declare for a foreign key. */
const lostParts = (module: TortoiseModule, key: ForeignKey): readonly string[] => {
  if (key.name !== null && key.name !== "") {
    const message = `Tortoise gives foreign keys no names; ${key.name} is omitted.`;
    module.addDiagnostic(info("constraint-name-lost", message, { record: key.id }));
  }
  if (key.onUpdate === "no action") return [];
  return lost(module, key, `Tortoise does not declare ON UPDATE ${key.onUpdate.toUpperCase()}.`);
};

const typeComments = (
  module: TortoiseModule,
  column: Column,
  key: ForeignKey,
): readonly string[] => {
  const [target] = key.targetColumns;
  if (target === undefined) return [];
  const { type } = columnOf(module.document, target);
  if (JSON.stringify(type) === JSON.stringify(column.type)) return [];
  const message = `Tortoise gives "${column.name}" the type of the column that it references.`;
  module.addDiagnostic(info("key-type", message, { record: column.id }));
  return ["The column has the type of the column that it references."];
};

const isLostNull = (column: Column, isKey: boolean, key: ForeignKey): boolean =>
  key.onDelete === "set null" && (!column.nullable || isKey);

const onDelete = (key: ForeignKey, isLost: boolean): Code => {
  const action = isLost ? "no action" : key.onDelete;
  return named("on_delete", `fields.${action.toUpperCase().replace(" ", "_")}`);
};

const targetField = (module: TortoiseModule, key: ForeignKey): readonly Code[] => {
  const [target] = key.targetColumns;
  const view = tableView(module.document, key.target);
  if (target === undefined) return [];
  // Tortoise does not find a primary key that is a foreign key by itself.
  const isFound = module.reference(view, columnOf(module.document, target)) === undefined;
  if (isFound && keyColumn(module.document, view)?.id === target) return [];
  return [named("to_field", literal(module.valueName(view, target)))];
};

export const keyField = (
  module: TortoiseModule,
  view: TableView,
  { column, key }: { readonly column: Column; readonly key: ForeignKey },
): PrintedField | null => {
  const relation = relationsOf(module.document, view.table.id).find(
    each => each.foreignKey === key.id && each.holdsKey && !each.through,
  );
  const reverse = relation && reverseOf(module.document, relation);
  if (!relation || !reverse) return null;
  const isKey = keyColumn(module.document, view)?.id === column.id;
  const isSingle = isUnique(view, [column.id]);
  const isNull = column.nullable && !isKey;
  const isLost = isLostNull(column, isKey, key);
  const kind = isSingle ? "OneToOne" : "ForeignKey";
  const value = call(`fields.${kind}Field`, [
    modelName(module, relation),
    named("related_name", literal(module.names.relation(reverse))),
    onDelete(key, isLost),
    ...targetField(module, key),
    ...(isKey ? [named("primary_key", "True")] : []),
    ...(isNull ? [named("null", "True")] : []),
    ...(`${module.names.relation(relation)}_id` === column.name ? [] : [columnName(column.name)]),
    ...sharedArguments(module, column),
  ]);
  const comments = [
    ...typeComments(module, column, key),
    ...lostParts(module, key),
    ...(isLost
      ? lost(module, key, "Tortoise has no SET NULL for a column that is not nullable.")
      : []),
  ];
  const name = annotated(module, relation, `${kind}${isNull ? "Nullable" : ""}Relation`);
  return { records: [column.id], comments, name, value: traced(key.id, value) };
};

/** Reports the foreign keys of a table that are no field; returns comments on them. */
export const lostKeys = (module: TortoiseModule, view: TableView): readonly string[] => {
  const fields = new Set(view.columns.map(column => module.reference(view, column)?.id));
  return view.foreignKeys
    .filter(({ id }) => !fields.has(id))
    .map(key => {
      const names = key.columns.map(id => columnOf(module.document, id).name).join(", ");
      const reason = module.isInCycle(key)
        ? "its tables reference each other"
        : key.columns.length > 1
          ? "it has several columns"
          : "it leads to no unique column, or is the second of its column";
      const message = `Tortoise has no foreign key (${names}): ${reason}.`;
      const hint = "The columns are exported without the relation and its constraint.";
      module.addDiagnostic(warning("foreign-key-lost", message, { record: key.id, hint }));
      return message;
    });
};

const keyOf = (module: TortoiseModule, id: ForeignKey["id"]): ForeignKey =>
  recordOf(module.document, "foreignKey", id);

const columnNameOf = (module: TortoiseModule, key: ForeignKey): string => {
  const [column] = key.columns;
  return column === undefined ? "" : columnOf(module.document, column).name;
};

/** Reports what a join table has besides its keys, for which Tortoise has no place. */
const lostOfTable = (module: TortoiseModule, view: TableView): readonly string[] => {
  const { table, indexes, checks, uniqueKeys } = view;
  const lostRecords = [...indexes, ...checks, ...uniqueKeys];
  return lostRecords.map(({ id, kind, name }) => {
    const label = name === null || name === "" ? `${kind} of ${table.name}` : `${kind} ${name}`;
    const message = `Tortoise declares no ${label}, because it makes the join table itself.`;
    module.addDiagnostic(warning("join-table-part-lost", message, { record: id }));
    return message;
  });
};

const joinField = (module: TortoiseModule, relation: Relation): PrintedField | null => {
  const reverse = reverseOf(module.document, relation);
  const { through } = relation;
  if (!through || !reverse) return null;
  const [near, far] = [keyOf(module, relation.foreignKey), keyOf(module, through.targetForeignKey)];
  const joined = tableView(module.document, through.table);
  const comments = [
    ...lostOfTable(module, joined),
    ...lostParts(module, near),
    ...lostParts(module, far),
    ...(near.onDelete === far.onDelete
      ? []
      : lost(
          module,
          far,
          `Tortoise has one ON DELETE for both keys; that of ${columnNameOf(module, far)} is lost.`,
        )),
  ];
  const value = call("fields.ManyToManyField", [
    modelName(module, relation),
    named("through", literal(databaseName(joined.table.name))),
    named("forward_key", literal(databaseName(columnNameOf(module, far)))),
    named("backward_key", literal(databaseName(columnNameOf(module, near)))),
    named("related_name", literal(module.names.relation(reverse))),
    onDelete(near, false),
  ]);
  const records = [through.table];
  const name = annotated(module, relation, "ManyToManyRelation");
  const tracedValue = joined.columns.reduce<Code>((code, { id }) => traced(id, code), value);
  return { records, comments, name, value: tracedValue };
};

const reverseType = (relation: Relation): string =>
  relation.cardinality === "one" ? "BackwardOneToOneRelation" : "ReverseRelation";

/** A relation whose foreign key another table has: an annotation, or the field of a join table. */
const otherSide = (module: TortoiseModule, relation: Relation): PrintedField | null => {
  const key = keyOf(module, relation.foreignKey);
  if (relation.through) {
    if (!module.isJoinTable(relation.through.table)) return null;
    const [first] = tableView(module.document, relation.through.table).foreignKeys;
    if (first?.id === relation.foreignKey) return joinField(module, relation);
    const name = annotated(module, relation, "ManyToManyRelation");
    return { records: [key.id], comments: [], name, value: null };
  }
  const view = tableView(module.document, key.table);
  const isField = view.columns.some(column => module.reference(view, column)?.id === key.id);
  if (relation.holdsKey || !isField || module.isJoinTable(key.table)) return null;
  const name = annotated(module, relation, reverseType(relation));
  return { records: [key.id], comments: [], name, value: null };
};

export const otherSides = (module: TortoiseModule, view: TableView): readonly PrintedField[] =>
  relationsOf(module.document, view.table.id).flatMap(
    relation => otherSide(module, relation) ?? [],
  );
