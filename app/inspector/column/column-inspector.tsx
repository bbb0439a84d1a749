/** The inspector of a column. */
import { type Column, type ColumnId, columnOf, updateColumn } from "../../../engine/index.ts";
import { deleteSelection } from "../../commands/index.ts";
import { useDocument, useWorkbench } from "../../hooks/index.ts";
import { CommitField } from "../parts/commit-field.tsx";
import { DeleteButton } from "../parts/delete-button.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import styles from "./column-inspector.module.css";
import { ColumnSwitches } from "./column-switches.tsx";
import { DefaultField } from "./default-field.tsx";
import { GeneratedField } from "./generated-field.tsx";
import { TypeField } from "./type-field.tsx";

export const ColumnInspector = ({ id }: { readonly id: ColumnId }) => {
  const document = useDocument();
  const bench = useWorkbench();
  if (!document.records.has(id)) return null;
  const column = columnOf(document, id);
  return (
    <div className={styles.column}>
      <TextFieldOf column={column} field="name" label="Name" />
      <TypeField column={column} />
      <ColumnSwitches column={column} />
      {column.generated === null ? <DefaultField column={column} /> : null}
      <GeneratedField column={column} />
      {isCompared(column) ? (
        <TextFieldOf column={column} field="collation" label="Collation" />
      ) : null}
      <TextFieldOf column={column} field="comment" label="Comment" />
      <DeleteButton label="Delete column" onDelete={() => deleteSelection.run(bench)} />
    </div>
  );
};

/** Whether the database compares the values by a collation. */
const isCompared = ({ type, collation }: Column): boolean =>
  collation !== undefined || ["text", "varchar", "char"].includes(type.kind);

type TextFieldOfProps = {
  readonly column: Column;
  readonly field: "name" | "collation" | "comment";
  readonly label: string;
};

const TextFieldOf = ({ column, field, label }: TextFieldOfProps) => {
  const submit = useSubmit();
  return (
    <CommitField
      label={label}
      mono={field !== "comment"}
      {...(field === "collation" ? { placeholder: "default of the database" } : {})}
      value={column[field] ?? ""}
      onCommit={text =>
        submit(`change ${field} of column`, before =>
          updateColumn(before, { column: column.id, changes: { [field]: text } }),
        )
      }
    />
  );
};
