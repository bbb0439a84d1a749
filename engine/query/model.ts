/** The model of a document for queries: entities by name, with their columns and relations. */
import { memoize, present } from "../base/index.ts";
import {
  type Column,
  type ColumnId,
  type ColumnType,
  columnNamed,
  enumOf,
  type Relation,
  relationsOf,
  rewriteMentions,
  type SchemaDocument,
  type TableId,
  type TableView,
  tableViews,
} from "../schema/index.ts";

export type ColumnModel = {
  readonly id: ColumnId;
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Its position in a row of the entity. */
  readonly index: number;
  /** Whether the database generates a value by default. */
  readonly generated: boolean;
  /** Whether it is an identity column that also accepts values. */
  readonly isCounted: boolean;
  /** Whether it is computed from other columns and accepts no values. */
  readonly isComputed: boolean;
  readonly hasDefault: boolean;
};

export type ThroughModel = {
  readonly table: string;
  readonly entity: EntityModel;
  readonly sourceColumns: readonly ColumnModel[];
  readonly targetColumns: readonly ColumnModel[];
};

export type RelationModel = {
  readonly name: string;
  /** `User.posts`. */
  readonly label: string;
  readonly source: EntityModel;
  readonly target: EntityModel;
  readonly cardinality: "one" | "many";
  readonly optional: boolean;
  readonly holdsKey: boolean;
  /** The action for referring rows when a row is deleted. */
  readonly onDelete: Relation["onDelete"];
  /** The action for referring rows when a key changes. */
  readonly onUpdate: Relation["onUpdate"];
  readonly sourceColumns: readonly ColumnModel[];
  readonly targetColumns: readonly ColumnModel[];
  readonly through: ThroughModel | null;
  readonly relation: Relation;
};

/** The condition of a partial index: its text, and the texts around the columns that it mentions. */
export type KeyCondition = {
  readonly sql: string;
  readonly texts: readonly string[];
  readonly columns: readonly ColumnModel[];
};

export type KeyModel = {
  readonly name: string | null;
  readonly columns: readonly ColumnModel[];
  /** Null if the key covers all rows. */
  readonly condition: KeyCondition | null;
};

export type EntityModel = {
  readonly name: string;
  readonly table: string;
  readonly tableId: TableId;
  readonly columns: readonly ColumnModel[];
  readonly columnsByName: ReadonlyMap<string, ColumnModel>;
  readonly relations: ReadonlyMap<string, RelationModel>;
  readonly primaryKey: readonly ColumnModel[];
  /** Unique keys and unique indexes over columns, without the primary key and partial indexes. */
  readonly uniqueKeys: readonly (readonly ColumnModel[])[];
  /** The primary key, unique keys and unique indexes over columns, with partial indexes. */
  readonly keys: readonly KeyModel[];
};

export type Model = {
  readonly entities: ReadonlyMap<string, EntityModel>;
};

/** The type of an enum column, with the values that it can have. */
export type EnumType = Extract<ColumnType, { kind: "enum" }> & {
  readonly values: readonly string[];
};

const columnType = ({ type }: Column, document: SchemaDocument): ColumnType | EnumType =>
  type.kind === "enum" ? { ...type, values: enumOf(document, type.enum).values } : type;

const columnModel = (document: SchemaDocument, column: Column, index: number): ColumnModel => ({
  id: column.id,
  name: column.name,
  type: columnType(column, document),
  nullable: column.nullable,
  index,
  generated: column.generated !== null,
  isCounted: column.generated?.kind === "identity" && !column.generated.strict,
  isComputed: column.generated?.kind === "computed",
  hasDefault: column.default !== null,
});

type Draft = EntityModel & { readonly relations: Map<string, RelationModel> };

const HOLE = "\0";

const keyCondition = (view: TableView, sql: string, columns: Columns): KeyCondition => {
  const mentioned: ColumnModel[] = [];
  const text = rewriteMentions(sql, ({ name, word, qualifier }) => {
    const column = columns.get(columnNamed(view, name)?.id);
    if (!column) return qualifier + word;
    mentioned.push(column);
    return HOLE;
  });
  return { sql, texts: text.split(HOLE), columns: mentioned };
};

type Columns = ReadonlyMap<ColumnId | undefined, ColumnModel>;

/** Indexes over expressions are left to the database. */
const keyModels = (view: TableView, byId: Columns): readonly KeyModel[] => {
  const all = (ids: readonly ColumnId[]): readonly ColumnModel[] =>
    ids.map(id => present(byId.get(id), `column ${id}`));
  const keys = [view.primaryKey, ...view.uniqueKeys].filter(key => key !== null);
  const indexes = view.indexes.flatMap(({ name, unique, parts, where }): readonly KeyModel[] => {
    const ids = parts.flatMap(part => (part.kind === "column" ? [part.column] : []));
    if (!unique || ids.length < parts.length) return [];
    const condition = where === null ? null : keyCondition(view, where, byId);
    return [{ name, columns: all(ids), condition }];
  });
  return [
    ...keys.map(({ name, columns }) => ({ name, columns: all(columns), condition: null })),
    ...indexes,
  ];
};

const entityModel = (document: SchemaDocument, view: TableView): Draft => {
  const columns = view.columns.map((column, index) => columnModel(document, column, index));
  const byId: Columns = new Map(columns.map(column => [column.id, column]));
  const keys = keyModels(view, byId);
  const primaryKey = (view.primaryKey && keys[0]?.columns) ?? [];
  return {
    name: view.table.entity,
    table: view.table.name,
    tableId: view.table.id,
    columns,
    columnsByName: new Map(columns.map(column => [column.name, column])),
    relations: new Map(),
    primaryKey,
    uniqueKeys: keys
      .slice(view.primaryKey ? 1 : 0)
      .flatMap(({ columns: own, condition }) => (condition ? [] : [own])),
    keys,
  };
};

const columnsIn = (entity: EntityModel, ids: readonly ColumnId[]): readonly ColumnModel[] =>
  ids.map(id =>
    present(
      entity.columns.find(column => column.id === id),
      `column ${id}`,
    ),
  );

const relationModel = (
  relation: Relation,
  entityOf: (id: TableId) => EntityModel,
): RelationModel => {
  const source = entityOf(relation.source);
  const target = entityOf(relation.target);
  const { through } = relation;
  const link = through && entityOf(through.table);
  return {
    name: relation.name,
    label: `${source.name}.${relation.name}`,
    source,
    target,
    cardinality: relation.cardinality,
    optional: relation.optional,
    holdsKey: relation.holdsKey,
    onDelete: relation.onDelete,
    onUpdate: relation.onUpdate,
    sourceColumns: columnsIn(source, relation.sourceColumns),
    targetColumns: columnsIn(target, relation.targetColumns),
    through: through &&
      link && {
        table: link.table,
        entity: link,
        sourceColumns: columnsIn(link, through.sourceColumns),
        targetColumns: columnsIn(link, through.targetColumns),
      },
    relation,
  };
};

/** The model of a document, cached per document. */
export const modelOf = memoize((document: SchemaDocument): Model => {
  const drafts = new Map(
    tableViews(document).map(view => [view.table.id, entityModel(document, view)]),
  );
  const entityOf = (id: TableId) => present(drafts.get(id), `table ${id}`);
  for (const draft of drafts.values()) {
    for (const relation of relationsOf(document, draft.tableId)) {
      const taken = draft.relations.has(relation.name) || draft.columnsByName.has(relation.name);
      if (!taken) draft.relations.set(relation.name, relationModel(relation, entityOf));
    }
  }
  return { entities: new Map([...drafts.values()].map(draft => [draft.name, draft])) };
});
