/** An ordered list whose rows can be changed, moved and removed. */
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "../../ui/index.ts";
import styles from "./ordered-rows.module.css";

export type OrderedRowsProps<Row> = {
  readonly label: string;
  readonly rows: readonly Row[];
  /** The name of a row in the labels of its buttons. */
  readonly nameOf: (row: Row) => string;
  readonly renderRow: (row: Row, index: number) => ReactNode;
  /** Whether the order has a meaning, so that rows can be moved. */
  readonly ordered?: boolean;
  /** Commits the rows; returns why they were rejected, or null. */
  readonly onChange: (rows: readonly Row[]) => string | null;
};

export const OrderedRows = <Row,>(props: OrderedRowsProps<Row>) => {
  const { label, rows, nameOf, renderRow, ordered = true, onChange } = props;
  const [rejection, setRejection] = useState<string | null>(null);
  const commit = (next: readonly Row[]) => setRejection(onChange(next));
  return (
    <fieldset className={styles.rows}>
      <legend className={styles.label}>{label}</legend>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is identified by its place
        <div key={index} className={styles.row}>
          <div className={styles.content}>{renderRow(row, index)}</div>
          {ordered ? (
            <MoveButtons
              name={nameOf(row)}
              isFirst={index === 0}
              isLast={index === rows.length - 1}
              onMove={by => commit(moved(rows, index, by))}
            />
          ) : null}
          <IconButton
            size="small"
            label={`Remove ${nameOf(row)}`}
            icon={<X size={13} />}
            onClick={() => commit(rows.toSpliced(index, 1))}
          />
        </div>
      ))}
      {rejection === null ? null : (
        <p role="alert" className={styles.rejection}>
          {rejection}
        </p>
      )}
    </fieldset>
  );
};

const moved = <Row,>(rows: readonly Row[], index: number, by: -1 | 1): readonly Row[] =>
  rows.toSpliced(index, 1).toSpliced(index + by, 0, ...rows.slice(index, index + 1));

type MoveButtonsProps = {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
};

const MoveButtons = ({ name, isFirst, isLast, onMove }: MoveButtonsProps) => (
  <span className={styles.buttons}>
    <IconButton
      size="small"
      label={`Move ${name} up`}
      icon={<ChevronUp size={13} />}
      disabled={isFirst}
      onClick={() => onMove(-1)}
    />
    <IconButton
      size="small"
      label={`Move ${name} down`}
      icon={<ChevronDown size={13} />}
      disabled={isLast}
      onClick={() => onMove(1)}
    />
  </span>
);
