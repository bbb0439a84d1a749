/** Links the code with the diagram: what the pointer is on in one is highlighted in the other. */
import { useEffect, useMemo, useState } from "react";
import {
  type ExportedFile,
  lengthOf,
  type RecordOrigin,
  type SchemaDocument,
  type Span,
} from "../../engine/index.ts";
import { useDocument, useProject, useWorkbench } from "../hooks/index.ts";

type CodeSpan = Span<RecordOrigin>;

/** The smallest span around an offset. */
export const spanAt = ({ spans }: ExportedFile, offset: number): CodeSpan | null => {
  let best: CodeSpan | null = null;
  for (const span of spans) {
    const around = span.start <= offset && offset < span.end;
    if (around && (best === null || lengthOf(span) < lengthOf(best))) best = span;
  }
  return best;
};

/** The record that the diagram shows for another one: a key or an index belongs to its table. */
export const shownRecord = (document: SchemaDocument, id: string): string | null => {
  const record = document.records.get(id);
  if (record === undefined || record.kind === "enum") return null;
  const isShown = ["table", "column", "foreignKey"].includes(record.kind);
  return isShown || !("table" in record) ? id : record.table;
};

export type Link = {
  /** The spans whose lines are highlighted. */
  readonly marked: readonly CodeSpan[];
  /** The offset of the selected record in the file; null if it is not there. */
  readonly revealed: number | null;
  readonly onPoint: (offset: number | null) => void;
};

export const useLink = (file: ExportedFile): Link => {
  const { project } = useWorkbench();
  const document = useDocument();
  const pointed = useProject(state => state.pointed);
  const selected = useProject(
    ({ selection: { column, tables, foreignKeys } }) =>
      column ?? [...foreignKeys][0] ?? [...tables][0] ?? null,
  );
  const [own, setOwn] = useState<CodeSpan | null>(null);
  const marked = useMemo(() => {
    if (own !== null) return [own];
    return pointed === null ? [] : file.spans.filter(({ origin }) => origin.record === pointed);
  }, [own, pointed, file]);
  useEffect(() => () => project.point(null), [project]);
  const revealed = useMemo(() => {
    if (selected === null) return null;
    return file.spans.find(({ origin }) => origin.record === selected)?.start ?? null;
  }, [file, selected]);
  const onPoint = (offset: number | null) => {
    const span = offset === null ? null : spanAt(file, offset);
    setOwn(span);
    project.point(span === null ? null : shownRecord(document, span.origin.record));
  };
  return { marked, revealed, onPoint };
};
