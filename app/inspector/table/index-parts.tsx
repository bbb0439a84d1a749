/** The columns and expressions of an index, in order. */
import { ArrowDown, ArrowUp } from "lucide-react";
import {
  type ColumnId,
  columnOf,
  type IndexPart,
  type SchemaDocument,
  type TableView,
} from "../../../engine/index.ts";
import { useDocument } from "../../hooks/index.ts";
import { Button, IconButton, Select } from "../../ui/index.ts";
import { CommitField } from "../parts/commit-field.tsx";
import { OrderedRows } from "../parts/ordered-rows.tsx";
import { columnOptions } from "./column-select.tsx";
import styles from "./index-parts.module.css";

export type IndexPartsProps = {
  readonly parts: readonly IndexPart[];
  readonly view: TableView;
  /** Commits the parts; returns why they were rejected, or null. */
  readonly onChange: (parts: readonly IndexPart[]) => string | null;
};

export const IndexParts = ({ parts, view, onChange }: IndexPartsProps) => {
  const document = useDocument();
  const used = parts.flatMap(part => (part.kind === "column" ? [part.column] : []));
  const next = view.columns.find(({ id }) => !used.includes(id));
  const add = (column: ColumnId) =>
    onChange([...parts, { kind: "column", column, descending: false }]);
  return (
    <div>
      <OrderedRows
        label="Columns and expressions"
        rows={parts}
        nameOf={part => textOf(document, part)}
        onChange={onChange}
        renderRow={(part, index) => (
          <PartRow
            part={part}
            index={index}
            view={view}
            onChange={changed => onChange(parts.with(index, changed))}
          />
        )}
      />
      {next === undefined ? null : (
        <Button size="small" variant="quiet" onClick={() => add(next.id)}>
          Add column
        </Button>
      )}
    </div>
  );
};

const textOf = (document: SchemaDocument, part: IndexPart): string =>
  part.kind === "column" ? columnOf(document, part.column).name : part.text;

const EXPRESSION = "expression";

type PartRowProps = {
  readonly part: IndexPart;
  readonly index: number;
  readonly view: TableView;
  readonly onChange: (part: IndexPart) => string | null;
};

const PartRow = ({ part, index, view, onChange }: PartRowProps) => {
  const document = useDocument();
  const { descending } = part;
  const choose = (value: ColumnId | typeof EXPRESSION) => {
    if (value !== EXPRESSION) onChange({ kind: "column", column: value, descending });
    else onChange({ kind: "expression", text: textOf(document, part), descending });
  };
  return (
    <div className={styles.part}>
      <div className={styles.choice}>
        <Select
          label={`Part ${index + 1}`}
          showLabel={false}
          mono
          value={part.kind === "column" ? part.column : EXPRESSION}
          options={[...columnOptions(view), { value: EXPRESSION, label: "expression" }]}
          onChange={choose}
        />
        <DirectionButton part={part} onChange={onChange} />
      </div>
      {part.kind === "expression" ? (
        <CommitField
          label={`Expression ${index + 1}`}
          showLabel={false}
          mono
          value={part.text}
          onCommit={text => onChange({ ...part, text })}
        />
      ) : null}
    </div>
  );
};

const DirectionButton = ({ part, onChange }: Pick<PartRowProps, "part" | "onChange">) => {
  const { descending } = part;
  return (
    <IconButton
      size="small"
      label={descending ? "Descending" : "Ascending"}
      pressed={descending}
      icon={descending ? <ArrowDown size={13} /> : <ArrowUp size={13} />}
      onClick={() => onChange({ ...part, descending: !descending })}
    />
  );
};
