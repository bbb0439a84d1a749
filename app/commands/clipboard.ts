/** Writes what is selected as clipboard data, and reads it. */
import * as v from "valibot";
import {
  CONTENT_VERSION,
  type Column,
  type Copied,
  createScript,
  limitToTables,
  printScript,
  readProjectContent,
  type SchemaDocument,
  type SchemaRecord,
  type TableId,
  tableView,
} from "../../engine/index.ts";
import type { AnnotationId, Selection } from "../state/index.ts";

/** The type of the data that keeps everything; other programs get SQL. */
export const COPY_TYPE = "application/x-stele";

/** What is copied, with the document that it is part of. */
export type CopiedPart = Copied & {
  /** Columns of one table; then no table is copied. */
  readonly columns: readonly Column["id"][];
};

/** The selected part; null if nothing that can be copied is selected. */
export const selectedPart = (from: SchemaDocument, selection: Selection): CopiedPart | null => {
  const { column } = selection;
  if (column !== null) return { from, tables: [], annotations: [], columns: [column] };
  const [tables, annotations] = [[...selection.tables], [...selection.annotations]];
  if (tables.length + annotations.length === 0) return null;
  return { from, tables, annotations, columns: [] };
};

export type ClipboardText = {
  readonly sql: string;
  /** The content of {@link COPY_TYPE}. */
  readonly data: string;
};

export const printPart = (part: CopiedPart): ClipboardText => {
  const { from, columns, annotations } = part;
  const [column] = columns;
  const record = column === undefined ? undefined : from.records.get(column);
  const tables = record?.kind === "column" ? [record.table] : part.tables;
  const selected = limitToTables(from, new Set(tables)).value;
  const notes = annotations.flatMap(id => from.records.get(id) ?? []);
  const content = {
    version: CONTENT_VERSION,
    name: "",
    records: [...withTargets(from, tables).records.values(), ...notes] satisfies SchemaRecord[],
    queries: [],
  };
  const data = JSON.stringify({ tables: part.tables, columns, annotations, content });
  const { text } = printScript(createScript(selected, "sqlite").value);
  return { sql: record?.kind === "column" ? record.name : text, data };
};

/** The tables with those that they reference. */
const withTargets = (from: SchemaDocument, tables: readonly TableId[]): SchemaDocument => {
  const targets = tables.flatMap(id => tableView(from, id).foreignKeys.map(key => key.target));
  return limitToTables(from, new Set([...tables, ...targets])).value;
};

const copySchema = v.object({
  tables: v.array(v.string()),
  columns: v.array(v.string()),
  annotations: v.array(v.string()),
  content: v.unknown(),
});

/** The part in clipboard data, which any page can have written; null if it is none. */
export const parsePart = (data: string): CopiedPart | null => {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), copySchema), data);
  const from = parsed.success ? readProjectContent(parsed.output.content).value?.document : null;
  if (!parsed.success || !from) return null;
  const present = <Id extends string>(ids: readonly string[], kinds: readonly string[]): Id[] =>
    ids.filter((id): id is Id => kinds.includes(from.records.get(id)?.kind ?? ""));
  return {
    from,
    tables: present<TableId>(parsed.output.tables, ["table"]),
    columns: present<Column["id"]>(parsed.output.columns, ["column"]),
    annotations: present<AnnotationId>(parsed.output.annotations, ["note", "area"]),
  };
};
