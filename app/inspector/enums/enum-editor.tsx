/** Changes an enum: its name, its values and their order. */
import {
  columnsOfEnum,
  type Enum,
  recordOf,
  type SchemaDocument,
  type UpdateEnum,
  updateEnum,
} from "../../../engine/index.ts";
import { useDocument } from "../../hooks/index.ts";
import { CommitField } from "../parts/commit-field.tsx";
import { OrderedRows } from "../parts/ordered-rows.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import styles from "./enum-editor.module.css";

export const EnumEditor = ({ record }: { readonly record: Enum }) => {
  const document = useDocument();
  const submit = useSubmit();
  const { id, name, values } = record;
  const update = (changes: Omit<UpdateEnum, "enum">) =>
    submit("change enum", before => updateEnum(before, { enum: id, ...changes }));
  return (
    <div className={styles.enum}>
      <CommitField
        label="Name of the enum"
        mono
        value={name}
        onCommit={text => update({ name: text })}
      />
      <OrderedRows
        label="Values"
        rows={values}
        nameOf={value => value}
        onChange={next => update({ values: next })}
        renderRow={(value, index) => (
          <CommitField
            label={`Value ${index + 1}`}
            showLabel={false}
            mono
            value={value}
            onCommit={text =>
              update({ values: values.with(index, text), renamedValues: new Map([[value, text]]) })
            }
          />
        )}
      />
      <CommitField
        key={values.length}
        label="Add a value"
        mono
        value=""
        onCommit={text => update({ values: [...values, text] })}
      />
      <p className={styles.use}>{useText(document, id)}</p>
    </div>
  );
};

const useText = (document: SchemaDocument, id: Enum["id"]): string => {
  const columns = columnsOfEnum(document, id).map(
    ({ table, name }) => `${recordOf(document, "table", table).name}.${name}`,
  );
  return columns.length === 0 ? "No column uses it." : `Used by ${columns.join(", ")}.`;
};
