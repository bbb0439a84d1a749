/** Problems of relations: their ends, their names, their actions and their indexes. */
import {
  addIndex,
  addUniqueKey,
  namesTakenIn,
  updateColumn,
  updateForeignKey,
} from "../edits/index.ts";
import { freeName } from "../names.ts";
import type { Column, ForeignKey } from "../records.ts";
import { type Relation, relationsOf } from "../relations.ts";
import { columnOf, isKey, recordOf, tableView } from "../views.ts";
import { type Fix, fault, type Rule, suggestion } from "./problem.ts";

export const refersToKey: Rule = (view, document) =>
  view.foreignKeys.flatMap(key => {
    const target = tableView(document, key.target);
    if (isKey(target, key.targetColumns)) return [];
    const names = key.targetColumns.map(id => columnOf(document, id).name).join(", ");
    const message = `${key.forward} references ${target.table.name}.${names}, which is not unique.`;
    const columns = key.targetColumns;
    return [
      fault("not-a-key", message, {
        hint: "Reference a primary key, or mark the column as unique.",
        record: key.id,
        fix: {
          label: "Mark as unique",
          edit: (current, newId) => addUniqueKey(current, { newId, table: key.target, columns }),
        },
      }),
    ];
  });

const renameRelation = ({ foreignKey, holdsKey, name, source }: Relation): Fix => ({
  label: "Rename the relation",
  edit: current => {
    const free = freeName(name, namesTakenIn(current, source));
    const changes = holdsKey ? { forward: free } : { reverse: free };
    return updateForeignKey(current, { foreignKey, changes });
  },
});

/** A column and a relation, or two relations, with one name would hide each other in code. */
export const relationNamesAreUnique: Rule = ({ table, columns }, document) => {
  const taken = new Set(columns.map(({ name }) => name));
  return relationsOf(document, table.id).flatMap(relation => {
    const { name, foreignKey } = relation;
    if (!taken.has(name)) {
      taken.add(name);
      return [];
    }
    const message = `${table.entity} has two members named "${name}", at least one of them a relation.`;
    const fix = renameRelation(relation);
    return [
      fault("name-taken", message, { hint: "Rename the relation.", record: foreignKey, fix }),
    ];
  });
};

/** A column of the primary key cannot become nullable, so the action changes instead. */
const allowNull = (key: ForeignKey, column: Column, isPrimary: boolean): Fix =>
  isPrimary
    ? {
        label: "Take no action",
        edit: current => {
          const other = (action: ForeignKey["onDelete"]) =>
            action === "set null" ? "no action" : action;
          const changes = { onDelete: other(key.onDelete), onUpdate: other(key.onUpdate) };
          return updateForeignKey(current, { foreignKey: key.id, changes });
        },
      }
    : {
        label: "Make it nullable",
        edit: current => updateColumn(current, { column: column.id, changes: { nullable: true } }),
      };

export const canBeSetNull: Rule = ({ table, foreignKeys, primaryKey }, document) =>
  foreignKeys.flatMap(key => {
    if (key.onDelete !== "set null" && key.onUpdate !== "set null") return [];
    const required = key.columns.map(id => columnOf(document, id)).filter(each => !each.nullable);
    return required.map(column =>
      fault(
        "cannot-set-null",
        `${table.name}.${column.name} cannot be null, so it cannot be set to null.`,
        {
          hint: `Make it nullable, or choose another action for ${key.forward}.`,
          record: key.id,
          fix: allowNull(key, column, primaryKey?.columns.includes(column.id) ?? false),
        },
      ),
    );
  });

export const foreignKeysAreIndexed: Rule = (view, document) =>
  view.foreignKeys.flatMap(key => {
    const [first] = key.columns;
    const leads = (columns: readonly string[]) => columns[0] === first;
    const keys = view.primaryKey ? [view.primaryKey, ...view.uniqueKeys] : view.uniqueKeys;
    const indexed =
      keys.some(other => leads(other.columns)) ||
      view.indexes.some(({ parts: [part] }) => part?.kind === "column" && part.column === first);
    if (indexed || first === undefined) return [];
    const { name } = columnOf(document, first);
    return [
      suggestion("foreign-key-without-index", `${view.table.name}.${name} has no index.`, {
        hint: `Loading ${key.reverse} scans every row of "${view.table.name}".`,
        record: first,
        fix: addIndexOf(key),
      }),
    ];
  });

const addIndexOf = ({ id, table }: ForeignKey): Fix => ({
  label: "Add index",
  edit: (current, newId) => {
    const { columns } = recordOf(current, "foreignKey", id);
    const parts = columns.map(column => ({ kind: "column", column, descending: false }) as const);
    return addIndex(current, { newId, table, parts });
  },
});
