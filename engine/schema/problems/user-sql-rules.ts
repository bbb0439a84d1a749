/** Problems of SQL that users write: names that are no column, incomplete SQL, and formulas that no database accepts. */
import { nearestName } from "../../base/index.ts";
import { mentions, renameInText } from "../column-mentions.ts";
import {
  removeChecks,
  removeIndexes,
  updateCheck,
  updateColumn,
  updateIndex,
} from "../edits/index.ts";
import type { Column, SchemaDocument } from "../records.ts";
import {
  shortened,
  sqlFault,
  type UserSql,
  unknownNameInDefault,
  unknownNames,
  userSqlOf,
  withClosedComment,
} from "../user-sql.ts";
import { columnNamed, type TableView } from "../views.ts";
import { type Fix, fault, type Problem, type Rule } from "./problem.ts";

/** Removes the SQL: its check or index, the formula of a column, or a default. */
const remove = (document: SchemaDocument, { record: id }: UserSql): Fix | undefined => {
  const record = document.records.get(id);
  switch (record?.kind) {
    case "check":
      return {
        label: "Delete the check",
        edit: current => removeChecks(current, { checks: [record.id] }),
      };
    case "index":
      return {
        label: "Delete the index",
        edit: current => removeIndexes(current, { indexes: [record.id] }),
      };
    case "column": {
      const isComputed = record.generated !== null;
      const changes = isComputed ? { generated: null } : { default: null };
      return {
        label: isComputed ? "Make it an ordinary column" : "Delete the default",
        edit: current => updateColumn(current, { column: record.id, changes }),
      };
    }
    default:
      return undefined;
  }
};

/** Replaces the SQL by another text. */
const replace = (document: SchemaDocument, sql: UserSql, text: string): Fix["edit"] | undefined => {
  const record = document.records.get(sql.record);
  switch (record?.kind) {
    case "check":
      return current => updateCheck(current, { check: record.id, expression: text });
    case "index": {
      const { id: index, where } = record;
      const parts = record.parts.map(part =>
        part.kind === "expression" && part.text === sql.text ? { ...part, text } : part,
      );
      const changes = where === sql.text ? { parts, where: text } : { parts };
      return current => updateIndex(current, { index, ...changes });
    }
    case "column": {
      const { id: column, generated } = record;
      const changes =
        generated?.kind === "computed"
          ? { generated: { ...generated, text } }
          : { default: { kind: "expression", text } as const };
      return current => updateColumn(current, { column, changes });
    }
    default:
      return undefined;
  }
};

/** Replaces an unknown name by the similar name of a column. */
const correct = (
  document: SchemaDocument,
  { columns }: TableView,
  sql: UserSql,
  name: string,
): Fix | undefined => {
  const near = nearestName(
    name,
    columns.map(column => column.name),
  );
  if (near === undefined) return undefined;
  const edit = replace(document, sql, renameInText(sql.text, name, near));
  return edit && { label: `Change it to "${near}"`, edit };
};

/** Closes a comment, where nothing else is wrong. */
const closeComment = (document: SchemaDocument, sql: UserSql): Fix | undefined => {
  const text = withClosedComment(sql.text);
  const edit = sqlFault(text) === null ? replace(document, sql, text) : undefined;
  return edit && { label: "Close the comment", edit };
};

/** A word in the default of a text is a text. */
const quote = (document: SchemaDocument, { record: id, text }: UserSql): Fix | undefined => {
  const record = document.records.get(id);
  if (record?.kind !== "column" || !/^(text|varchar|char)$/.test(record.type.kind))
    return undefined;
  const changes = { default: { kind: "value", value: text } } as const;
  return {
    label: "Make it a text",
    edit: current => updateColumn(current, { column: record.id, changes }),
  };
};

const ofDefault = (document: SchemaDocument, sql: UserSql): readonly Problem[] => {
  const name = unknownNameInDefault(sql.text);
  if (name === undefined) return [];
  const message = `${sql.label} uses "${name}", which is neither a constant nor a function.`;
  const hint = `For a text, write quotes: '${name}'.`;
  const fix = quote(document, sql) ?? remove(document, sql);
  return [fault("unknown-name", message, { record: sql.record, hint, fix })];
};

const problemsOf = (
  document: SchemaDocument,
  view: TableView,
  sql: UserSql,
): readonly Problem[] => {
  const { label, text, record, isDefault } = sql;
  const reason = sqlFault(text);
  if (reason !== null) {
    const hint = `Correct ${shortened(text.trim()) || "it"}.`;
    const fix = closeComment(document, sql) ?? remove(document, sql);
    return [fault("invalid-sql", `${label} is not valid SQL: ${reason}.`, { record, hint, fix })];
  }
  if (isDefault) return ofDefault(document, sql);
  const isColumn = (name: string) => columnNamed(view, name) !== undefined;
  return unknownNames(text, isColumn).map(name => {
    const message = `${label} uses "${name}", which is not a column of the table.`;
    const hint = "Correct the name, or add the column.";
    const fix = correct(document, view, sql, name) ?? remove(document, sql);
    return fault("unknown-name", message, { record, hint, fix });
  });
};

export const userSqlIsValid: Rule = (view, document) =>
  userSqlOf(view).flatMap(sql => problemsOf(document, view, sql));

/** The computed columns that the formula of a column needs, directly or not. */
const neededBy = (column: Column, computed: readonly Column[]): ReadonlySet<Column> => {
  const needed = new Set<Column>();
  const visit = ({ generated }: Column): void => {
    if (generated?.kind !== "computed") return;
    for (const other of computed) {
      if (needed.has(other) || !mentions(generated.text, other.name)) continue;
      needed.add(other);
      visit(other);
    }
  };
  visit(column);
  return needed;
};

/** A computed column is in no primary key, does not need itself, and is not the only column. */
export const formulasAreAccepted: Rule = ({ table, columns, primaryKey }) => {
  const computed = columns.filter(({ generated }) => generated?.kind === "computed");
  const isAlone = computed.length > 0 && computed.length === columns.length;
  return computed.flatMap(column => {
    const label = `"${table.name}.${column.name}"`;
    const isKey = primaryKey?.columns.includes(column.id) ?? false;
    const reasons = [
      ...(isKey ? [`${label} is computed, so it cannot be in the primary key.`] : []),
      ...(neededBy(column, computed).has(column) ? [`The formula of ${label} needs itself.`] : []),
      ...(isAlone ? [`${label} is computed, but there are no other columns.`] : []),
    ];
    return reasons.map(message =>
      fault("formula-refused", message, {
        record: column.id,
        hint: "Change the formula, or make it an ordinary column.",
        fix: {
          label: "Make it an ordinary column",
          edit: current =>
            updateColumn(current, { column: column.id, changes: { generated: null } }),
        },
      }),
    );
  });
};
