/** The type of a column, completed from the known types and the enums of the design. */
import {
  type Column,
  commonTypeNames,
  enumOf,
  parseColumnType,
  printColumnType,
  recordsOf,
  updateColumn,
} from "../../../engine/index.ts";
import { useDocument } from "../../hooks/index.ts";
import { EnumEditor } from "../enums/enum-editor.tsx";
import { CommitField } from "../parts/commit-field.tsx";
import { useSubmit } from "../parts/use-submit.ts";

const TYPE_LIST_ID = "column-types";

export const TypeField = ({ column }: { readonly column: Column }) => {
  const document = useDocument();
  const submit = useSubmit();
  const { id, type } = column;
  const change = (text: string) =>
    submit("change type", before =>
      updateColumn(before, { column: id, changes: { type: parseColumnType(text, before) } }),
    );
  const names = [...commonTypeNames, ...recordsOf(document, "enum").map(({ name }) => name)];
  return (
    <>
      <CommitField
        label="Type"
        mono
        list={TYPE_LIST_ID}
        value={printColumnType(type, document)}
        onCommit={change}
      />
      <datalist id={TYPE_LIST_ID}>
        {names.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {type.kind === "enum" ? <EnumEditor record={enumOf(document, type.enum)} /> : null}
    </>
  );
};
