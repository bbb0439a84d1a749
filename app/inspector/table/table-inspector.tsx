/** The inspector of a table. */
import { findTable, type TableId } from "../../../engine/index.ts";
import { addColumns, deleteSelection } from "../../commands/index.ts";
import { useDocument, useProject, useWorkbench } from "../../hooks/index.ts";
import { nothingSelected } from "../../state/index.ts";
import { ColumnInspector } from "../column/column-inspector.tsx";
import { ColumnList } from "../column/column-list.tsx";
import styles from "../inspector.module.css";
import { DeleteButton } from "../parts/delete-button.tsx";
import { Section } from "../parts/section.tsx";
import { SectionButton } from "../parts/section-button.tsx";
import { CheckSection } from "./check-section.tsx";
import { IndexSection } from "./index-section.tsx";
import { KeySection } from "./key-section.tsx";
import { RelationSection } from "./relation-section.tsx";
import { TableNames } from "./table-names.tsx";

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
      <RelationSection table={table} />
      <KeySection view={view} />
      <IndexSection view={view} />
      <CheckSection view={view} />
      <Section>
        <DeleteTable id={table} />
      </Section>
    </>
  );
};

const AddColumns = () => {
  const bench = useWorkbench();
  return <SectionButton label="Add columns" onClick={() => addColumns.run(bench)} />;
};

const DeleteTable = ({ id }: { readonly id: TableId }) => {
  const bench = useWorkbench();
  const remove = () => {
    bench.project.select({ ...nothingSelected, tables: new Set([id]) });
    deleteSelection.run(bench);
  };
  return <DeleteButton label="Delete table" onDelete={remove} />;
};
