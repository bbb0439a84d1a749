/** Foreign keys that close a cycle of tables. */
import { memoize } from "../../base/index.ts";
import { orderTables, postgresObjectName } from "../../ddl/index.ts";
import { columnOf, type ForeignKey, type SchemaDocument, tableView } from "../../schema/index.ts";

const positions = memoize(
  (document: SchemaDocument) => new Map(orderTables(document).map((id, at) => [id, at])),
);

/** Whether the target is created after the table, as in our own scripts. */
const isLate = (document: SchemaDocument, { table, target }: ForeignKey): boolean =>
  (positions(document).get(target) ?? 0) > (positions(document).get(table) ?? 0);

/** The name of a key that closes a cycle: its own, or the one that PostgreSQL would generate; null for other keys. */
export const nameOfLateKey = (document: SchemaDocument, key: ForeignKey): string | null => {
  if (!isLate(document, key)) return null;
  if (key.name) return key.name;
  const { table, foreignKeys } = tableView(document, key.table);
  const columnsOf = ({ columns }: ForeignKey) =>
    columns.map(id => columnOf(document, id).name).join("_");
  const alike = foreignKeys.filter(other => columnsOf(other) === columnsOf(key));
  const at = alike.findIndex(({ id }) => id === key.id);
  return postgresObjectName(table.name, columnsOf(key), at > 0 ? `fkey${at}` : "fkey");
};
