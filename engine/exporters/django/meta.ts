/** The options of a model: its table, constraints, indexes. */
import { info } from "../../base/index.ts";
import {
  type ColumnId,
  columnNamed,
  columnOf,
  enumOf,
  type ForeignKey,
  type Index,
  type IndexPart,
  isUnique,
  type TableView,
} from "../../schema/index.ts";
import {
  type Code,
  call,
  foreignKeySql,
  keysWithoutField,
  list,
  literal,
  named,
  portableSql,
  referenceOf,
  traced,
} from "../python/index.ts";
import { condition } from "./conditions.ts";
import { type DjangoModule, databaseName } from "./module.ts";
import { SQL_CONSTRAINT } from "./names.ts";

const columnNames = (module: DjangoModule, ids: readonly ColumnId[]): string =>
  ids.map(id => columnOf(module.document, id).name).join("_");

/** The name of a constraint; one that is derived from its columns if it has none. */
const nameArgument = (module: DjangoModule, name: string | null, derived: string): Code =>
  named("name", literal(databaseName(module.constraintName(name || derived))));

const fieldList = (module: DjangoModule, ids: readonly ColumnId[]): Code =>
  list(ids.map(id => literal(module.names.attribute(id))));

/** Whether a field of a one-to-one relation declares the uniqueness. */
const isOfRelation = (module: DjangoModule, view: TableView, ids: readonly ColumnId[]): boolean => {
  const [id, second] = ids;
  if (id === undefined || second !== undefined) return false;
  const isReference = referenceOf(module.document, view, columnOf(module.document, id));
  return isReference !== undefined && isUnique(view, [id]);
};

const uniqueConstraints = (module: DjangoModule, view: TableView): readonly Code[] =>
  view.uniqueKeys
    .filter(({ name, columns }) => name !== null || columns.length > 1)
    .filter(({ columns }) => !isOfRelation(module, view, columns))
    .map(({ id, name, columns }) => {
      const derived = `uq_${view.table.name}_${columnNames(module, columns)}`;
      const parts = [
        named("fields", fieldList(module, columns)),
        nameArgument(module, name, derived),
      ];
      return traced(id, call("models.UniqueConstraint", parts));
    });

