/** The inspector of a note or an area. */
import {
  type Area,
  type ColorName,
  colorNames,
  type Note,
  updateArea,
  updateNote,
} from "../../engine/index.ts";
import { deleteSelection } from "../commands/index.ts";
import { useDocument, useEdit, useWorkbench } from "../hooks/index.ts";
import type { AnnotationId } from "../state/index.ts";
import { ColorChoice } from "../ui/index.ts";
import styles from "./inspector.module.css";
import { CommitField } from "./parts/commit-field.tsx";
import { CommitText } from "./parts/commit-text.tsx";
import { DeleteButton } from "./parts/delete-button.tsx";
import { Section } from "./parts/section.tsx";
import { useSubmit } from "./parts/use-submit.ts";

export const AnnotationInspector = ({ id }: { readonly id: AnnotationId }) => {
  const bench = useWorkbench();
  const record = useDocument().records.get(id);
  if (record?.kind !== "note" && record?.kind !== "area") return null;
  return (
    <>
      <header className={styles.head}>
        <h2>{record.kind === "area" ? record.title : "Note"}</h2>
        {record.kind === "area" ? <span className={styles.kind}>area</span> : null}
      </header>
      <Section>
        <AnnotationText record={record} />
        <AnnotationColor record={record} />
      </Section>
      <Section>
        <DeleteButton label={`Delete ${record.kind}`} onDelete={() => deleteSelection.run(bench)} />
      </Section>
    </>
  );
};

type PartProps = { readonly record: Note | Area };

const AnnotationText = ({ record }: PartProps) => {
  const submit = useSubmit();
  return record.kind === "area" ? (
    <CommitField
      label="Title"
      value={record.title}
      onCommit={title =>
        submit("rename area", document => updateArea(document, { area: record.id, title }))
      }
    />
  ) : (
    <CommitText
      label="Text"
      value={record.text}
      onCommit={text =>
        submit("change note", document => updateNote(document, { note: record.id, text }))
      }
    />
  );
};

const AnnotationColor = ({ record }: PartProps) => {
  const edit = useEdit();
  const change = (color: ColorName | null) => {
    edit("change color", document =>
      record.kind === "area"
        ? updateArea(document, { area: record.id, color })
        : updateNote(document, { note: record.id, color }),
    );
  };
  return (
    <ColorChoice label="Color" names={colorNames} value={record.color ?? null} onChange={change} />
  );
};
