/** Lights the tables and relations that a run touched, on the diagram above. */
import {
  type ForeignKeyId,
  modelOf,
  type SchemaDocument,
  type TableId,
  tableNamed,
  tablesIn,
} from "../../engine/index.ts";
import type { RunOutcome, StatementRun } from "../runners/index.ts";
import type { Highlight } from "../state/index.ts";
import type { Playground } from "./playground.ts";
import { shownRun } from "./playground-store.ts";

const keysOfRelation = (document: SchemaDocument, label: string): readonly ForeignKeyId[] => {
  const [entity = "", name = ""] = label.split(".");
  const relation = modelOf(document).entities.get(entity)?.relations.get(name)?.relation;
  if (!relation) return [];
  return relation.through
    ? [relation.foreignKey, relation.through.targetForeignKey]
    : [relation.foreignKey];
};

/** Keys between tables that one statement speaks of together. */
const keysWithin = (
  document: SchemaDocument,
  tables: ReadonlySet<TableId>,
): readonly ForeignKeyId[] =>
  [...document.records.values()].flatMap(record =>
    record.kind === "foreignKey" && tables.has(record.table) && tables.has(record.target)
      ? [record.id]
      : [],
  );

const tableIds = (document: SchemaDocument, run: StatementRun): ReadonlySet<TableId> => {
  const names = run.statement ? tablesIn(run.statement) : [];
  return new Set(
    names.flatMap(name => {
      const view = tableNamed(document, name);
      return view ? [view.table.id] : [];
    }),
  );
};

/** What a run touched; nothing when it touched nothing. */
export const touchedBy = (document: SchemaDocument, outcome: RunOutcome): Highlight | null => {
  const tables = new Set<TableId>();
  const foreignKeys = new Set<ForeignKeyId>();
  for (const run of outcome.statements) {
    const own = tableIds(document, run);
    for (const table of own) tables.add(table);
    const relation = "relation" in run.cause ? run.cause.relation : null;
    const keys = relation ? keysOfRelation(document, relation) : keysWithin(document, own);
    for (const key of keys) foreignKeys.add(key);
  }
  return tables.size > 0 ? { tables, foreignKeys } : null;
};

/** Keeps the diagram lit while the query screen is open; returns what puts the light out. */
export const lightDiagram = ({ store, project }: Playground): (() => void) => {
  const light = () => {
    const run = shownRun(store.getState());
    const { document } = project.getState();
    project.setHighlight(run ? touchedBy(document, run.outcome) : null);
  };
  const stop = store.subscribe((state, before) => {
    if (shownRun(state) !== shownRun(before)) light();
  });
  light();
  return () => {
    stop();
    project.setHighlight(null);
  };
};
