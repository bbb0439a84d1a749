/** The enums of the design. */
import { useState } from "react";
import {
  addEnum,
  addedRecords,
  columnsOfEnum,
  freeName,
  recordsOf,
  removeEnums,
} from "../../../engine/index.ts";
import { useDocument, useEdit, useWorkbench } from "../../hooks/index.ts";
import { DeleteButton } from "../parts/delete-button.tsx";
import { EntryList } from "../parts/entry-list.tsx";
import { Section } from "../parts/section.tsx";
import { SectionButton } from "../parts/section-button.tsx";
import { EnumEditor } from "./enum-editor.tsx";

export const EnumSection = () => {
  const { project } = useWorkbench();
  const document = useDocument();
  const edit = useEdit();
  const [open, setOpen] = useState<string | null>(null);
  const enums = recordsOf(document, "enum");
  const add = () => {
    const name = freeName(
      "state",
      enums.map(other => other.name),
    );
    const input = { newId: project.newId, name, values: ["draft", "live"] };
    const diff = edit("add enum", before => addEnum(before, input));
    setOpen(diff ? (addedRecords(diff, "enum")[0]?.id ?? null) : null);
  };
  const entries = enums.map(record => ({
    id: record.id,
    summary: `${record.name} (${record.values.join(", ")})`,
    editor: (
      <>
        <EnumEditor record={record} />
        <DeleteButton
          label={
            columnsOfEnum(document, record.id).length === 0
              ? "Delete enum"
              : "Delete enum; its columns become text"
          }
          onDelete={() =>
            edit("delete enum", before =>
              removeEnums(before, { enums: [record.id], whenUsed: "text" }),
            )
          }
        />
      </>
    ),
  }));
  return (
    <Section title="Enums" trailing={<SectionButton label="Add enum" onClick={add} />}>
      <EntryList label="Enums" entries={entries} open={open} onOpen={setOpen} />
    </Section>
  );
};