const FUNCTION = /^(?<function>lower|upper)\((?<argument>\w+|"[^"]+")\)$/iu;

/** An expression in an index; a function of a column has a class. */
const indexExpression = (module: DjangoModule, view: TableView, sql: string): Code => {
  const { function: name, argument = "" } = FUNCTION.exec(sql.trim())?.groups ?? {};
  const column = columnNamed(view, argument.replace(/^"(.*)"$/u, "$1"));
  if (name === undefined || !column) return module.rawSql(portableSql(view, sql));
  const imported = module.sqlFunction(name.toLowerCase() === "lower" ? "Lower" : "Upper");
  return call(imported, [literal(module.names.attribute(column.id))]);
};

const indexPart = (module: DjangoModule, view: TableView, part: IndexPart): Code => {
  const isColumn = part.kind === "column";
  const field = isColumn ? literal(module.names.attribute(part.column)) : "";
  const collated = (inner: Code, collation: string): Code =>
    call(module.sqlFunction("Collate"), [inner, literal(collation)]);
  if (isColumn && part.collation === undefined) {
    return part.descending ? `models.F(${field}).desc()` : field;
  }
  const plain = isColumn ? field : indexExpression(module, view, part.text);
  const expression = part.collation === undefined ? plain : collated(plain, part.collation);
  if (!part.descending) return expression;
  const order = module.imports.from("django.db.models.expressions", "OrderBy");
  return call(order, [expression, named("descending", "True")]);
};

const hasExpression = ({ parts }: Index): boolean =>
  parts.some(part => part.kind === "expression" || part.collation !== undefined);

/** The parts of an index: names of fields, with a minus where they descend, or expressions. */
const indexParts = (module: DjangoModule, view: TableView, index: Index): readonly Code[] => {
  const isOrdered = index.unique && index.parts.some(part => part.descending);
  if (hasExpression(index) || isOrdered) {
    return index.parts.map(part => indexPart(module, view, part));
  }
  const fields = index.parts.flatMap(part => {
    if (part.kind === "expression") return [];
    return [literal((part.descending ? "-" : "") + module.names.attribute(part.column))];
  });
  return [named("fields", list(fields))];
};

/** The maximum length that Django permits. */
const MAX_INDEX_NAME = 30;

/** A name of an index: Django permits 30 characters, of which the first is no underscore and no digit. */
const indexName = (module: DjangoModule, index: Index): string => {
  const start = /^[_\d]/.test(index.name) ? `ix${index.name}` : index.name;
  let name = module.constraintName(start.slice(0, MAX_INDEX_NAME));
  for (let end = MAX_INDEX_NAME - 1; name.length > MAX_INDEX_NAME; end -= 1) {
    name = module.constraintName(start.slice(0, end));
  }
  if (name !== index.name) {
    const message = `Django permits no index "${index.name}": names are unique, have 30 characters at most, and do not start with a digit or an underscore. It is named ${name}.`;
    module.addDiagnostic(info("index-renamed", message, { record: index.id }));
  }
  return name;
};

const whereArgument = (module: DjangoModule, view: TableView, { where }: Index): readonly Code[] =>
  where === null ? [] : [named("condition", condition(module, view, where))];

const uniqueIndexes = (module: DjangoModule, view: TableView): readonly Code[] =>
  view.indexes
    .filter(({ unique }) => unique)
    .filter(index => {
      const ids = index.parts.map(part => (part.kind === "column" ? part.column : null));
      const columns = ids.filter(id => id !== null);
      const isPlain = columns.length === ids.length && index.where === null;
      return !isPlain || !isOfRelation(module, view, columns);
    })
    .map(index => {
      const parts = [
        ...indexParts(module, view, index),
        ...whereArgument(module, view, index),
        nameArgument(module, index.name, ""),
      ];
      return traced(index.id, call("models.UniqueConstraint", parts));
    });

const checkConstraint = (conditionCode: Code, name: Code): Code =>
  call("models.CheckConstraint", [named("condition", conditionCode), name]);

const checks = (module: DjangoModule, view: TableView): readonly Code[] =>
  view.checks.map(({ id, name, expression }, at) => {
    const derived = `ck_${view.table.name}_${at + 1}`;
    const code = condition(module, view, expression);
    return traced(id, checkConstraint(code, nameArgument(module, name, derived)));
  });

/** Choices alone are not checked by the database. */
const enumChecks = (module: DjangoModule, view: TableView): readonly Code[] =>
  view.columns.flatMap(column => {
    if (column.type.kind !== "enum" || referenceOf(module.document, view, column)) return [];
    const record = enumOf(module.document, column.type.enum);
    if (record.values.length === 0) return [];
    const values = `${module.names.enum(record.id)}.values`;
    const code = call("models.Q", [named(`${module.names.attribute(column.id)}__in`, values)]);
    const name = nameArgument(module, null, `ck_${view.table.name}_${column.name}`);
    return [traced(column.id, checkConstraint(code, name))];
  });

const keyConstraint = (module: DjangoModule, view: TableView, key: ForeignKey): Code => {
  module.usesSqlConstraint = true;
  const derived = `fk_${view.table.name}_${columnNames(module, key.columns)}`;
  const parts = [
    named("sql", literal(foreignKeySql(module.document, key))),
    nameArgument(module, key.name, derived),
  ];
  return traced(key.id, call(SQL_CONSTRAINT, parts));
};

const constraints = (module: DjangoModule, view: TableView): readonly Code[] => [
  ...keysWithoutField(module.document, view).map(key => keyConstraint(module, view, key)),
  ...uniqueConstraints(module, view),
  ...uniqueIndexes(module, view),
  ...checks(module, view),
  ...enumChecks(module, view),
];

const indexes = (module: DjangoModule, view: TableView): readonly Code[] =>
  view.indexes
    .filter(({ unique }) => !unique)
    .map(index => {
      const parts = [
        ...indexParts(module, view, index),
        ...whereArgument(module, view, index),
        named("name", literal(databaseName(indexName(module, index)))),
      ];
      return traced(index.id, call("models.Index", parts));
    });

/** The options, by name. */
export const metaOptions = (
  module: DjangoModule,
  view: TableView,
): readonly (readonly [name: string, value: Code])[] => {
  const { name, comment } = view.table;
  const constraintList = constraints(module, view);
  const indexList = indexes(module, view);
  return [
    ["db_table", literal(databaseName(name))],
    ...(comment === "" ? [] : [["db_table_comment", literal(comment)] as const]),
    ...(constraintList.length === 0 ? [] : [["constraints", list(constraintList)] as const]),
    ...(indexList.length === 0 ? [] : [["indexes", list(indexList)] as const]),
  ];
};
