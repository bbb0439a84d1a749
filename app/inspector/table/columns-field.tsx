/** An ordered list of columns of a table, such as those of a key. */
import { type ColumnId, columnOf, type TableView } from "../../../engine/index.ts";
import { useDocument } from "../../hooks/index.ts";
import { Button } from "../../ui/index.ts";
import { OrderedRows } from "../parts/ordered-rows.tsx";
import { ColumnSelect } from "./column-select.tsx";

export type ColumnsFieldProps = {
  readonly view: TableView;
  readonly columns: readonly ColumnId[];
  /** Commits the columns; returns why they were rejected, or null. */
  readonly onChange: (columns: readonly ColumnId[]) => string | null;
};

export const ColumnsField = ({ view, columns, onChange }: ColumnsFieldProps) => {
  const document = useDocument();
  const next = view.columns.find(({ id }) => !columns.includes(id));
  return (
    <div>
      <OrderedRows
        label="Columns"
        rows={columns}
        nameOf={id => columnOf(document, id).name}
        onChange={onChange}
        renderRow={(id, index) => (
          <ColumnSelect
            label={`Column ${index + 1}`}
            view={view}
            value={id}
            onChange={column => onChange(columns.with(index, column))}
          />
        )}
      />
      {next === undefined ? null : (
        <Button size="small" variant="quiet" onClick={() => onChange([...columns, next.id])}>
          Add column
        </Button>
      )}
    </div>
  );
};
