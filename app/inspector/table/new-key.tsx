/** Collects the columns of a new unique key, because a key of only some of them would already change relations. */
import { useState } from "react";
import { addUniqueKey, type ColumnId, type TableView } from "../../../engine/index.ts";
import { useWorkbench } from "../../hooks/index.ts";
import { Button } from "../../ui/index.ts";
import styles from "../inspector.module.css";
import { useSubmit } from "../parts/use-submit.ts";
import { ColumnsField } from "./columns-field.tsx";
import box from "./new-key.module.css";

export type NewKeyProps = {
  readonly view: TableView;
  readonly onEnd: () => void;
};

export const NewKey = ({ view, onEnd }: NewKeyProps) => {
  const { project } = useWorkbench();
  const submit = useSubmit();
  const [chosen, setChosen] = useState<readonly ColumnId[]>(() => firstColumns(view));
  const [rejection, setRejection] = useState<string | null>(null);
  const columns = chosen.filter(id => view.columns.some(column => column.id === id));
  const choose = (next: readonly ColumnId[]) => {
    setChosen(next);
    setRejection(null);
    return null;
  };
  const add = () => {
    const input = { newId: project.newId, table: view.table.id, columns };
    const refused = submit("add unique key", before => addUniqueKey(before, input));
    setRejection(refused);
    if (refused === null) onEnd();
  };
  return (
    <section className={box.draft} aria-label="New unique key">
      <ColumnsField view={view} columns={columns} onChange={choose} />
      {rejection === null ? null : (
        <p role="alert" className={box.rejection}>
          {rejection}
        </p>
      )}
      <div className={styles.buttons}>
        <Button size="small" variant="primary" onClick={add}>
          Add unique key
        </Button>
        <Button size="small" onClick={onEnd}>
          Cancel
        </Button>
      </div>
    </section>
  );
};

/** The first column outside of the primary key. */
const firstColumns = ({ columns, primaryKey }: TableView): readonly ColumnId[] => {
  const ids = columns.map(({ id }) => id);
  return [ids.find(id => !primaryKey?.columns.includes(id)) ?? ids[0]].filter(
    id => id !== undefined,
  );
};
