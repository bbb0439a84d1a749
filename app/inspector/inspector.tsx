/** The details of the selection. */
import { useProject } from "../hooks/index.ts";
import { useKeptFocus } from "../ui/index.ts";
import styles from "./inspector.module.css";
import { NothingSelected } from "./nothing-selected.tsx";
import { RelationInspector } from "./relation/relation-inspector.tsx";
import { SeveralSelected } from "./several-selected.tsx";
import { TableInspector } from "./table/table-inspector.tsx";

export const Inspector = () => {
  const panel = useKeptFocus<HTMLElement>();
  return (
    <section ref={panel} tabIndex={-1} aria-label="Inspector" className={styles.inspector}>
      <Selected />
    </section>
  );
};

const Selected = () => {
  const { tables, foreignKeys } = useProject(state => state.selection);
  const [table] = tables;
  const [foreignKey] = foreignKeys;
  if (tables.size + foreignKeys.size > 1) return <SeveralSelected />;
  if (table !== undefined) return <TableInspector key={table} table={table} />;
  if (foreignKey !== undefined) return <RelationInspector key={foreignKey} id={foreignKey} />;
  return <NothingSelected />;
};
