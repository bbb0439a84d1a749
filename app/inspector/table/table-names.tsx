/** The names of a table, and its comment. */
import { renameTable, type Table, updateTable } from "../../../engine/index.ts";
import styles from "../inspector.module.css";
import { CommitField } from "../parts/commit-field.tsx";
import { useSubmit } from "../parts/use-submit.ts";

export const TableNames = ({ table }: { readonly table: Table }) => {
  const submit = useSubmit();
  const { id, name, entity, comment } = table;
  const rename = (names: { readonly name: string; readonly entity?: string }) =>
    submit("rename table", document => renameTable(document, { table: id, ...names }));
  return (
    <>
      <div className={styles.pair}>
        <CommitField
          label="Table name"
          mono
          value={name}
          onCommit={text => rename({ name: text })}
        />
        <CommitField
          label="Class name"
          mono
          value={entity}
          onCommit={text => rename({ name, entity: text })}
        />
      </div>
      <CommitField
        label="Comment"
        value={comment}
        onCommit={text =>
          submit("change comment", document => updateTable(document, { table: id, comment: text }))
        }
      />
    </>
  );
};
