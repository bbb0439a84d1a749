/** Converts described models to a document. */
import {
  type Diagnostic,
  diagnosticOf,
  error,
  info,
  type Report,
  report,
  warning,
} from "../../base/index.ts";
import {
  type Column,
  type ColumnId,
  type ColumnType,
  type Enum,
  emptyDocument,
  entityNameFor,
  type ForeignKey,
  foldedName,
  foreignKeyNameForMany,
  freeName,
  isIdentifier,
  type LooseReference,
  type NewId,
  parseColumnType,
  type Relation,
  recordsOf,
  relationsOf,
  type SchemaDocument,
  type SchemaRecord,
  type Table,
} from "../../schema/index.ts";
import {
  type ForeignKeySource,
  type ReferencedTable,
  resolveForeignKeys,
} from "../foreign-keys.ts";
import type { Imported } from "../importer.ts";
import type { NamesByTable } from "../relation-names.ts";
import { withoutParentheses } from "../without-parentheses.ts";
import { defaultOf } from "./default.ts";
import type {
  DescribedColumn,
  DescribedIndex,
  DescribedManyToMany,
  DescribedProblem,
  DescribedTable,
  ModelsDescription,
} from "./description.ts";

/** A described table with its records so far. */
type Draft = ReferencedTable & { readonly from: DescribedTable };

class ModelsReader {
  readonly diagnostics: Diagnostic[] = [];
  references: readonly LooseReference[] = [];
  readonly #newId: NewId;
  readonly #records = new Map<string, SchemaRecord>();
  readonly #drafts = new Map<string, Draft>();
  /** Keyed by the given name and values. */
  readonly #enums = new Map<string, Enum>();
  readonly #indexNames: string[] = [];

  constructor(newId: NewId) {
    this.#newId = newId;
  }

  read(description: ModelsDescription): SchemaDocument {
    const entities: string[] = [];
    for (const from of description.tables) this.#addTable(from, entities);
    for (const draft of this.#drafts.values()) this.#addConstraints(draft);
    this.#addForeignKeys(description);
    for (const problem of description.problems) this.#report(problem);
    return { records: this.#records };
  }

  #put(record: SchemaRecord): void {
    this.#records.set(record.id, record);
  }

  #report({ severity, message, hint, place, table }: DescribedProblem): void {
    const record = table === null ? undefined : this.#drafts.get(foldedName(table))?.table.id;
    const details = {
      ...(hint === null ? {} : { hint }),
      ...(place === null ? {} : { place }),
      ...(record === undefined ? {} : { record }),
    };
    this.diagnostics.push(diagnosticOf(severity)("models", message, details));
  }

