/** The primary key and the unique keys of a table. */
import { useState } from "react";
import {
  columnOf,
  type Key,
  removeKeys,
  type TableView,
  updateKey,
} from "../../../engine/index.ts";
import { useDocument, useEdit } from "../../hooks/index.ts";
import { CommitField } from "../parts/commit-field.tsx";
import { DeleteButton } from "../parts/delete-button.tsx";
import { EntryList } from "../parts/entry-list.tsx";
import { Section } from "../parts/section.tsx";
import { SectionButton } from "../parts/section-button.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import { ColumnsField } from "./columns-field.tsx";
import { NewKey } from "./new-key.tsx";

export const KeySection = ({ view }: { readonly view: TableView }) => {
  const document = useDocument();
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const { primaryKey, uniqueKeys, columns } = view;
  const entries = (primaryKey ? [primaryKey, ...uniqueKeys] : uniqueKeys).map(key => ({
    id: key.id,
    summary: key.columns.map(id => columnOf(document, id).name).join(", "),
    detail: key.primary ? "primary" : "unique",
    editor: <KeyEditor record={key} view={view} />,
  }));
  const action = (
    <SectionButton
      label="Add unique key"
      disabled={adding || columns.length === 0}
      onClick={() => setAdding(true)}
    />
  );
  return (
    <Section title="Keys" trailing={action}>
      <EntryList label="Keys" entries={entries} open={open} onOpen={setOpen} />
      {adding ? <NewKey view={view} onEnd={() => setAdding(false)} /> : null}
    </Section>
  );
};

type KeyEditorProps = {
  readonly record: Key;
  readonly view: TableView;
};

const KeyEditor = ({ record, view }: KeyEditorProps) => {
  const submit = useSubmit();
  const edit = useEdit();
  const kind = record.primary ? "primary key" : "unique key";
  const key = record.id;
  return (
    <>
      <ColumnsField
        view={view}
        columns={record.columns}
        onChange={columns =>
          submit(`change columns of ${kind}`, before => updateKey(before, { key, columns }))
        }
      />
      <CommitField
        label="Constraint name"
        mono
        placeholder="automatic"
        value={record.name ?? ""}
        onCommit={name => submit("rename constraint", before => updateKey(before, { key, name }))}
      />
      <DeleteButton
        label={`Delete ${kind}`}
        onDelete={() => edit(`delete ${kind}`, before => removeKeys(before, { keys: [key] }))}
      />
    </>
  );
};
