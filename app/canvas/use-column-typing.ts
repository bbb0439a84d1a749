/** The state and the keys of the field in which columns are typed. */
import { type KeyboardEvent, useRef, useState } from "react";
import {
  addLine,
  type Diagnostic,
  isError,
  parseTableLine,
  succeeded,
  type TableId,
} from "../../engine/index.ts";
import { useDocument, useWorkbench } from "../hooks/index.ts";

export type ColumnTypingState = {
  readonly line: string;
  readonly empty: boolean;
  /** Whether the last attempt to add the column failed. */
  readonly invalid: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly change: (line: string) => void;
  readonly leave: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

export const useColumnTyping = (table: TableId): ColumnTypingState => {
  const { project, workspace, ports } = useWorkbench();
  const document = useDocument();
  const [line, setLine] = useState("");
  const [reported, setReported] = useState<readonly Diagnostic[]>([]);
  const discarded = useRef(false);
  const empty = line.trim() === "";
  const parsed = parseTableLine(line, document, table);

  const close = () => workspace.setState({ typing: null });
  const change = (text: string) => {
    setLine(text);
    setReported([]);
  };
  const add = (): boolean => {
    const draft = parsed.value;
    if (draft === null || !succeeded(parsed)) {
      setReported(parsed.diagnostics);
      return false;
    }
    const outcome = project.edit("add column", before =>
      addLine(before, { newId: project.newId, table, draft }),
    );
    if (succeeded(outcome)) setLine("");
    setReported(outcome.diagnostics);
    return succeeded(outcome);
  };
  // Losing the focus or closing the page keeps the text; only Escape discards it.
  const leave = () => {
    if (!discarded.current && (empty || add())) close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter" && !empty) add();
    else if (event.key === "Enter" || event.key === "Escape") {
      discarded.current = true;
      close();
      ports.canvas?.focus();
    }
  };
  // Errors are shown on Enter, because an incomplete word is no mistake; warnings are shown at once.
  const warnings = empty ? [] : parsed.diagnostics.filter(found => !isError(found));
  const diagnostics = reported.length > 0 ? reported : warnings;
  return { line, empty, invalid: reported.some(isError), diagnostics, change, leave, onKeyDown };
};
