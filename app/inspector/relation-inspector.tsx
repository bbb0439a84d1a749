/** The inspector of a relation: its names, referential actions and columns. */
import { Trash2 } from "lucide-react";
import {
  columnOf,
  type ForeignKey,
  type ForeignKeyId,
  isOneToOne,
  type ReferentialAction,
  recordOf,
  removeForeignKeys,
  type SchemaDocument,
  updateForeignKey,
} from "../../engine/index.ts";
import { useDocument, useEdit } from "../hooks/index.ts";
import { Button, Select, type SelectOption } from "../ui/index.ts";
import { CommitField } from "./commit-field.tsx";
import styles from "./inspector.module.css";
import { Section } from "./section.tsx";
import { useSubmit } from "./use-submit.ts";

const ACTIONS: readonly SelectOption<ReferentialAction>[] = [
  { value: "no action", label: "No action" },
  { value: "restrict", label: "Restrict" },
  { value: "cascade", label: "Cascade" },
  { value: "set null", label: "Set null" },
  { value: "set default", label: "Set default" },
];

export const RelationInspector = ({ id }: { readonly id: ForeignKeyId }) => {
  const document = useDocument();
  const submit = useSubmit();
  const edit = useEdit();
  if (!document.records.has(id)) return null;
  const key = recordOf(document, "foreignKey", id);
  const update = (label: string, changes: Partial<ForeignKey>) =>
    submit(label, before => updateForeignKey(before, { foreignKey: id, changes }));
  const { source, target } = entitiesOf(document, key);
  return (
    <>
      <header className={styles.head}>
        <h2>{`${key.forward} / ${key.reverse}`}</h2>
        <span className={styles.kind}>relation</span>
      </header>
      <Section>
        <RelationSentence foreignKey={key} document={document} />
        <div className={styles.pair}>
          <CommitField
            label={`On ${source}`}
            mono
            value={key.forward}
            onCommit={forward => update("rename relation", { forward })}
          />
          <CommitField
            label={`On ${target}`}
            mono
            value={key.reverse}
            onCommit={reverse => update("rename relation", { reverse })}
          />
        </div>
        <div className={styles.pair}>
          <Select
            label="On delete"
            value={key.onDelete}
            options={ACTIONS}
            onChange={onDelete => update("change on delete", { onDelete })}
          />
          <Select
            label="On update"
            value={key.onUpdate}
            options={ACTIONS}
            onChange={onUpdate => update("change on update", { onUpdate })}
          />
        </div>
        <div className={styles.buttons}>
          <Button
            className={styles.destroy}
            onClick={() =>
              edit("delete relation", before => removeForeignKeys(before, { foreignKeys: [id] }))
            }
          >
            <Trash2 size={14} aria-hidden />
            Delete relation
          </Button>
        </div>
      </Section>
    </>
  );
};

type RelationSentenceProps = {
  readonly foreignKey: ForeignKey;
  readonly document: SchemaDocument;
};

const RelationSentence = ({ foreignKey, document }: RelationSentenceProps) => {
  const { source, target } = entitiesOf(document, foreignKey);
  const { forward, reverse, columns } = foreignKey;
  const single = isOneToOne(document, foreignKey);
  const optional = columns.some(id => columnOf(document, id).nullable);
  return (
    <div className={styles.sentence}>
      <p>
        <code>{columnWords(document, foreignKey.table, foreignKey.columns)}</code> refers to{" "}
        <code>{columnWords(document, foreignKey.target, foreignKey.targetColumns)}</code>
      </p>
      <p>
        Each {source} has {optional ? "at most one" : "one"} <code>{forward}</code>
      </p>
      <p>
        Each {target} has {single ? "at most one" : "many"} <code>{reverse}</code>
      </p>
    </div>
  );
};

const entitiesOf = (document: SchemaDocument, key: ForeignKey) => ({
  source: recordOf(document, "table", key.table).entity,
  target: recordOf(document, "table", key.target).entity,
});

const columnWords = (
  document: SchemaDocument,
  table: ForeignKey["table"],
  columns: ForeignKey["columns"],
): string => {
  const names = columns.map(id => columnOf(document, id).name).join(", ");
  const { name } = recordOf(document, "table", table);
  return columns.length === 1 ? `${name}.${names}` : `${name}(${names})`;
};
