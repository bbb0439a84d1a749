/** Names that a database considers the same, so that it rejects the second. */
import { type Diagnostic, error, groupBy } from "../base/index.ts";
import { recordsOf, type SchemaRecord, type TableView } from "../schema/index.ts";
import { type Drafting, type PlacedKeys, silentDrafting } from "./ddl-dialect.ts";
import { indexNames } from "./index-names.ts";

type NamedRecord = Exclude<SchemaRecord, { readonly kind: "placement" | "note" | "area" }>;
type Named = { readonly record: NamedRecord; readonly name: string; readonly table: string };

const WORDS = {
  table: "the table",
  enum: "the enum",
  column: "a column",
  key: "a key",
  index: "an index",
  check: "a check",
  foreignKey: "a foreign key",
} as const satisfies Record<NamedRecord["kind"], string>;

/** Every object that has a name in the database, whether named in the design or not. */
const namesIn = (
  { document, dialect }: Drafting,
  tables: readonly TableView[],
  placed: PlacedKeys,
): readonly Named[] => {
  const names = new Map<string, string>([
    ...dialect.constraintNames(document, tables, placed),
    ...indexNames(silentDrafting(document, dialect), tables),
  ]);
  const ofTable = ({ table, columns, ...view }: TableView): readonly Named[] => [
    { record: table, name: table.name, table: table.name },
    ...columns.map(record => ({ record, name: record.name, table: table.name })),
    ...[view.primaryKey, ...view.uniqueKeys, ...view.indexes, ...view.checks, ...view.foreignKeys]
      .filter(record => record !== null)
      .map(record => ({ record, name: names.get(record.id) ?? "", table: table.name })),
  ];
  const enums = recordsOf(document, "enum").map(record => ({
    record,
    name: record.name,
    table: "",
  }));
  return [...enums, ...tables.flatMap(ofTable)].filter(({ name }) => name !== "");
};

const describe = ({ record: { kind }, table }: Named): string =>
  kind === "table" || kind === "enum" ? WORDS[kind] : `${WORDS[kind]} of "${table}"`;

const clash = ({ dialect }: Drafting, first: Named, second: Named): Diagnostic => {
  const { label } = dialect.sql;
  const message =
    first.name === second.name
      ? `${label} rejects a second "${second.name}": ${describe(first)} and ${describe(second)} have this name.`
      : `${label} considers "${first.name}", ${describe(first)}, and "${second.name}", ${describe(second)}, the same name.`;
  return error("name-taken", message, {
    record: second.record.id,
    hint: `Rename ${describe(second)}.`,
  });
};

/** One error for each name that repeats an earlier one. */
export const nameClashes = (
  drafting: Drafting,
  tables: readonly TableView[],
  placed: PlacedKeys,
): readonly Diagnostic[] => {
  const { namespaces, asOneName } = drafting.dialect;
  const placedNames = namesIn(drafting, tables, placed).flatMap(named =>
    namespaces(named.record, named.table).map(space => ({
      named,
      key: JSON.stringify([space, asOneName(named.name)]),
    })),
  );
  const clashes = [...groupBy(placedNames, ({ key }) => key).values()].flatMap(
    ([first, ...rest]) => (first ? rest.map(({ named }) => [first.named, named] as const) : []),
  );
  // Two objects can share several namespaces.
  const seconds = new Map(
    clashes.map(([first, second]) => [second.record.id, [first, second]] as const),
  );
  return [...seconds.values()].map(([first, second]) => clash(drafting, first, second));
};
