/** Highlights the tables and relations of a run on the diagram. */
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

/** Foreign keys between tables of one statement. */
const keysWithin = (
  document: SchemaDocument,
  tables: ReadonlySet<TableId>,
): readonly ForeignKeyId[] =>
  [...document.records.values()].flatMap(record =>
    record.kind === "foreignKey" && tables.has(record.table) && tables.has(record.target)
      ? [record.id]
      : [],
  );

const tableNames = ({ statement }: StatementRun): readonly string[] => {
  try {
    return statement ? tablesIn(statement) : [];
  } catch {
    // The tree comes from the worker, where code can replace it with anything.
    return [];
  }
};

const tableIds = (document: SchemaDocument, run: StatementRun): ReadonlySet<TableId> => {
  return new Set(
    tableNames(run).flatMap(name => {
      const view = tableNamed(document, name);
      return view ? [view.table.id] : [];
    }),
  );
};

/** The tables and foreign keys of a run; null if there are none. */
const highlightOf = (document: SchemaDocument, outcome: RunOutcome): Highlight | null => {
  const tables = new Set<TableId>();
  const foreignKeys = new Set<ForeignKeyId>();
  for (const run of outcome.statements) {
    const own = tableIds(document, run);
    for (const table of own) tables.add(table);
    const relation = run.cause.kind.endsWith(" load") ? run.cause.subject : null;
    const keys = relation ? keysOfRelation(document, relation) : keysWithin(document, own);
    for (const key of keys) foreignKeys.add(key);
  }
  return tables.size > 0 ? { tables, foreignKeys } : null;
};

/** Keeps the highlight up to date; returns a function that removes it. */
export const highlightDiagram = ({ store, project }: Playground): (() => void) => {
  const update = () => {
    const run = shownRun(store.getState());
    const { document } = project.getState();
    project.setHighlight(run ? highlightOf(document, run.outcome) : null);
  };
  const stop = store.subscribe((state, before) => {
    if (shownRun(state) !== shownRun(before)) update();
  });
  update();
  return () => {
    stop();
    project.setHighlight(null);
  };
};
