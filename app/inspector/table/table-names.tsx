/** The names of a table, its comment and its color. */
import { colorNames, renameTable, type Table, updateTable } from "../../../engine/index.ts";
import { useEdit } from "../../hooks/index.ts";
import { ColorChoice } from "../../ui/index.ts";
import styles from "../inspector.module.css";
import { CommitField } from "../parts/commit-field.tsx";
import { useSubmit } from "../parts/use-submit.ts";

export const TableNames = ({ table }: { readonly table: Table }) => {
  const submit = useSubmit();
  const edit = useEdit();
  const { id, name, entity, comment, color } = table;
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
      <ColorChoice
        label="Color"
        names={colorNames}
        value={color ?? null}
        onChange={next => {
          edit("change color", document => updateTable(document, { table: id, color: next }));
        }}
      />
    </>
  );
};