  #addTable(from: DescribedTable, entities: string[]): void {
    const folded = foldedName(from.name);
    if (this.#drafts.has(folded)) {
      const message = `A second table "${from.name}" is left out.`;
      const place = from.place === null ? {} : { place: from.place };
      this.diagnostics.push(warning("name-taken", message, place));
      return;
    }
    const named = from.entity !== null && isIdentifier(from.entity) ? from.entity : null;
    const entity = freeName(named ?? entityNameFor(from.name), entities);
    entities.push(entity);
    const id = this.#newId("table");
    const table: Table = { kind: "table", id, name: from.name, entity, comment: from.comment };
    this.#put(table);
    const columns = new Map<string, Column>();
    for (const [position, entry] of from.columns.entries()) {
      const column = this.#columnOf(table, entry, position);
      this.#put(column);
      columns.set(foldedName(entry.name), column);
    }
    const primaryKey = from.primaryKey?.columns ?? [];
    this.#drafts.set(folded, { from, table, columns, primaryKey });
    this.#reportClientDefaults(from, table);
  }

  #reportClientDefaults(from: DescribedTable, table: Table): void {
    const columns = from.columns.filter(
      ({ default: given }) => given?.kind === "value" && given.client,
    );
    if (columns.length === 0) return;
    const names = columns.map(({ name }) => name).join(", ");
    const message = `In "${from.name}", Python fills in the defaults of ${names}; in the design, the database does.`;
    this.diagnostics.push(info("client-default", message, { record: table.id }));
  }

  #columnOf(table: Table, from: DescribedColumn, position: number): Column {
    const type = this.#typeOf(from);
    return {
      kind: "column",
      id: this.#newId("column"),
      table: table.id,
      name: from.name,
      type,
      nullable: from.nullable,
      default: defaultOf(from.default, type),
      generated: generatedOf(from),
      comment: from.comment,
      position,
      ...collated(from),
    };
  }

  #typeOf({ type, enum: values }: DescribedColumn): ColumnType {
    if (values === null) return parseColumnType(type, emptyDocument);
    return { kind: "enum", enum: this.#enumNamed(values).id };
  }

  /** Enums with the same name and values are one. */
  #enumNamed({ name, values }: Pick<Enum, "name" | "values">): Enum {
    const given = JSON.stringify([name, values]);
    const known = this.#enums.get(given);
    if (known) return known;
    const id: Enum["id"] = this.#newId("enum");
    const taken = [...this.#enums.values()].map(other => other.name);
    const record: Enum = { kind: "enum", id, name: freeName(name, taken), values };
    this.#enums.set(given, record);
    this.#put(record);
    return record;
  }

  #addConstraints(draft: Draft): void {
    const { from, table } = draft;
    const primary = from.primaryKey ? [{ ...from.primaryKey, primary: true }] : [];
    const unique = from.uniqueKeys.map(key => ({ ...key, primary: false }));
    for (const { name, columns: names, primary: isPrimary } of [...primary, ...unique]) {
      const columns = this.#columnsNamed(draft, names);
      const id = this.#newId("key");
      if (columns)
        this.#put({ kind: "key", id, table: table.id, primary: isPrimary, name, columns });
    }
    for (const index of from.indexes) this.#addIndex(draft, index);
    for (const check of from.checks) {
      const expression = withoutParentheses(check.expression);
      this.#put({ ...check, kind: "check", id: this.#newId("check"), table: table.id, expression });
    }
  }

  /** The ids of columns; null, and reported, if one is missing. */
  #columnsNamed(draft: Draft, names: readonly string[]): readonly ColumnId[] | null {
    const ids = names.flatMap(name => draft.columns.get(foldedName(name))?.id ?? []);
    if (ids.length === names.length) return ids;
    const message = `A key or an index of "${draft.from.name}" (${names.join(", ")}) is left out: a column does not exist.`;
    const { from, table } = draft;
    const place = from.place === null ? {} : { place: from.place };
    this.diagnostics.push(warning("missing-column", message, { record: table.id, ...place }));
    return null;
  }

  #addIndex(draft: Draft, { name, unique, parts, where }: DescribedIndex): void {
    const { from, table } = draft;
    const columns = parts.flatMap(({ column }) => column ?? []);
    const ids = this.#columnsNamed(draft, columns);
    if (!ids) return;
    const free = freeName(name ?? [from.name, ...columns, "index"].join("_"), this.#indexNames);
    this.#indexNames.push(free);
    const idOf = (column: string) => ids[columns.indexOf(column)] as ColumnId;
    this.#put({
      kind: "index",
      id: this.#newId("index"),
      table: table.id,
      name: free,
      unique,
      parts: parts.map(({ column, expression, descending, collation }) => ({
        ...(column === null
          ? ({ kind: "expression", text: withoutParentheses(expression ?? "") } as const)
          : ({ kind: "column", column: idOf(column) } as const)),
        descending,
        ...collated({ collation }),
      })),
      where: where === null ? null : withoutParentheses(where),
    });
  }

  #addForeignKeys({ manyToMany }: ModelsDescription): void {
    const sources = [...this.#drafts.values()].flatMap(foreignKeysOf);
    const { value, diagnostics } = resolveForeignKeys(sources, this.#drafts, this.#newId);
    this.diagnostics.push(...diagnostics);
    this.references = value.references;
    for (const key of value.foreignKeys) this.#put(key);
    for (const relation of manyToMany) this.#nameOfMany(relation, value.names);
  }

  /** The many-to-many relation `tags` is named after the key `tag` of its join table. */
  #nameOfMany({ through, name, columns }: DescribedManyToMany, names: NamesByTable): void {
    const draft = this.#drafts.get(foldedName(through));
    const ids = columns.flatMap(column => draft?.columns.get(foldedName(column))?.id ?? []);
    // Relations are derived once for each document.
    const document = { records: new Map(this.#records) };
    const far = recordsOf(document, "foreignKey").find(
      key => key.table === draft?.table.id && key.columns.every(id => ids.includes(id)),
    );
    const relation = far && relationThrough(document, far);
    if (!relation) {
      const message = `The many-to-many relation "${name}" is two relations in the design: its table "${through}" is no plain join table.`;
      const record = draft === undefined ? {} : { record: draft.table.id };
      this.diagnostics.push(info("relation-split", message, record));
      return;
    }
    if (relation.name === name) return;
    const renamed = this.#namedForMany(far, name, relation);
    if (renamed) {
      this.#put({ ...renamed, forward: names.claim(far.table, renamed.forward) });
      return;
    }
    const message = `The many-to-many relation "${name}" over "${through}" is named "${relation.name}" in the design.`;
    this.diagnostics.push(info("relation-renamed", message, { record: far.id }));
  }

  /** The key with a name that makes its many-to-many relation have that name; null if there is none. */
  #namedForMany(far: ForeignKey, name: string, { foreignKey }: Relation): ForeignKey | null {
    const near = this.#records.get(foreignKey);
    const qualifier = near?.kind === "foreignKey" ? `${near.reverse}_` : "";
    const plain = name.startsWith(qualifier) ? [name.slice(qualifier.length)] : [];
    for (const plural of [...plain, name]) {
      const forward = foreignKeyNameForMany(plural);
      const renamed = { ...far, forward: forward ?? far.forward };
      const document = { records: new Map(this.#records).set(far.id, renamed) };
      if (relationThrough(document, renamed)?.name === name) return renamed;
    }
    return null;
  }
}

const foreignKeysOf = (draft: Draft): readonly ForeignKeySource[] =>
  draft.from.foreignKeys.map(({ forward, reverse, ...key }) => ({
    ...key,
    from: draft,
    single: isUnique(draft.from, key.columns),
    given: { forward, reverse },
    place: draft.from.place,
  }));

const generatedOf = ({ generated }: DescribedColumn): DescribedColumn["generated"] =>
  generated?.kind === "computed"
    ? { ...generated, text: withoutParentheses(generated.text) }
    : generated;

/** Records leave out a collation that is that of the database. */
const collated = ({ collation }: { readonly collation: string | null }) =>
  collation === null ? {} : { collation };

/** The many-to-many relation that leads over this key of a join table. */
const relationThrough = (document: SchemaDocument, far: ForeignKey): Relation | undefined =>
  recordsOf(document, "foreignKey")
    .filter(key => key.table === far.table && key.id !== far.id)
    .flatMap(near => relationsOf(document, near.target))
    .find(relation => relation.through?.targetForeignKey === far.id);

const isUnique = (
  { primaryKey, uniqueKeys }: DescribedTable,
  columns: readonly string[],
): boolean =>
  [...(primaryKey ? [primaryKey] : []), ...uniqueKeys].some(key =>
    key.columns.every(name => columns.includes(name)),
  );

/** The document of described models. */
export const documentOfModels = (
  description: ModelsDescription,
  newId: NewId,
): Report<Pick<Imported, "document" | "references">> => {
  const reader = new ModelsReader(newId);
  const document = reader.read(description);
  const { references, diagnostics } = reader;
  const found =
    description.tables.length > 0 || diagnostics.some(({ severity }) => severity === "error")
      ? diagnostics
      : [error("no-tables", "The files define no tables."), ...diagnostics];
  return report({ document, references }, found);
};
