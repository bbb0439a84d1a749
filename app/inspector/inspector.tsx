/** The details of the selection. */
import { useProject } from "../hooks/index.ts";
import { useKeptFocus } from "../ui/index.ts";
import { AnnotationInspector } from "./annotation-inspector.tsx";
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
  const { tables, foreignKeys, annotations } = useProject(state => state.selection);
  const [table] = tables;
  const [foreignKey] = foreignKeys;
  const [annotation] = annotations;
  if (tables.size + foreignKeys.size + annotations.size > 1) return <SeveralSelected />;
  if (table !== undefined) return <TableInspector key={table} table={table} />;
  if (foreignKey !== undefined) return <RelationInspector key={foreignKey} id={foreignKey} />;
  if (annotation !== undefined) return <AnnotationInspector key={annotation} id={annotation} />;
  return <NothingSelected />;
};
