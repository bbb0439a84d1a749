/** Adds a relation by keyboard: two tables, and optionally an existing column. */
import { useState } from "react";
import {
  type ColumnId,
  recordsOf,
  relateTables,
  type TableId,
  tableView,
  tableViews,
} from "../../engine/index.ts";
import { useDocument, useEdit, useWorkbench, useWorkspace } from "../hooks/index.ts";
import { selectForeignKey } from "../state/index.ts";
import { Button, Dialog, Select } from "../ui/index.ts";
import styles from "./add-relation-dialog.module.css";

export const AddRelationDialog = () => {
  const { workspace } = useWorkbench();
  const open = useWorkspace(state => state.dialog === "add-relation");
  const close = () => workspace.setState({ dialog: null });
  if (!open) return null;
  return <RelationForm close={close} />;
};

const NEW_COLUMN = "new";

const RelationForm = ({ close }: { readonly close: () => void }) => {
  const { project } = useWorkbench();
  const edit = useEdit();
  const document = useDocument();
  const views = tableViews(document);
  const initial = initialTables([...project.getState().selection.tables], views.map(idOf));
  const [table, setTable] = useState<TableId>(initial.table);
  const [target, setTarget] = useState<TableId>(initial.target);
  const [column, setColumn] = useState<ColumnId | typeof NEW_COLUMN>(NEW_COLUMN);
  const options = views.map(view => ({ value: view.table.id, label: view.table.name }));

  const add = () => {
    const before = new Set(recordsOf(document, "foreignKey").map(key => key.id));
    const ends = {
      table,
      target,
      column: column === NEW_COLUMN ? null : column,
      targetColumn: null,
    };
    const change = { newId: project.newId, ...ends };
    if (!edit("add relation", current => relateTables(current, change))) return;
    const keys = recordsOf(project.getState().document, "foreignKey");
    const added = keys.find(key => !before.has(key.id));
    if (added !== undefined) project.select(selectForeignKey(added.id));
    close();
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
      <div className={styles.fields}>
        <Select
          label="From table"
          mono
          value={table}
          options={options}
          onChange={next => {
            setTable(next);
            setColumn(NEW_COLUMN);
          }}
        />
        <Select
          label="Foreign key column"
          mono
          value={column}
          options={[
            { value: NEW_COLUMN, label: "a new column" },
            ...tableView(document, table).columns.map(({ id, name }) => ({
              value: id,
              label: name,
            })),
          ]}
          onChange={setColumn}
        />
        <Select label="To table" mono value={target} options={options} onChange={setTarget} />
      </div>
    </Dialog>
  );
};

const idOf = ({ table }: { readonly table: { readonly id: TableId } }): TableId => table.id;

/** The tables, with the selected ones first, in order of selection. */
const initialTables = (selected: readonly TableId[], all: readonly TableId[]) => {
  const [first] = all;
  if (first === undefined) throw new Error("a relation needs a table");
  const table = selected[0] ?? first;
  const target = selected[1] ?? all.find(id => id !== table) ?? table;
  return { table, target };
};
