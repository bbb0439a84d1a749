/** The indexes of a table. */
import { useState } from "react";
import {
  addedRecords,
  addIndex,
  type ColumnId,
  columnOf,
  type Index,
  type IndexPart,
  removeIndexes,
  type SchemaDocument,
  type TableView,
  type UpdateIndex,
  updateIndex,
} from "../../../engine/index.ts";
import { useDocument, useEdit, useWorkbench } from "../../hooks/index.ts";
import { Checkbox } from "../../ui/index.ts";
import { CommitField } from "../parts/commit-field.tsx";
import { DeleteButton } from "../parts/delete-button.tsx";
import { EntryList } from "../parts/entry-list.tsx";
import { Section } from "../parts/section.tsx";
import { SectionButton } from "../parts/section-button.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import { IndexParts } from "./index-parts.tsx";

export const IndexSection = ({ view }: { readonly view: TableView }) => {
  const { project } = useWorkbench();
  const document = useDocument();
  const edit = useEdit();
  const [open, setOpen] = useState<string | null>(null);
  const first = columnToIndex(view);
  const add = () => {
    if (first === undefined) return;
    const parts: readonly IndexPart[] = [{ kind: "column", column: first, descending: false }];
    const input = { newId: project.newId, table: view.table.id, parts };
    const diff = edit("add index", before => addIndex(before, input));
    setOpen(diff ? (addedRecords(diff, "index")[0]?.id ?? null) : null);
  };
  const entries = view.indexes.map(index => ({
    id: index.id,
    summary: summaryOf(document, index),
    detail: detailOf(index),
    editor: <IndexEditor index={index} view={view} />,
  }));
  const action = <SectionButton label="Add index" disabled={first === undefined} onClick={add} />;
  return (
    <Section title="Indexes" trailing={action}>
      <EntryList label="Indexes" entries={entries} open={open} onOpen={setOpen} />
    </Section>
  );
};

/** The column that most needs an index: a foreign key, or else any, that is not the first of a key or an index. */
const columnToIndex = (view: TableView): ColumnId | undefined => {
  const keys = view.primaryKey ? [view.primaryKey, ...view.uniqueKeys] : view.uniqueKeys;
  const leading = new Set<ColumnId | undefined>([
    ...keys.map(({ columns }) => columns[0]),
    ...view.indexes.map(({ parts: [part] }) => (part?.kind === "column" ? part.column : undefined)),
  ]);
  const columns = view.columns.map(({ id }) => id);
  const foreign = view.foreignKeys.flatMap(key => key.columns.slice(0, 1));
  return [...foreign, ...columns].find(id => !leading.has(id)) ?? columns[0];
};

const summaryOf = (document: SchemaDocument, { parts }: Index): string =>
  parts
    .map(part => {
      const text = part.kind === "column" ? columnOf(document, part.column).name : part.text;
      return part.descending ? `${text} desc` : text;
    })
    .join(", ");

const detailOf = ({ unique, where }: Index): string =>
  [unique && "unique", where !== null && "partial"].filter(Boolean).join(", ");

type IndexEditorProps = {
  readonly index: Index;
  readonly view: TableView;
};

const IndexEditor = ({ index, view }: IndexEditorProps) => {
  const submit = useSubmit();
  const edit = useEdit();
  const update = (changes: Omit<UpdateIndex, "index">) =>
    submit("change index", before => updateIndex(before, { index: index.id, ...changes }));
  return (
    <>
      <IndexParts parts={index.parts} view={view} onChange={parts => update({ parts })} />
      <Checkbox
        label="Unique"
        checked={index.unique}
        onChange={unique => {
          edit("change index", before => updateIndex(before, { index: index.id, unique }));
        }}
      />
      <CommitField
        label="Only rows where"
        mono
        placeholder="all rows"
        value={index.where ?? ""}
        onCommit={where => update({ where })}
      />
      <CommitField label="Name" mono value={index.name} onCommit={name => update({ name })} />
      <DeleteButton
        label="Delete index"
        onDelete={() =>
          edit("delete index", before => removeIndexes(before, { indexes: [index.id] }))
        }
      />
    </>
  );
};
