/** Adds a relation by keyboard: its kind, two tables, and optionally existing columns. */
import { useState } from "react";
import {
  type ColumnId,
  columnOf,
  type RelationKind,
  type SchemaDocument,
  type TableId,
  tableView,
  tableViews,
} from "../../../engine/index.ts";
import { type RelationEnds, relate } from "../../commands/index.ts";
import { useDocument, useWorkbench, useWorkspace } from "../../hooks/index.ts";
import { Button, Dialog, Select, type SelectOption } from "../../ui/index.ts";
import styles from "./add-relation-dialog.module.css";

export const AddRelationDialog = () => {
  const { workspace } = useWorkbench();
  const open = useWorkspace(state => state.dialog === "add-relation");
  const close = () => workspace.setState({ dialog: null });
  if (!open) return null;
  return <RelationDialog close={close} />;
};

const RelationDialog = ({ close }: { readonly close: () => void }) => {
  const bench = useWorkbench();
  const [ends, setEnds] = useState(() => {
    const { document, selection } = bench.project.getState();
    return initialEnds(document, [...selection.tables]);
  });
  const add = () => {
    if (relate(bench, ends)) close();
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      size="small"
      title="Add relation"
      description={MEANINGS[ends.kind ?? "many-to-one"]}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" onClick={add}>
            Add relation
          </Button>
        </>
      }
    >
      <RelationFields ends={ends} onChange={setEnds} />
    </Dialog>
  );
};

const KINDS: readonly SelectOption<RelationKind>[] = [
  { value: "many-to-one", label: "Many to one" },
  { value: "one-to-one", label: "One to one" },
  { value: "many-to-many", label: "Many to many" },
];

const MEANINGS: Readonly<Record<RelationKind, string>> = {
  "many-to-one": "Each row of the first table references one row of the second.",
  "one-to-one": "Each row of the first table references a different row of the second.",
  "many-to-many":
    "A new join table references both tables, so each row can have many of the other.",
};

type RelationFieldsProps = {
  readonly ends: RelationEnds;
  readonly onChange: (ends: RelationEnds) => void;
};

const RelationFields = ({ ends, onChange }: RelationFieldsProps) => {
  const document = useDocument();
  const { table, target, kind = "many-to-one" } = ends;
  const tables = tableViews(document).map(view => ({
    value: view.table.id,
    label: view.table.name,
  }));
  return (
    <div className={styles.fields}>
      <Select
        label="Kind"
        value={kind}
        options={KINDS}
        onChange={next => onChange({ ...ends, kind: next, columns: [] })}
      />
      <Select
        label="From table"
        mono
        value={table}
        options={tables}
        onChange={next => onChange({ ...ends, table: next, columns: [] })}
      />
      <Select
        label="To table"
        mono
        value={target}
        options={tables}
        onChange={next => onChange({ ...ends, target: next, columns: [] })}
      />
      {kind === "many-to-many" ? null : <KeyColumns ends={ends} onChange={onChange} />}
    </div>
  );
};

const NEW_COLUMN = "new";

/** An existing or a new column for each column of the referenced primary key. */
const KeyColumns = ({ ends, onChange }: RelationFieldsProps) => {
  const document = useDocument();
  const source = tableView(document, ends.table);
  const target = tableView(document, ends.target);
  const referenced = target.primaryKey?.columns ?? [];
  const options = source.columns.map(({ id, name }) => ({ value: id, label: name }));
  const choose = (index: number, next: ColumnId | typeof NEW_COLUMN) => {
    if (next === NEW_COLUMN) return onChange({ ...ends, columns: [] });
    // The other columns of a composite key start with any that are free.
    const free = options.map(({ value }) => value).filter(id => id !== next);
    const known = ends.columns.length === referenced.length ? ends.columns : free;
    onChange({
      ...ends,
      columns: referenced.map((_, at) => (at === index ? next : (known[at] ?? next))),
    });
  };
  return referenced.map((id, index) => (
    <Select
      key={id}
      label={`Foreign key column for ${target.table.name}.${columnOf(document, id).name}`}
      mono
      value={ends.columns[index] ?? NEW_COLUMN}
      options={[{ value: NEW_COLUMN, label: "a new column" }, ...options]}
      onChange={next => choose(index, next)}
    />
  ));
};

/** The first two selected tables; missing ones are taken from the other tables. */
const initialEnds = (document: SchemaDocument, selected: readonly TableId[]): RelationEnds => {
  const all = tableViews(document).map(view => view.table.id);
  const [first] = all;
  if (first === undefined) throw new Error("a relation needs a table");
  const table = selected[0] ?? first;
  const target = selected[1] ?? all.find(id => id !== table) ?? table;
  return { table, target, columns: [], targetColumns: [] };
};
