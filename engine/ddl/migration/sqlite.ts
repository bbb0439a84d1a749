/** A migration of SQLite: by ALTER TABLE where possible, otherwise by rebuilding the table. */
import type { Index, TableView } from "../../schema/index.ts";
import { createIndex } from "../create-index.ts";
import { silentDrafting } from "../ddl-dialect.ts";
import { ddlDialects } from "../dialects/index.ts";
import { indexNames } from "../index-names.ts";
import { named } from "../names.ts";
import type { DdlStatement } from "../statement.ts";
import type { Draftings } from "./column-changes.ts";
import type { Pairing } from "./pairing.ts";
import { compareParts, dangerOf, partName } from "./part-changes.ts";
import { dropTable, newTable, renameColumns, renameTables } from "./shared-steps.ts";
import { alterNatively, needsRebuild } from "./sqlite-native.ts";
import { rebuildTable, type SqliteContext } from "./sqlite-rebuild.ts";
import { type MigrationStep, setting, step } from "./steps.ts";

const index = (kind: "create index" | "drop index", part: Index, text: string): DdlStatement => ({
  text,
  table: part.table,
  kind,
});

/** The changes of indexes of kept tables. */
const indexSteps = ({ draftings, pairing, moves }: SqliteContext, rebuilt: ReadonlySet<string>) => {
  const { before, after } = pairing;
  const old = indexNames(draftings.middle, viewsOf(pairing, "before"));
  const next = indexNames(draftings.after, viewsOf(pairing, "after"));
  const isIndex = (part: { readonly kind: string }): part is Index => part.kind === "index";
  const renamed = moves.stayed.flatMap(({ before: was, after: is }) =>
    isIndex(was) && isIndex(is) && old.get(was.id) !== next.get(is.id)
      ? [{ part: is, was, reason: `${partName(before, was)} is renamed to ${next.get(is.id)}.` }]
      : [],
  );
  const gone = [...moves.dropped, ...renamed.map(({ was, reason }) => ({ part: was, reason }))];
  const drops = gone.flatMap(({ part, reason }) =>
    isIndex(part)
      ? [
          step({ kind: "drop index", reason }, part.table, [
            index(
              "drop index",
              part,
              `DROP INDEX ${named(draftings.after, old.get(part.id) ?? part.name)}`,
            ),
          ]),
        ]
      : [],
  );
  const again = moves.stayed.flatMap(({ after: is }) =>
    rebuilt.has(is.table) && isIndex(is) && !renamed.some(({ part }) => part.id === is.id)
      ? [{ part: is, reason: `${partName(after, is)} was dropped with the old table.` }]
      : [],
  );
  const creations = [...moves.added, ...renamed, ...again].flatMap(({ part, reason }) => {
    if (!isIndex(part)) return [];
    const view = viewOf(pairing, part);
    const text = createIndex(draftings.after, view, part, next.get(part.id) ?? part.name) ?? "";
    const isNew = moves.added.some(one => one.part.id === part.id);
    const dataLoss = isNew ? dangerOf(draftings.after, part) : undefined;
    return [
      step({ kind: "create index", reason, dataLoss }, part.table, [
        index("create index", part, text),
      ]),
    ];
  });
  const ofNewTables = pairing.added.flatMap(view =>
    view.indexes.map(part => {
      const text = createIndex(draftings.after, view, part, next.get(part.id) ?? part.name) ?? "";
      const reason = `${partName(after, part)} is new.`;
      return step({ kind: "create index", reason }, part.table, [
        index("create index", part, text),
      ]);
    }),
  );
  return { drops, creations: [...creations, ...ofNewTables] };
};

/** The tables of one document, in the order of the create script. */
const viewsOf = (pairing: Pairing, side: "before" | "after"): readonly TableView[] => {
  const gone = side === "before" ? pairing.dropped : pairing.added;
  return [...pairing.tables.map(pair => pair[side]), ...gone];
};

const viewOf = (pairing: Pairing, part: Index): TableView => {
  const pair = pairing.tables.find(({ after }) => after.table.id === part.table);
  return pair?.after ?? (pairing.added.find(({ table }) => table.id === part.table) as TableView);
};

/** The order that SQLite's page on ALTER TABLE prescribes: foreign keys off, one transaction, foreign keys on. */
const framed = (steps: readonly MigrationStep[]): readonly MigrationStep[] => {
  const touchesRows = steps.some(({ kind }) => kind === "rebuild table" || kind === "drop table");
  const count = steps.reduce((sum, { statements }) => sum + statements.length, 0);
  if (!touchesRows && count < 2) return steps;
  const off = touchesRows ? ["PRAGMA foreign_keys = OFF"] : [];
  const on = touchesRows ? ["PRAGMA foreign_keys = ON"] : [];
  const check = setting(
    "check rows",
    "Every row in this result references a missing row. If there is one, run ROLLBACK.",
    ["PRAGMA foreign_key_check"],
  );
  return [
    setting("begin", "All changes apply, or none.", [...off, "BEGIN"]),
    ...steps,
    ...(touchesRows ? [check] : []),
    setting("commit", "All changes are applied.", ["COMMIT", ...on]),
  ];
};

export const planSqlite = (pairing: Pairing): readonly MigrationStep[] => {
  const dialect = ddlDialects.sqlite;
  const draftings: Draftings = {
    middle: silentDrafting(pairing.middle, dialect),
    after: silentDrafting(pairing.after, dialect),
  };
  const moves = compareParts({ pairing, draftings, disturbed: () => null });
  const context: SqliteContext = { draftings, pairing, moves };
  const rebuilt = new Set<string>(
    pairing.tables.filter(pair => needsRebuild(draftings, pair)).map(({ after }) => after.table.id),
  );
  const indexes = indexSteps(context, rebuilt);
  // All renames come first: foreign keys of a new table use the new names.
  const renamed = pairing.tables.map(pair => ({
    pair,
    ...renameColumns(draftings.after, pair, pair.dropped),
  }));
  const changed = renamed.flatMap(({ pair, namesNow }) =>
    rebuilt.has(pair.after.table.id)
      ? [rebuildTable(context, pair)]
      : alterNatively(draftings, pair, namesNow),
  );
  return framed([
    ...indexes.drops,
    ...pairing.dropped.toReversed().map(view => dropTable(draftings.after, view)),
    ...renameTables(draftings.after, pairing),
    ...renamed.flatMap(({ steps }) => steps),
    ...pairing.added.map(view => newTable(draftings.after, view, view.foreignKeys)),
    ...changed,
    ...indexes.creations,
  ]);
};
