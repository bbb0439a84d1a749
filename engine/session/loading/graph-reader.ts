/** Reads entities and their relations from the rows of a statement, in one pass. */
import { invariant } from "../../base/index.ts";
import type { SqlRow, SqlValue } from "../../drivers/index.ts";
import type { FetchNode, JoinedNode, Load, NestedNode } from "../../query/index.ts";
import type { Key } from "../entities/by-key.ts";
import type { Entity } from "../entities/entity-state.ts";
import type { IdentityMap } from "../entities/identity-map.ts";
import { type EntityReader, entityReader } from "./entity-reader.ts";

/** The targets of one relation of a node. */
type Branch = { readonly load: Load; readonly targetsByEntity: Map<Entity, Set<Entity>> };

type JoinedBranch = Branch & { readonly reader: GraphReader };
type NestedBranch = Branch & { readonly reader: GraphReader; readonly part: NestedNode };

/** Sets the targets of a relation of an entity. */
export type Fill = (entity: Entity, load: Load, targets: Entity[]) => void;

/** The rows within a JSON value: a list of rows, one row, or null; as text if the driver does not parse JSON. */
const rowsWithin = (value: unknown, isList: boolean): readonly (readonly unknown[])[] => {
  const parsed: unknown = typeof value === "string" ? JSON.parse(value) : value;
  if (parsed === null || parsed === undefined) return [];
  invariant(Array.isArray(parsed), "nested rows are a list");
  return isList ? parsed : [parsed];
};

/** Reads the entities of one node of a load. */
export class GraphReader {
  /** Without duplicates, in the order of their rows; empty if no relations are loaded. */
  readonly entities = new Set<Entity>();
  readonly #gathers: boolean;
  readonly node: FetchNode;
  readonly #reader: EntityReader;
  readonly #joined: readonly JoinedBranch[];
  readonly #nested: readonly NestedBranch[];

  constructor(node: FetchNode, identities: IdentityMap) {
    this.node = node;
    this.#gathers = node.joined.length + node.nested.length + node.later.length > 0;
    this.#reader = entityReader(identities, node);
    const branch = ({ load, node: inner }: JoinedNode) => ({
      load,
      targetsByEntity: new Map<Entity, Set<Entity>>(),
      reader: new GraphReader(inner, identities),
    });
    this.#joined = node.joined.map(branch);
    this.#nested = node.nested.map(part => ({ ...branch(part), part }));
  }

  /** The entity of a row. The joined and nested entities of the row are recorded. */
  readEntity(values: SqlRow, start: number): Entity {
    return this.#read(values, start, this.#reader.keyOf(values, start));
  }

  #read(values: SqlRow, start: number, key: Key | null): Entity {
    const entity = this.#reader.readEntity(values, start, key);
    if (!this.#gathers) return entity;
    const isFirst = !this.entities.has(entity);
    this.entities.add(entity);
    for (const { targetsByEntity, reader } of this.#joined) {
      const target = reader.#readJoined(values, start);
      const targets = targetsByEntity.get(entity);
      if (!targets) targetsByEntity.set(entity, new Set(target ? [target] : []));
      else if (target) targets.add(target);
    }
    if (isFirst) {
      for (const branch of this.#nested) {
        this.#readNested(entity, values[start + branch.part.position], branch);
      }
    }
    return entity;
  }

  /** A missing key means that no row was joined. */
  #readJoined(values: SqlRow, start: number): Entity | null {
    const key = this.#reader.keyOf(values, start);
    return key === null ? null : this.#read(values, start, key);
  }

  #readNested(
    entity: Entity,
    value: unknown,
    { targetsByEntity, reader, part, load }: NestedBranch,
  ): void {
    const targets = new Set<Entity>();
    const isList = load.relation.cardinality === "many";
    for (const inner of rowsWithin(value, isList)) {
      targets.add(reader.readEntity(part.readRow(inner) as SqlValue[], 0));
    }
    targetsByEntity.set(entity, targets);
  }

  /** Fills relations, the innermost first. */
  finish(fill: Fill): void {
    for (const { load, targetsByEntity, reader } of this.#branches()) {
      reader.finish(fill);
      for (const [entity, targets] of targetsByEntity) fill(entity, load, [...targets]);
    }
  }

  /** The joined and nested relations of this node. */
  *#branches(): Generator<Branch & { readonly reader: GraphReader }> {
    yield* this.#joined;
    yield* this.#nested;
  }

  get inner(): readonly { readonly load: Load; readonly reader: GraphReader }[] {
    return [...this.#branches()];
  }
}
