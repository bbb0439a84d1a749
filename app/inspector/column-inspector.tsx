/** The inspector of a column: name, type, nullability, keys, default, comment. */
import { Trash2 } from "lucide-react";
import {
  type Column,
  type ColumnId,
  columnOf,
  commonTypeNames,
  isUniqueColumn,
  parseColumnDefault,
  parseColumnType,
  printColumnDefault,
  printColumnType,
  removeColumns,
  setPrimaryKey,
  setUnique,
  tableView,
  updateColumn,
} from "../../engine/index.ts";
import { useDocument, useEdit, useWorkbench } from "../hooks/index.ts";
import { Button, Checkbox } from "../ui/index.ts";
import styles from "./column-inspector.module.css";
import { CommitField } from "./commit-field.tsx";
import { useSubmit } from "./use-submit.ts";

const TYPE_LIST_ID = "column-types";

export const ColumnInspector = ({ id }: { readonly id: ColumnId }) => {
  const document = useDocument();
  const submit = useSubmit();
  if (!document.records.has(id)) return null;
  const column = columnOf(document, id);
  const update = (label: string, changes: Partial<Column>) =>
    submit(label, before => updateColumn(before, { column: id, changes }));
  return (
    <div className={styles.column}>
      <CommitField
        label="Name"
        mono
        value={column.name}
        onCommit={name => update("rename column", { name })}
      />
      <CommitField
        label="Type"
        mono
        list={TYPE_LIST_ID}
        value={printColumnType(column.type, document)}
        onCommit={text => update("change type", { type: parseColumnType(text, document) })}
      />
      <datalist id={TYPE_LIST_ID}>
        {commonTypeNames.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <ColumnSwitches column={column} />
      <CommitField
        label="Default"
        mono
        placeholder="none"
        value={column.default === null ? "" : printColumnDefault(column.default)}
        onCommit={text =>
          update("change default", {
            default: text.trim() === "" ? null : parseColumnDefault(text, column.type),
          })
        }
      />
      <CommitField
        label="Comment"
        value={column.comment}
        onCommit={comment => update("change comment", { comment })}
      />
      <DeleteColumn id={id} />
    </div>
  );
};

const ColumnSwitches = ({ column }: { readonly column: Column }) => {
  const { project } = useWorkbench();
  const document = useDocument();
  const edit = useEdit();
  const { id, table } = column;
  const primary = tableView(document, table).primaryKey?.columns ?? [];
  const isPrimary = primary.includes(id);
  const { newId } = project;
  return (
    <div className={styles.switches}>
      <Checkbox
        label="Primary key"
        checked={isPrimary}
        onChange={checked => {
          const columns = checked ? [...primary, id] : primary.filter(other => other !== id);
          edit("change primary key", before => setPrimaryKey(before, { newId, table, columns }));
        }}
      />
      <Checkbox
        label="Unique"
        checked={isUniqueColumn(document, id)}
        onChange={unique => {
          const change = { newId, table, columns: [id], unique };
          edit("change unique key", before => setUnique(before, change));
        }}
      />
      <Checkbox
        label="Nullable"
        checked={column.nullable}
        disabled={isPrimary}
        onChange={nullable => {
          edit("change null", before =>
            updateColumn(before, { column: id, changes: { nullable } }),
          );
        }}
      />
    </div>
  );
};

const DeleteColumn = ({ id }: { readonly id: ColumnId }) => {
  const edit = useEdit();
  return (
    <div>
      <Button
        size="small"
        className={styles.destroy}
        onClick={() => edit("delete column", before => removeColumns(before, { columns: [id] }))}
      >
        <Trash2 size={13} aria-hidden />
        Delete column
      </Button>
    </div>
  );
};
