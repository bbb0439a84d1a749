/** The default of a column; its help distinguishes a value from an expression. */
import {
  type Column,
  type ColumnDefault,
  defaultFault,
  enumOf,
  parseColumnDefault,
  printColumnDefault,
  updateColumn,
} from "../../../engine/index.ts";
import { useDocument } from "../../hooks/index.ts";
import { CommitField } from "../parts/commit-field.tsx";
import { useSubmit } from "../parts/use-submit.ts";

export const DefaultField = ({ column }: { readonly column: Column }) => {
  const document = useDocument();
  const submit = useSubmit();
  const { id, type } = column;
  const values = type.kind === "enum" ? enumOf(document, type.enum).values : null;
  const change = (text: string) => {
    const next = text.trim() === "" ? null : parseColumnDefault(text, type);
    const fault = next && defaultFault(next, type, values);
    if (fault) return `${fault.message} ${fault.hint}`;
    return submit("change default", before =>
      updateColumn(before, { column: id, changes: { default: next } }),
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
