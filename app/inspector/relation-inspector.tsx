/** The inspector of a relation: its names, referential actions and columns. */
import { Trash2 } from "lucide-react";
import {
  type ForeignKey,
  type ForeignKeyId,
  type ReferentialAction,
  recordOf,
  removeForeignKeys,
  updateForeignKey,
} from "../../engine/index.ts";
import { useDocument, useEdit } from "../hooks/index.ts";
import { Button, Select, type SelectOption } from "../ui/index.ts";
import { CommitField } from "./commit-field.tsx";
import styles from "./inspector.module.css";
import { entityOf, RelationSentence } from "./relation-sentence.tsx";
import { Section } from "./section.tsx";
import { useSubmit } from "./use-submit.ts";

export const RelationInspector = ({ id }: { readonly id: ForeignKeyId }) => {
  const document = useDocument();
  const submit = useSubmit();
  if (!document.records.has(id)) return null;
  const key = recordOf(document, "foreignKey", id);
  const update: Update = (label, changes) =>
    submit(label, before => updateForeignKey(before, { foreignKey: id, changes }));
  return (
    <>
      <header className={styles.head}>
        <h2>{`${key.forward} / ${key.reverse}`}</h2>
        <span className={styles.kind}>relation</span>
      </header>
      <Section>
        <RelationSentence foreignKey={key} />
        <RelationNames foreignKey={key} update={update} />
        <RelationActions foreignKey={key} update={update} />
        <DeleteRelation id={id} />
      </Section>
    </>
  );
};

/** Changes the relation; returns why the change was rejected, or null. */
type Update = (label: string, changes: Partial<ForeignKey>) => string | null;

type PartProps = {
  readonly foreignKey: ForeignKey;
  readonly update: Update;
};

const RelationNames = ({ foreignKey, update }: PartProps) => {
  const document = useDocument();
  const { table, target, forward, reverse } = foreignKey;
  return (
    <div className={styles.pair}>
      <CommitField
        label={`On ${entityOf(document, table)}`}
        mono
        value={forward}
        onCommit={name => update("rename relation", { forward: name })}
      />
      <CommitField
        label={`On ${entityOf(document, target)}`}
        mono
        value={reverse}
        onCommit={name => update("rename relation", { reverse: name })}
      />
    </div>
  );
};

const ACTIONS: readonly SelectOption<ReferentialAction>[] = [
  { value: "no action", label: "No action" },
  { value: "restrict", label: "Restrict" },
  { value: "cascade", label: "Cascade" },
  { value: "set null", label: "Set null" },
  { value: "set default", label: "Set default" },
];

const RelationActions = ({ foreignKey, update }: PartProps) => (
  <div className={styles.pair}>
    <Select
      label="On delete"
      value={foreignKey.onDelete}
      options={ACTIONS}
      onChange={onDelete => update("change on delete", { onDelete })}
    />
    <Select
      label="On update"
      value={foreignKey.onUpdate}
      options={ACTIONS}
      onChange={onUpdate => update("change on update", { onUpdate })}
    />
  </div>
);

const DeleteRelation = ({ id }: { readonly id: ForeignKeyId }) => {
  const edit = useEdit();
  const remove = () =>
    edit("delete relation", before => removeForeignKeys(before, { foreignKeys: [id] }));
  return (
    <div className={styles.buttons}>
      <Button className={styles.destroy} onClick={remove}>
        <Trash2 size={14} aria-hidden />
        Delete relation
      </Button>
    </div>
  );
};
