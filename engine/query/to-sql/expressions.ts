/** Expressions of a query as expressions of SQL. */
import {
  clause,
  type Expression,
  mapFields,
  type Select,
  type SharedKind,
  type NodeOf as SqlNodeOf,
  select,
  sharedFields,
  sharedLists,
} from "../../sql/index.ts";
import type {
  CollectionPath,
  ExpressionKind,
  NodeOf,
  Path,
  QueryExpression,
  SharedExpression,
} from "../expression.ts";
import {
  columnNode,
  conjunction,
  equalColumns,
  equalOutside,
  joinsOf,
  linkJoins,
  relationKey,
  tableSource,
} from "../joins-to-sql.ts";
import { existenceOf, membersOf } from "../row-tests.ts";
import { outerColumns } from "../short-columns.ts";
import { isTemporal } from "../temporal-text.ts";
import type { Translator } from "./translator.ts";

const ONE: Expression = { kind: "constant", value: 1 };

/** A condition that is met by every row, or by none. */
const always = (isMet: boolean, { origin }: QueryExpression): Expression => ({
  kind: "comparison",
  operator: "=",
  left: ONE,
  right: { kind: "constant", value: isMet ? 1 : 0 },
  origin,
});

/** What an empty list of operands or values means: no database but SQLite accepts `IN ()`. */
const emptyList = (node: QueryExpression): Expression | null => {
  if (node.kind === "inList") return node.values.length === 0 ? always(node.negated, node) : null;
  if (node.kind !== "and" && node.kind !== "or") return null;
  return node.operands.length === 0 ? always(node.kind === "and", node) : null;
};

/** The node of the same kind in SQL: its fields are the same except for the expressions and queries in them. */
const sharedToSql = (given: SharedExpression, { byRole }: Translator): Expression => {
  const node = given.kind === "inQuery" ? { ...given, query: membersOf(given.query) } : given;
  const copy: object = mapFields(node, sharedLists[node.kind], byRole);
  return copy as SqlNodeOf<SharedKind>;
};

/** The alias of the row that has a column. The columns of a compound's result have none. */
const aliasOf = (path: Path, { plan }: Translator): string | null =>
  path.variable.derived?.kind === "result" ? null : plan.aliasOf(path);

/** A column behind a relation that cannot be joined, as a scalar subquery. */
const separateColumn = (
  { path, column, origin }: NodeOf<"column">,
  separate: Path,
  { plan }: Translator,
): Expression => {
  const source = plan.sourceOf(separate.variable);
  const { alias } = plan.sourceOf(path.variable);
  const [relation] = path.relations;
  const inside = { alias: source.alias, columns: relation?.targetColumns ?? [] };
  const outside = { alias, columns: relation?.sourceColumns ?? [] };
  const query = select({
    items: [{ expression: columnNode(plan.aliasOf(separate), column), alias: null }],
    from: tableSource(source.entity.table, source.alias),
    joins: joinsOf(source),
    where: clause(conjunction(equalColumns(inside, outside))),
  });
  return { kind: "subquery", query, origin };
};

/** The columns of the outer row that the rows of a relation refer to. */
export const outsideOf = (
  collection: CollectionPath,
  translator: Translator,
): readonly Expression[] => outerColumns(collection).map(column => translator.expression(column));

/** The source, the joins and the key of the rows of a relation, or of its join table alone. */
const relatedSource = (collection: CollectionPath, { plan }: Translator) => {
  const { relation, variable } = collection;
  const { through } = relation;
  const link = through && plan.linkAlias(collection);
  if (through && link && plan.linkOnly(variable)) {
    const key = { alias: link, columns: through.sourceColumns };
    return { key, from: tableSource(through.entity.table, link), joins: [] };
  }
  const source = plan.sourceOf(variable);
  const key = relationKey(relation, source.alias, link);
  const joins = [...linkJoins(key), ...joinsOf(source)];
  return { key, from: tableSource(source.entity.table, source.alias), joins };
};

/** The rows of a relation, correlated with the row that it starts from. */
const correlatedRows = (
  { collection, condition }: NodeOf<"exists" | "aggregate">,
  item: Expression,
  translator: Translator,
): Select => {
  const { key, from, joins } = relatedSource(collection, translator);
  const where = condition ? [translator.expression(condition)] : [];
  return select({
    items: [{ expression: item, alias: null }],
    from,
    joins,
    where: clause(conjunction([...equalOutside(key, outsideOf(collection, translator)), ...where])),
  });
};

/** The key of a row of which only the join table is read. */
const linkColumn = (
  { column, origin }: NodeOf<"column">,
  collection: CollectionPath,
  { plan }: Translator,
): Expression => {
  const { through, targetColumns } = collection.relation;
  const own = through?.targetColumns[targetColumns.indexOf(column)] ?? column;
  return columnNode(plan.linkAlias(collection), own, origin);
};

/** The column of a table with its type. A derived column may have another type than its expression has in the query. */
const typedColumn = ({ path, column }: NodeOf<"column">, node: Expression): Expression => {
  const { type } = column;
  if (node.kind !== "column" || path.variable.derived || !isTemporal(type.kind)) return node;
  return type.kind === "datetime" && type.zone ? node : { ...node, type: type.kind };
};

/** The kinds that SQL does not have, or not in this form. */
type OwnKind = Exclude<ExpressionKind, SharedKind>;

type Translations = {
  readonly [Kind in OwnKind]: (node: NodeOf<Kind>, translator: Translator) => Expression;
};

const translations: Translations = {
  column: (given, translator) => {
    const { plan } = translator;
    const node = translator.columnFor(given);
    const link = plan.linkOnly(node.path.variable);
    if (link) return linkColumn({ ...node, origin: given.origin }, link, translator);
    const separate = plan.separateOf(node.path);
    return separate
      ? separateColumn(node, separate, translator)
      : typedColumn(node, columnNode(aliasOf(node.path, translator), node.column, given.origin));
  },
  value: (node, { isGrouped }) => {
    const { value, type, origin } = node;
    return { kind: "parameter", value, source: node, type, repeats: isGrouped, origin };
  },
  givenColumn: ({ column, origin }) => ({ kind: "givenColumn", name: column.name, origin }),
  window: (node, translator) => ({
    ...node,
    function: translator.expression(node.function),
    partitionBy: node.partitionBy.map(each => translator.expression(each)),
    orderBy: node.orderBy.map(key => translator.orderTerm(key)),
  }),
  existsQuery: ({ query, negated, origin }, translator) => ({
    kind: "exists",
    query: translator.query(existenceOf(query)),
    negated,
    origin,
  }),
  exists: (node, translator) => {
    const { negated, origin } = node;
    return { kind: "exists", query: correlatedRows(node, ONE, translator), negated, origin };
  },
  aggregate: (node, translator) => {
    const { name, of, origin } = node;
    const argument: Expression = of ? translator.expression(of) : { kind: "star" };
    const value: Expression = { kind: "call", name, arguments: [argument], distinct: false };
    return { kind: "subquery", query: correlatedRows(node, value, translator), origin };
  },
};

const isShared = (node: QueryExpression): node is SharedExpression => node.kind in sharedFields;

const ownToSql = <Kind extends OwnKind>(node: NodeOf<Kind>, translator: Translator): Expression =>
  translations[node.kind](node, translator);

export const expressionToSql = (node: QueryExpression, translator: Translator): Expression =>
  emptyList(node) ?? (isShared(node) ? sharedToSql(node, translator) : ownToSql(node, translator));
