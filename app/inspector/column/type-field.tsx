/** The type of a column, completed from the known types and the enums of the design. */
import {
  type Column,
  checkColumnType,
  commonTypeNames,
  emptyDiff,
  enumOf,
  printColumnType,
  recordOf,
  recordsOf,
  referringColumns,
  report,
  updateColumn,
} from "../../../engine/index.ts";
import { useDocument, useEdit } from "../../hooks/index.ts";
import { Button, Callout } from "../../ui/index.ts";
import { EnumEditor } from "../enums/enum-editor.tsx";
import { CommitField } from "../parts/commit-field.tsx";
import { useSubmit } from "../parts/use-submit.ts";

const TYPE_LIST_ID = "column-types";

export const TypeField = ({ column }: { readonly column: Column }) => {
  const document = useDocument();
  const submit = useSubmit();
  const { id, type } = column;
  const change = (text: string) =>
    submit("change type", before => {
      const { value, diagnostics } = checkColumnType(text, before);
      if (value === null) return report(emptyDiff, diagnostics);
      return updateColumn(before, { column: id, changes: { type: value } });
    });
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
      <OtherTypes column={column} />
      {type.kind === "enum" ? <EnumEditor record={enumOf(document, type.enum)} /> : null}
    </>
  );
};

/** Offers to change the columns that reference this one and have another type. */
const OtherTypes = ({ column }: { readonly column: Column }) => {
  const document = useDocument();
  const edit = useEdit();
  const { id, type } = column;
  const shown = printColumnType(type, document);
  const others = referringColumns(document, id).filter(
    other => printColumnType(other.type, document) !== shown,
  );
  if (others.length === 0) return null;
  const names = others
    .map(({ table, name }) => `${recordOf(document, "table", table).name}.${name}`)
    .join(", ");
  const adopt = () =>
    edit("change type of references", before =>
      updateColumn(before, { column: id, changes: { type }, alsoReferences: true }),
    );
  return (
    <Callout kind="warning" title={`${names} ${others.length === 1 ? "has" : "have"} another type`}>
      <Button size="small" onClick={adopt}>
        Change to {shown}
      </Button>
    </Callout>
  );
};
