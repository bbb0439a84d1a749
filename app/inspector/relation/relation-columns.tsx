/** The columns of a foreign key, each next to the column that it references. */
import { columnOf, type ForeignKey, tableView } from "../../../engine/index.ts";
import { useDocument } from "../../hooks/index.ts";
import { Button } from "../../ui/index.ts";
import { OrderedRows } from "../parts/ordered-rows.tsx";
import { ColumnSelect } from "../table/column-select.tsx";

export type RelationColumnsProps = {
  readonly foreignKey: ForeignKey;
  /** Commits the columns; returns why they were rejected, or null. */
  readonly onChange: (columns: Pick<ForeignKey, "columns" | "targetColumns">) => string | null;
};

type Pair = {
  readonly from: ForeignKey["columns"][number];
  readonly to: ForeignKey["columns"][number];
};

export const RelationColumns = ({ foreignKey, onChange }: RelationColumnsProps) => {
  const document = useDocument();
  const source = tableView(document, foreignKey.table);
  const target = tableView(document, foreignKey.target);
  const pairs = foreignKey.columns.flatMap((from, index): readonly Pair[] => {
    const to = foreignKey.targetColumns[index];
    return to === undefined ? [] : [{ from, to }];
  });
  const change = (next: readonly Pair[]) =>
    onChange({ columns: next.map(({ from }) => from), targetColumns: next.map(({ to }) => to) });
  const from = source.columns.find(({ id }) => !foreignKey.columns.includes(id));
  const to = target.columns.find(({ id }) => !foreignKey.targetColumns.includes(id));
  return (
    <div>
      <OrderedRows
        label={`From ${source.table.name}, to ${target.table.name}`}
        ordered={false}
        rows={pairs}
        nameOf={pair => columnOf(document, pair.from).name}
        onChange={change}
        renderRow={(pair, index) => (
          <>
            <ColumnSelect
              label={`Column ${index + 1}`}
              view={source}
              value={pair.from}
              onChange={column => change(pairs.with(index, { ...pair, from: column }))}
            />
            <ColumnSelect
              label={`Referenced column ${index + 1}`}
              view={target}
              value={pair.to}
              onChange={column => change(pairs.with(index, { ...pair, to: column }))}
            />
          </>
        )}
      />
      {from === undefined || to === undefined ? null : (
        <Button
          size="small"
          variant="quiet"
          onClick={() => change([...pairs, { from: from.id, to: to.id }])}
        >
          Add columns
        </Button>
      )}
    </div>
  );
};
