/** Adds a relation by keyboard: two tables, and optionally an existing column. */
import { useState } from "react";
import { type SchemaDocument, type TableId, tableView, tableViews } from "../../engine/index.ts";
import { type RelationEnds, relate } from "../commands/index.ts";
import { useDocument, useWorkbench, useWorkspace } from "../hooks/index.ts";
import { Button, Dialog, Select } from "../ui/index.ts";
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
      description="Each row of the first table references one row of the second."
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

type RelationFieldsProps = {
  readonly ends: RelationEnds;
  readonly onChange: (ends: RelationEnds) => void;
};

const NEW_COLUMN = "new";

const RelationFields = ({ ends, onChange }: RelationFieldsProps) => {
  const document = useDocument();
  const { table, target } = ends;
  const tables = tableViews(document).map(view => ({
    value: view.table.id,
    label: view.table.name,
  }));
  const columns = tableView(document, table).columns.map(({ id, name }) => ({
    value: id,
    label: name,
  }));
  return (
    <div className={styles.fields}>
      <Select
        label="From table"
        mono
        value={table}
        options={tables}
        onChange={next => onChange({ ...ends, table: next, columns: [] })}
      />
      <Select
        label="Foreign key column"
        mono
        value={ends.columns[0] ?? NEW_COLUMN}
        options={[{ value: NEW_COLUMN, label: "a new column" }, ...columns]}
        onChange={next => onChange({ ...ends, columns: next === NEW_COLUMN ? [] : [next] })}
      />
      <Select
        label="To table"
        mono
        value={target}
        options={tables}
        onChange={next => onChange({ ...ends, target: next })}
      />
    </div>
  );
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
