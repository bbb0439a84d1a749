/** The inspector of a table: its names, columns and relations. */
import { Trash2 } from "lucide-react";
import { findTable, renameTable, type Table, type TableId } from "../../engine/index.ts";
import { addColumns, deleteSelection } from "../commands/index.ts";
import { useDocument, useProject, useWorkbench } from "../hooks/index.ts";
import { nothingSelected } from "../state/index.ts";
import { Button } from "../ui/index.ts";
import { ColumnInspector } from "./column-inspector.tsx";
import { ColumnList } from "./column-list.tsx";
import { CommitField } from "./commit-field.tsx";
import styles from "./inspector.module.css";
import { RelationList } from "./relation-list.tsx";
import { Section } from "./section.tsx";
import { useSubmit } from "./use-submit.ts";

export const TableInspector = ({ table }: { readonly table: TableId }) => {
  const view = findTable(useDocument(), table);
  const column = useProject(state => state.selection.column);
  if (view === undefined) return null;
  const { entity } = view.table;
  return (
    <>
      <header className={styles.head}>
        <h2 title={entity}>{entity}</h2>
        <span className={styles.kind}>table</span>
      </header>
      <Section>
        <TableNames table={view.table} />
      </Section>
      <Section title="Columns" trailing={<AddColumns />}>
        <ColumnList view={view} selected={column} />
        {column === null ? null : <ColumnInspector key={column} id={column} />}
      </Section>
      <Section title="Relations">
        <RelationList table={table} />
      </Section>
      <Section>
        <DeleteTable id={table} />
      </Section>
    </>
  );
};

const TableNames = ({ table }: { readonly table: Table }) => {
  const submit = useSubmit();
  const { id, name, entity } = table;
  const rename = (names: { readonly name: string; readonly entity?: string }) =>
    submit("rename table", document => renameTable(document, { table: id, ...names }));
  return (
    <div className={styles.pair}>
      <CommitField label="Table name" mono value={name} onCommit={text => rename({ name: text })} />
      <CommitField
        label="Class name"
        mono
        value={entity}
        onCommit={text => rename({ name, entity: text })}
      />
    </div>
  );
};

const AddColumns = () => {
  const bench = useWorkbench();
  return (
    <Button size="small" variant="quiet" onClick={() => addColumns.run(bench)}>
      Add columns
    </Button>
  );
};

const DeleteTable = ({ id }: { readonly id: TableId }) => {
  const bench = useWorkbench();
  const remove = () => {
    bench.project.select({ ...nothingSelected, tables: new Set([id]) });
    deleteSelection.run(bench);
  };
  return (
    <div className={styles.buttons}>
      <Button className={styles.destroy} onClick={remove}>
        <Trash2 size={14} aria-hidden />
        Delete table
      </Button>
    </div>
  );
};
