/** The default of a column; its help distinguishes a value from an expression. */
import {
  type Column,
  type ColumnDefault,
  checkColumnDefault,
  emptyDiff,
  isError,
  printColumnDefault,
  report,
  updateColumn,
} from "../../../engine/index.ts";
import { CommitField } from "../parts/commit-field.tsx";
import { useSubmit } from "../parts/use-submit.ts";

export const DefaultField = ({ column }: { readonly column: Column }) => {
  const submit = useSubmit();
  const { id, type } = column;
  const change = (text: string) =>
    submit("change default", before => {
      const { value, diagnostics } = checkColumnDefault(text, type, before);
      if (diagnostics.some(isError)) return report(emptyDiff, diagnostics);
      return updateColumn(before, { column: id, changes: { default: value } });
    });
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
