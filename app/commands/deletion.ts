/** What a deletion of the selection does, and what depends on it. */
import {
  Change,
  type Choices,
  type Dependent,
  type Diff,
  dependentsOf,
  dependentsOfTables,
  type Report,
  recordOf,
  removeAnnotations,
  removeColumns,
  removeForeignKeys,
  removeTables,
  report,
  type SchemaDocument,
} from "../../engine/index.ts";
import type { Selection } from "../state/index.ts";

export type Deletion = {
  /** The step in the history. */
  readonly label: string;
  /** What is deleted, such as `the column posts.title`. */
  readonly subject: string;
  /** What would be broken, with the possible consequences. */
  readonly dependents: (choices: Choices) => readonly Dependent[];
  readonly change: (document: SchemaDocument, choices: Choices) => Report<Diff>;
};

/** The deletion of a selection, which is not empty. */
export const deletionOf = (document: SchemaDocument, selection: Selection): Deletion => {
  const { column, tables, foreignKeys } = selection;
  if (column !== null) {
    const { table, name } = recordOf(document, "column", column);
    return {
      label: "delete column",
      subject: `the column ${recordOf(document, "table", table).name}.${name}`,
      dependents: choices => dependentsOf(document, [column], choices),
      change: (before, choices) => removeColumns(before, { columns: [column], choices }),
    };
  }
  const subject = subjectOf(document, selection);
  return {
    label: `delete ${subject.kind}`,
    subject: subject.name,
    dependents: () =>
      dependentsOfTables(document, [...tables]).filter(({ record }) => !isIn(foreignKeys, record)),
    change: (before, choices) => remove(before, selection, choices),
  };
};

const isIn = (ids: ReadonlySet<string>, { id }: { readonly id: string }): boolean => ids.has(id);

type Subject = { readonly kind: string; readonly name: string };

const subjectOf = (document: SchemaDocument, selection: Selection): Subject => {
  const { tables, foreignKeys, annotations } = selection;
  const [table] = tables;
  const [key] = foreignKeys;
  const [annotation] = annotations;
  if (tables.size + foreignKeys.size === 0 && annotation !== undefined) {
    const kind = document.records.get(annotation)?.kind === "area" ? "area" : "note";
    return annotations.size === 1
      ? { kind, name: `the ${kind}` }
      : { kind: "notes and areas", name: `${annotations.size} notes and areas` };
  }
  if (tables.size > 1) return { kind: `${tables.size} tables`, name: `${tables.size} tables` };
  if (table) return { kind: "table", name: `the table ${recordOf(document, "table", table).name}` };
  const relations = `${foreignKeys.size} relations`;
  return foreignKeys.size === 1 && key
    ? { kind: "relation", name: `the relation ${recordOf(document, "foreignKey", key).forward}` }
    : { kind: relations, name: relations };
};

const remove = (
  document: SchemaDocument,
  { tables, foreignKeys, annotations }: Selection,
  choices: Choices,
): Report<Diff> => {
  const removed = removeTables(document, { tables: [...tables], choices });
  const change = new Change(document).apply(removed.value);
  // Foreign keys of a deleted table are already removed.
  const left = [...foreignKeys].filter(id => change.document.records.has(id));
  change.apply(removeForeignKeys(change.document, { foreignKeys: left }).value);
  change.apply(removeAnnotations(change.document, { annotations: [...annotations] }).value);
  return report(change.finish(), removed.diagnostics);
};
