/** Writes in MySQL: no RETURNING, its own syntax for upserts, and no reading of the written table. */
import { type Printers, type Printing, UnsupportedSql } from "../printing.ts";
import {
  printAssignments,
  printEnd,
  printInserted,
  printTarget,
  printWhere,
  standard,
} from "../standard.ts";
import {
  type AnyNode,
  type Assignment,
  type Delete,
  type Expression,
  type Insert,
  type OnConflict,
  type Query,
  type Select,
  type SelectItem,
  select,
  type Update,
} from "../tree.ts";
import { underTableName } from "../under-table-name.ts";
import { childrenOf, nodesIn, replaceIn } from "../walk.ts";
import { conditionalAssignments, inReadOrder } from "./mysql-assignments.ts";
import { type FirstRows, firstRows } from "./mysql-first-rows.ts";
import { withOwnEnd } from "./mysql-order.ts";

/** Drivers report generated keys, but no other values. */
const rejectReturning = (items: readonly unknown[] | undefined): void => {
  if (items && items.length > 0) {
    throw new UnsupportedSql(
      "MySQL does not support RETURNING.",
      "Write the rows, then read them with a query.",
    );
  }
};

const rejectPartialKey = ({ condition }: OnConflict): void => {
  if (!condition) return;
  throw new UnsupportedSql(
    "MySQL has no partial indexes, by which an upsert could find a row.",
    "Use a unique key over all rows, or query the row and update it.",
  );
};

/**
 * MySQL refuses a subquery that reads the table being written, unless a derived table materializes its rows first.
 * @see https://dev.mysql.com/doc/refman/8.0/en/subquery-restrictions.html
 */
const materialized = (expression: Expression, table: string): Expression =>
  replaceIn(expression, node => {
    if (node.kind === "querySource") return node;
    if (node.kind === "inQuery" && isClosed(node.query) && readsDirectly(node.query, table)) {
      return { ...node, operand: materialized(node.operand, table), query: chosenRows(node.query) };
    }
    if (node.kind !== "tableSource" || node.name !== table) return null;
    const from = { ...node, alias: table };
    const query = select({ items: [{ expression: { kind: "star" }, alias: null }], from });
    return { kind: "querySource", query, alias: node.alias, origin: node.origin };
  });

const STAR: SelectItem = { expression: { kind: "star" }, alias: null };

const chosenRows = (query: Query): Select =>
  select({ items: [STAR], from: { kind: "querySource", query, alias: "chosen" } });

/** Whether a query reads a table other than in a derived table. */
const readsDirectly = (node: AnyNode, table: string): boolean => {
  if (node.kind === "querySource") return false;
  if (node.kind === "tableSource") return node.name === table;
  return childrenOf(node).some(child => readsDirectly(child, table));
};

/** Whether a query uses only its own rows, so that it can be a derived table. */
const isClosed = (query: Query): boolean => {
  const nodes = [...nodesIn(query)];
  const own = new Set(
    nodes.flatMap(node =>
      node.kind === "tableSource" || node.kind === "querySource" ? [node.alias] : [],
    ),
  );
  return nodes.every(
    node => node.kind !== "column" || node.source === null || own.has(node.source),
  );
};

const materializedValues = (
  assignments: readonly Assignment[],
  table: string,
): readonly Assignment[] =>
  assignments.map(({ column, value }) => ({ column, value: materialized(value, table) }));

const materializedRows = (rows: Insert["rows"], table: string): Insert["rows"] =>
  "kind" in rows ? rows : rows.map(row => row.map(value => materialized(value, table)));

/** To keep an existing row, one of its columns is set to itself. IGNORE would also hide other errors. */
const assignmentsOf = ({ table, alias, onConflict }: Insert): readonly Assignment[] => {
  const { columns: [first] = [], assignments = [], where } = onConflict ?? {};
  if (assignments.length === 0 && first !== undefined) {
    return [{ column: first, value: { kind: "column", source: table, name: first } }];
  }
  const row = alias ?? table;
  const conditional = where ? conditionalAssignments(assignments, where, row) : assignments;
  const qualified = conditional.map(({ column, value }) => ({
    column,
    value: underTableName(value, row, table),
  }));
  return inReadOrder(qualified, table);
};

const printInsert = (node: Insert, p: Printing): void => {
  const { table, columns, rows, onConflict, returning } = node;
  rejectReturning(returning);
  p.write("INSERT INTO ");
  printTarget({ table }, p);
  if (columns.length === 0) p.write(" () VALUES ()");
  else printInserted({ ...node, rows: materializedRows(rows, table) }, p);
  if (!onConflict) return;
  rejectPartialKey(onConflict);
  p.writer.line();
  p.write("ON DUPLICATE KEY UPDATE ");
  printAssignments(materializedValues(assignmentsOf(node), table), p);
};

const printFirstRows = ({ where, ...end }: FirstRows, table: string, p: Printing): void => {
  p.clause(where, body => p.write("WHERE ").node(materialized(body, table)));
  printEnd(withOwnEnd({ ...end, offset: null }), p);
};

const printUpdate = (node: Update, p: Printing): void => {
  rejectReturning(node.returning);
  const { table, alias } = node;
  const name = alias ?? table;
  const assignments = materializedValues(inReadOrder(node.assignments, name), table);
  const rows = firstRows(node, name);
  const where = rows ? null : node.where && materialized(node.where, table);
  standard.update({ ...node, assignments, where }, p);
  if (rows) printFirstRows(rows, table, p);
};

const printDelete = (node: Delete, p: Printing): void => {
  rejectReturning(node.returning);
  const { table, alias } = node;
  const rows = firstRows(node, table);
  if (rows) {
    standard.delete({ ...node, alias: null, where: null }, p);
    printFirstRows(rows, table, p);
    return;
  }
  const where = node.where && materialized(node.where, table);
  if (!alias || alias === table) {
    standard.delete({ ...node, where }, p);
    return;
  }
  // Only the multi-table form of DELETE accepts an alias, and it has no ORDER BY.
  p.write("DELETE ").name(alias).write(" FROM ");
  printTarget(node, p);
  printWhere(where, p);
};

/** The printers of statements that write. */
export const mysqlWrites: Pick<Printers, "insert" | "update" | "delete"> = {
  insert: printInsert,
  update: printUpdate,
  delete: printDelete,
};
