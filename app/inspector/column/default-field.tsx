/** The default of a column; its help distinguishes a value from an expression. */
import {
  type Column,
  type ColumnDefault,
  parseColumnDefault,
  printColumnDefault,
  updateColumn,
} from "../../../engine/index.ts";
import { CommitField } from "../parts/commit-field.tsx";
import { useSubmit } from "../parts/use-submit.ts";

export const DefaultField = ({ column }: { readonly column: Column }) => {
  const submit = useSubmit();
  const change = (text: string) => {
    const next = text.trim() === "" ? null : parseColumnDefault(text, column.type);
    return submit("change default", before =>
      updateColumn(before, { column: column.id, changes: { default: next } }),
    );
  };
  return (
    <CommitField
      label="Default"
      mono
      placeholder="none"
      value={column.default === null ? "" : printColumnDefault(column.default)}
      help={column.default === null ? undefined : meaningOf(column.default)}
      onCommit={change}
    />
  );
};

const meaningOf = (given: ColumnDefault): string => {
  if (given.kind === "expression") return "An SQL expression, evaluated by the database";
  if (given.value === null) return "No value";
  return `The ${typeof given.value === "string" ? "text" : typeof given.value} ${given.value}`;
};
