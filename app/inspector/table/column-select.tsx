/** A choice among the columns of a table. */
import type { ColumnId, TableView } from "../../../engine/index.ts";
import { Select, type SelectOption } from "../../ui/index.ts";

export type ColumnSelectProps = {
  readonly label: string;
  readonly view: TableView;
  readonly value: ColumnId;
  readonly onChange: (column: ColumnId) => void;
};

export const ColumnSelect = ({ label, view, value, onChange }: ColumnSelectProps) => (
  <Select
    label={label}
    showLabel={false}
    mono
    value={value}
    options={columnOptions(view)}
    onChange={onChange}
  />
);

export const columnOptions = ({ columns }: TableView): readonly SelectOption<ColumnId>[] =>
  columns.map(({ id, name }) => ({ value: id, label: name }));
