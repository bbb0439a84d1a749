/**
 * Long lists as a table read from one JSON parameter.
 * @see https://dev.mysql.com/doc/refman/8.0/en/json-table-functions.html
 */
import { elementType, hexText, jsonList, longList } from "../long-lists.ts";
import type { ParameterValue } from "../operators.ts";
import { COMPARISON } from "../precedence.ts";
import type { Printers } from "../printing.ts";
import { operand, standard } from "../standard.ts";
import type { NodeOf } from "../tree.ts";

type List = readonly NodeOf<"parameter">[];
type Around = readonly [before: string, after: string];

/** The table of a list: the type of its column, the text around the column, and the list. */
type ListTable = { readonly type: string; readonly around: Around; readonly json: string };

/** Lists up to this length stay parameters, unless both sides are whole numbers, whose tables MySQL hashes. */
const LONG = 32_000;

const isNumber = (value: ParameterValue): boolean =>
  typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
const isText = (value: ParameterValue): boolean => typeof value === "string";
const isBytes = (value: ParameterValue): boolean => value instanceof Uint8Array;

const isWhole = (value: ParameterValue): boolean =>
  typeof value === "bigint" ? BigInt.asIntN(64, value) === value : Number.isSafeInteger(value);

const asNumber = (value: ParameterValue): ParameterValue =>
  typeof value === "boolean" ? Number(value) : value;

/** Neither columns nor JSON in MySQL hold infinite numbers. */
const isKept = (value: ParameterValue): boolean =>
  typeof value !== "number" || Number.isFinite(value);

const tableOf = (
  list: List,
  type: string,
  around: Around,
  change: (value: ParameterValue) => ParameterValue = value => value,
): ListTable | null => {
  const json = jsonList(list.map(node => ({ ...node, value: change(node.value) })));
  return json === null ? null : { type, around, json };
};

/** Like parameters, whole numbers are compared as integers, others as floats. */
const numberTable = (list: List): ListTable | null => {
  const numbers = list
    .map(node => ({ ...node, value: asNumber(node.value) }))
    .filter(({ value }) => isKept(value));
  const areWhole = numbers.every(({ value }) => value === null || isWhole(value));
  if (!areWhole && list.length <= LONG) return null;
  return tableOf(numbers, areWhole ? "bigint" : "double", ["", ""]);
};

/** The result of a function takes the collation of the operand; the column of a JSON table would conflict with it. */
const TEXT: Around = ["json_unquote(json_quote(", "))"];

/** Null if the list stays a list of parameters. */
const listTable = (list: List): ListTable | null => {
  const values = list.map(({ value }) => value).filter(value => value !== null);
  if (values.every(isNumber)) return numberTable(list);
  if (list.length <= LONG || elementType(list) === "json") return null;
  if (values.every(isText)) return tableOf(list, "longtext", TEXT);
  if (!values.every(isBytes)) return null;
  return tableOf(list, "longtext", ["unhex(", ")"], value =>
    value instanceof Uint8Array ? hexText(value) : value,
  );
};

export const inList: Printers["inList"] = (node, p) => {
  const list = longList(node);
  const table = list && listTable(list);
  if (!table) return standard.inList(node, p);
  const [before, after] = table.around;
  operand(node.operand, COMPARISON, p).write(node.negated ? " NOT IN (" : " IN (");
  p.write(`SELECT ${before}list.value${after} FROM json_table(`).together(table.json);
  p.write(`, '$[*]' COLUMNS (value ${table.type} PATH '$')) AS list)`);
};
