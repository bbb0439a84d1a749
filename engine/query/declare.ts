/** Declares the entities of a document in TypeScript, for completion in the editor. */
import { unreachable, Writer } from "../base/index.ts";
import {
  type ColumnType,
  enumOf,
  isIdentifier,
  type SchemaDocument,
  tableView,
} from "../schema/index.ts";
import { type ColumnModel, type EntityModel, modelOf, type RelationModel } from "./model.ts";

const property = (name: string): string => (isIdentifier(name) ? name : JSON.stringify(name));

const valueType = (type: ColumnType, document: SchemaDocument): string => {
  switch (type.kind) {
    case "integer":
    case "decimal":
    case "float":
      return "number";
    case "boolean":
      return "boolean";
    case "json":
      return "unknown";
    case "blob":
      return "Uint8Array";
    case "enum": {
      const { values } = enumOf(document, type.enum);
      return values.length > 0 ? values.map(value => JSON.stringify(value)).join(" | ") : "string";
    }
    case "text":
    case "varchar":
    case "char":
    case "date":
    case "time":
    case "datetime":
    case "uuid":
    case "other":
      return "string";
    default:
      return unreachable(type);
  }
};

const nullableType = (column: ColumnModel, document: SchemaDocument): string =>
  valueType(column.type, document) + (column.nullable ? " | null" : "");

const TEMPORAL: ReadonlySet<ColumnType["kind"]> = new Set(["date", "time", "datetime"]);

const pathType = (type: ColumnType, document: SchemaDocument): string => {
  const value = valueType(type, document);
  if (value === "number") return "Stele.NumberExpression";
  if (TEMPORAL.has(type.kind)) return "Stele.DateExpression";
  if (type.kind === "boolean") return "Stele.Condition";
  if (type.kind === "json") return "Stele.JsonExpression";
  if (value === "string" || type.kind === "enum") return "Stele.TextExpression";
  return `Stele.Expression<${value}>`;
};

/** Writes the declarations of one entity. */
class EntityDeclaration {
  readonly #writer: Writer;
  readonly #document: SchemaDocument;
  readonly #entity: EntityModel;

  constructor(writer: Writer, document: SchemaDocument, entity: EntityModel) {
    this.#writer = writer;
    this.#document = document;
    this.#entity = entity;
  }

  write(): void {
    const { name } = this.#entity;
    this.#interface(`${name} extends Stele.Row<${name}Path>`, () => this.#entityMembers());
    this.#interface(`${name}Path extends Stele.EntityPath<${name}>`, () => this.#pathMembers());
    this.#interface(`${this.#entity.name}Columns`, () => this.#columnMembers());
    this.#interface(`New${this.#entity.name}`, () => this.#createMembers());
    this.#interface(`${this.#entity.name}Types extends Stele.EntityTypes`, () =>
      this.#typeMembers(),
    );
  }

  #interface(head: string, body: () => void): void {
    this.#writer.write(`interface ${head} {`).indented(body).line().write("}").line();
  }

  #member(text: string): void {
    this.#writer.line().write(text);
  }

  get #relations(): readonly RelationModel[] {
    return [...this.#entity.relations.values()];
  }

  #entityMembers(): void {
    this.#comment();
    for (const column of this.#entity.columns) {
      this.#member(`${property(column.name)}: ${nullableType(column, this.#document)};`);
    }
    for (const { name, target, cardinality, optional } of this.#relations) {
      const key = property(name);
      if (cardinality === "many") this.#member(`readonly ${key}: Stele.Many<${target.name}>;`);
      else {
        const nothing = optional ? " | null" : "";
        this.#member(`get ${key}(): Stele.One<${target.name}>${nothing};`);
        this.#member(`set ${key}(value: ${target.name}${nothing});`);
      }
    }
  }

  #comment(): void {
    const { comment } = tableView(this.#document, this.#entity.tableId).table;
    if (comment !== "") this.#member(`/** ${comment.replaceAll("*/", "* /")} */`);
  }

  #pathMembers(): void {
    for (const column of this.#entity.columns) {
      this.#member(`readonly ${property(column.name)}: ${pathType(column.type, this.#document)};`);
    }
    for (const { name, target, cardinality } of this.#relations) {
      const path = `${target.name}Path`;
      const type =
        cardinality === "many"
          ? `Stele.ManyPath<${path}>`
          : `${path} & Stele.OnePath<${target.name}>`;
      this.#member(`readonly ${property(name)}: ${type};`);
    }
  }

  #columnMembers(): void {
    for (const column of this.#entity.columns) {
      this.#member(`${property(column.name)}: ${nullableType(column, this.#document)};`);
    }
  }

  #createMembers(): void {
    const forward = this.#relations.filter(relation => relation.holdsKey);
    const covered = new Set(forward.flatMap(relation => relation.sourceColumns));
    for (const column of this.#entity.columns) {
      const { nullable, generated, hasDefault } = column;
      const optional = nullable || generated || hasDefault || covered.has(column) ? "?" : "";
      this.#member(`${property(column.name)}${optional}: ${nullableType(column, this.#document)};`);
    }
    for (const { name, target, optional } of forward) {
      this.#member(`${property(name)}?: ${target.name}${optional ? " | null" : ""};`);
    }
  }

  #typeMembers(): void {
    const { name, primaryKey } = this.#entity;
    this.#member(`readonly entity: ${name};`);
    this.#member(`readonly path: ${name}Path;`);
    this.#member(`readonly columns: ${name}Columns;`);
    this.#member(`readonly create: New${name};`);
    this.#member(`readonly key: ${this.#keyType(primaryKey)};`);
  }

  #keyType(columns: readonly ColumnModel[]): string {
    const [first, second] = columns;
    if (!first) return "never";
    if (!second) return valueType(first.type, this.#document);
    const parts = columns.map(
      column => `${property(column.name)}: ${valueType(column.type, this.#document)}`,
    );
    return `{ ${parts.join("; ")} }`;
  }
}

/**
 * Declares every entity, and `Database` with all of them.
 * The types of `api.ts` are in a namespace `Stele`, so that an entity can be named `Order`.
 */
export const declareEntities = (document: SchemaDocument): string => {
  const writer = new Writer();
  const entities = [...modelOf(document).entities.values()];
  for (const entity of entities) new EntityDeclaration(writer, document, entity).write();
  writer.write("interface Database extends Stele.DatabaseMethods {");
  writer.indented(() => {
    for (const { name } of entities) {
      writer.line().write(`readonly ${property(name)}: Stele.EntitySet<${name}Types>;`);
    }
  });
  return writer.line().write("}").line().finish().text;
};
