/** Adds what a typed line describes: a column, or a constraint of the table. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { ConstraintDraft, LineDraft } from "../column-line/index.ts";
import type { Diff } from "../diff.ts";
import type { NewId, SchemaDocument, TableId } from "../records.ts";
import { tableView } from "../views.ts";
import { addColumn } from "./add-column.ts";
import { addForeignKey } from "./add-foreign-key.ts";
import { removeAutomaticId } from "./automatic-id.ts";
import { addCheck } from "./edit-checks.ts";
import { addIndex } from "./edit-indexes.ts";
import { addUniqueKey, updateKey } from "./edit-keys.ts";
import { setPrimaryKey } from "./set-keys.ts";

export type AddLine = {
  readonly newId: NewId;
  readonly table: TableId;
  readonly draft: LineDraft;
};

export const addLine = (
  document: SchemaDocument,
  { draft, newId, table }: AddLine,
): Report<Diff> => {
  const place = { newId, table };
  if (draft.kind === "column") return addColumn(document, { ...place, draft: draft.column });
  return addConstraint(document, draft, place);
};

type Place = Pick<AddLine, "newId" | "table">;

const addConstraint = (
  document: SchemaDocument,
  draft: ConstraintDraft,
  place: Place,
): Report<Diff> => {
  switch (draft.kind) {
    case "primaryKey":
      return replacePrimaryKey(document, draft, place);
    case "uniqueKey":
      return addUniqueKey(document, { ...place, ...draft });
    case "check":
      return addCheck(document, { ...place, ...draft });
    case "foreignKey":
      return addForeignKey(document, { ...draft, ...place });
    case "index": {
      const { name, ...index } = draft;
      return addIndex(document, { ...place, ...index, ...(name === null ? {} : { name }) });
    }
  }
};

const replacePrimaryKey = (
  document: SchemaDocument,
  { columns, name }: Extract<ConstraintDraft, { readonly kind: "primaryKey" | "uniqueKey" }>,
  { newId, table }: Place,
): Report<Diff> => {
  const change = new Change(document);
  removeAutomaticId(change, table, columns);
  const set = setPrimaryKey(change.document, { newId, table, columns });
  change.apply(set.value);
  const key = tableView(change.document, table).primaryKey?.id;
  if (key === undefined || name === null) return report(change.finish(), set.diagnostics);
  const named = updateKey(change.document, { key, name });
  return report(change.apply(named.value).finish(), [...set.diagnostics, ...named.diagnostics]);
};
