/** A note in the diagram: plain text that is edited in place. */
import { type NodeProps, NodeResizer } from "@xyflow/react";
import { type KeyboardEvent, memo, useEffect, useRef } from "react";
import { type Note, updateNote } from "../../../engine/index.ts";
import { useEdit, useWorkbench, useWorkspace } from "../../hooks/index.ts";
import { classNames, colorStyle } from "../../ui/index.ts";
import type { NoteNode as NoteNodeType } from "../flow-types.ts";
import styles from "./annotation.module.css";

const SMALLEST = { minWidth: 80, minHeight: 40 };

export const NoteNode = memo(function NoteNode({ data, selected }: NodeProps<NoteNodeType>) {
  const { note } = data;
  const { workspace } = useWorkbench();
  const editing = useWorkspace(state => state.naming === note.id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the node around it takes keys, and the inspector has the text
    <div
      className={classNames(styles.note, selected && styles.selected)}
      style={colorStyle(note.color ?? "yellow")}
      onDoubleClick={() => workspace.setState({ naming: note.id })}
    >
      <NodeResizer
        isVisible={selected}
        {...SMALLEST}
        lineClassName={styles.edge ?? ""}
        handleClassName={styles.corner ?? ""}
      />
      {editing ? <NoteEditor note={note} /> : <p className={styles.text}>{note.text}</p>}
    </div>
  );
});

/** Commits when it is left, and on Escape. */
const NoteEditor = ({ note }: { readonly note: Note }) => {
  const { workspace } = useWorkbench();
  const edit = useEdit();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const commit = () => {
    const text = field.current?.value ?? note.text;
    if (text !== note.text) {
      edit("change note", document => updateNote(document, { note: note.id, text }));
    }
    if (workspace.getState().naming === note.id) workspace.setState({ naming: null });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") commit();
  };
  return (
    <textarea
      ref={field}
      aria-label="Text of the note"
      className={classNames(styles.editor, "nodrag", "nowheel")}
      defaultValue={note.text}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
};
