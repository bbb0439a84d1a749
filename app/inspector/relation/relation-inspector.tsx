/** The inspector of a relation: its names, referential actions and columns. */
import {
  type ForeignKey,
  type ForeignKeyId,
  type ReferentialAction,
  recordOf,
  recordsOf,
  removeForeignKeys,
  updateForeignKey,
} from "../../../engine/index.ts";
import { useDocument, useEdit } from "../../hooks/index.ts";
import { Select, type SelectOption } from "../../ui/index.ts";
import styles from "../inspector.module.css";
import { CommitField } from "../parts/commit-field.tsx";
import { DeleteButton } from "../parts/delete-button.tsx";
import { Section } from "../parts/section.tsx";
import { useSubmit } from "../parts/use-submit.ts";
import { RelationColumns } from "./relation-columns.tsx";
import { entityOf, RelationSentence } from "./relation-sentence.tsx";

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
      </Section>
      <Section title="Foreign key">
        <TargetTable foreignKey={key} />
        <RelationColumns
          foreignKey={key}
          onChange={columns => update("change columns of relation", columns)}
        />
        <CommitField
          label="Constraint name"
          mono
          placeholder="automatic"
          value={key.name ?? ""}
          onCommit={name => update("change constraint name", { name })}
        />
      </Section>
      <Section>
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

/** Another target is referenced by its primary key. */
const TargetTable = ({ foreignKey }: Pick<PartProps, "foreignKey">) => {
  const document = useDocument();
  const edit = useEdit();
  const tables = recordsOf(document, "table").map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      label="Referenced table"
      mono
      value={foreignKey.target}
      options={tables}
      onChange={target => {
        edit("change referenced table", before =>
          updateForeignKey(before, { foreignKey: foreignKey.id, changes: { target } }),
        );
      }}
    />
  );
};

const DeleteRelation = ({ id }: { readonly id: ForeignKeyId }) => {
  const edit = useEdit();
  const remove = () =>
    edit("delete relation", before => removeForeignKeys(before, { foreignKeys: [id] }));
  return <DeleteButton label="Delete relation" onDelete={remove} />;
};
