/** The module: imports, database, base class, a class for each table. */
import {
  joinPrinted,
  type PrintedText,
  printedFrom,
  type RecordOrigin,
  type Report,
  report,
} from "../../base/index.ts";
import { orderTables } from "../../ddl/index.ts";
import { type SchemaDocument, type TableView, tableView } from "../../schema/index.ts";
import type { ExportedFile } from "../exporter.ts";
import {
  type Code,
  call,
  dictionary,
  docstring,
  INDENT,
  indented,
  layout,
  list,
  literal,
  META_INDENT,
  moduleText,
  named,
  printField,
  printMeta,
  reportClassName,
  tuple,
} from "../python/index.ts";
import {
  indexStatements,
  primaryKeyOption,
  tableConstraints,
  uniqueIndexes,
} from "./constraints.ts";
import { columnFields, type DeferredThrough, manyToManyFields } from "./fields.ts";
import { PeeweeModule } from "./module.ts";
import { ANY_DECIMAL, BASE, DATABASE, NAMED_TYPE } from "./names.ts";

type Printed = PrintedText<RecordOrigin>;

const metaOptions = (
  module: PeeweeModule,
  view: TableView,
): readonly (readonly [name: string, value: Code])[] => {
  const key = primaryKeyOption(module, view);
  const constraints = tableConstraints(module, view);
  const indexes = uniqueIndexes(module, view);
  const hasComputed = view.columns.some(({ generated }) => generated?.kind === "computed");
  return [
    ["table_name", literal(view.table.name)],
    ...(key === null ? [] : [["primary_key", key] as const]),
    ...(indexes.length === 0 ? [] : [["indexes", tuple(indexes)] as const]),
    ...(constraints.length === 0 ? [] : [["constraints", list(constraints)] as const]),
    // A computed column cannot be updated, so save() must not write unchanged fields.
    ...(hasComputed ? [["only_save_dirty", "True"] as const] : []),
  ];
};

type PrintedModel = { readonly text: Printed; readonly through: readonly DeferredThrough[] };

const printModel = (module: PeeweeModule, view: TableView): PrintedModel => {
  reportClassName(module, view.table);
  const name = module.names.table(view.table.id);
  const related = manyToManyFields(module, view);
  const fields = columnFields(module, view);
  const lines = [
    layout([call(`class ${name}`, [BASE]), ":"]),
    ...(view.table.comment === "" ? [] : [indented(docstring(view.table.comment, INDENT)), ""]),
    ...[...fields, ...related].map(printField),
    "",
    ...printMeta(metaOptions(module, view)),
  ];
  const statements = indexStatements(module, view).map(statement => layout(statement));
  const model = joinPrinted(lines, "\n");
  const text =
    statements.length === 0 ? model : joinPrinted([model, "\n\n\n", joinPrinted(statements, "\n")]);
  module.printed.add(view.table.id);
  return { text: printedFrom(view.table.id, text), through: related.map(({ through }) => through) };
};

const printDatabase = (module: PeeweeModule): Printed =>
  layout(
    call(`${DATABASE} = ${module.peewee("SqliteDatabase")}`, [
      literal("app.db"),
      named("pragmas", dictionary([[literal("foreign_keys"), "1"]])),
    ]),
  );

const printBase = (module: PeeweeModule): string =>
  [
    `class ${BASE}(${module.peewee("Model")}):`,
    `${INDENT}class Meta:`,
    `${META_INDENT}${DATABASE} = ${DATABASE}`,
    `${META_INDENT}legacy_table_names = False`,
  ].join("\n");

const printAnyDecimal = (module: PeeweeModule): string =>
  [
    `class ${ANY_DECIMAL}(${module.peewee("DecimalField")}):`,
    `${INDENT}"""A decimal of any precision."""`,
    "",
    `${INDENT}def get_modifiers(self):`,
    `${META_INDENT}return None`,
  ].join("\n");

const printNamedType = (module: PeeweeModule): string =>
  [
    `class ${NAMED_TYPE}(${module.peewee("Field")}):`,
    `${INDENT}"""A field of a type that is known only by the name it has in the database."""`,
    "",
    `${INDENT}def __init__(self, field_type, **options):`,
    `${META_INDENT}super().__init__(**options)`,
    `${META_INDENT}self.field_type = field_type`,
  ].join("\n");

/** Join tables are set when their class is printed. */
const printThrough = (module: PeeweeModule, through: readonly DeferredThrough[]) => ({
  before: through.map(({ variable }) => `${variable} = ${module.peewee("DeferredThroughModel")}()`),
  after: through.map(({ variable, model }) => `${variable}.set_model(${model})`),
});

/** Prints the models of a document as one module. */
export const printModels = (document: SchemaDocument): Report<readonly ExportedFile[]> => {
  const module = new PeeweeModule(document);
  const views = orderTables(document)
    .map(id => tableView(document, id))
    .filter(({ columns }) => columns.length > 0);
  const models = views.map(view => printModel(module, view));
  const through = printThrough(
    module,
    models.flatMap(model => model.through),
  );
  const head = [printDatabase(module), ...through.before];
  const parts = [
    joinPrinted(head, "\n"),
    printBase(module),
    ...(module.usesAnyDecimal ? [printAnyDecimal(module)] : []),
    ...(module.usesNamedType ? [printNamedType(module)] : []),
    ...models.map(({ text }) => text),
    ...(through.after.length === 0 ? [] : [through.after.join("\n")]),
  ];
  const printed = joinPrinted([module.imports.print(), "\n\n", moduleText(parts)]);
  return report([{ name: "models.py", ...printed }], module.diagnostics);
};
