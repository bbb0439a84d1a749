/** The settings of a session: lazy loading, default loads, versions and orphans. */
import { didYouMean, type TextRange } from "../base/index.ts";
import {
  type Api,
  type ColumnModel,
  type EntityModel,
  type LoadStrategy,
  type Model,
  QueryError,
  type RelationModel,
  strategyOf,
} from "../query/index.ts";

/** @throws QueryError `unknown-relation` */
const relationLabelled = (
  label: string,
  { entities }: Model,
  range: TextRange | undefined,
): RelationModel => {
  const relations = [...entities.values()].flatMap(entity => [...entity.relations.values()]);
  const relation = relations.find(each => each.label === label);
  if (relation) return relation;
  const labels = relations.map(each => each.label);
  throw new QueryError("unknown-relation", `There is no relation "${label}".`, {
    range,
    hint: didYouMean(label, labels) || "Write the entity and the relation, such as User.posts.",
  });
};

/** @throws QueryError for an unknown entity or column, and for a column that is not an integer */
const versionColumn = (
  { entities }: Model,
  [name, columnName]: readonly [entity: string, column: string],
  range: TextRange | undefined,
): readonly [EntityModel, ColumnModel] => {
  const entity = entities.get(name);
  if (!entity) {
    throw new QueryError("unknown-entity", `There is no entity "${name}".`, {
      range,
      hint: didYouMean(name, entities.keys()),
    });
  }
  const column = entity.columnsByName.get(columnName);
  if (!column) {
    throw new QueryError("unknown-column", `${name} has no column "${columnName}".`, {
      range,
      hint: didYouMean(columnName, entity.columnsByName.keys()),
    });
  }
  if (column.type.kind === "integer") return [entity, column];
  throw new QueryError("invalid-value", `${name}.${columnName} cannot be a version column.`, {
    range,
    hint: "Use an integer column.",
  });
};

const NO_STRATEGIES: ReadonlyMap<string, LoadStrategy> = new Map();
const NO_VERSIONS: ReadonlyMap<EntityModel, ColumnModel> = new Map();
const NO_ORPHANS: ReadonlySet<string> = new Set();

export class SessionSettings {
  readonly #model: Model;
  #forbidsLazy = false;
  #strategies: ReadonlyMap<string, LoadStrategy> = NO_STRATEGIES;
  #versions: ReadonlyMap<EntityModel, ColumnModel> = NO_VERSIONS;
  #orphans: ReadonlySet<string> = NO_ORPHANS;

  constructor(model: Model) {
    this.#model = model;
  }

  /** Changes the given settings only. @throws QueryError for an unknown relation, strategy or setting */
  configure(settings: Api.SessionSettings, range: TextRange | undefined): void {
    const { lazy, loading, versions, orphans, ...others } = settings;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) {
      throw new QueryError("invalid-value", `There is no setting "${unknown}".`, {
        range,
        hint: didYouMean(unknown, ["lazy", "loading", "versions", "orphans"]),
      });
    }
    if (lazy !== undefined) this.#forbidsLazy = this.#forbids(lazy, range);
    if (loading) this.#configureLoading(loading, range);
    if (versions) this.#configureVersions(versions, range);
    if (orphans) this.#configureOrphans(orphans, range);
  }

  /** Whether lazy loading is forbidden. */
  get forbidsLazy(): boolean {
    return this.#forbidsLazy;
  }

  /** The strategies of relations that are loaded with every query of their entity. */
  get strategies(): ReadonlyMap<string, LoadStrategy> {
    return this.#strategies;
  }

  /** The version column of an entity. */
  versionOf(entity: EntityModel): ColumnModel | undefined {
    return this.#versions.get(entity);
  }

  /** Whether an entity that is removed from the relation is deleted. */
  deletesOrphans({ label }: RelationModel): boolean {
    return this.#orphans.has(label);
  }

  #configureLoading(
    loading: NonNullable<Api.SessionSettings["loading"]>,
    range: TextRange | undefined,
  ): void {
    const changed = new Map(this.#strategies);
    for (const [label, name] of Object.entries(loading)) {
      const relation = relationLabelled(label, this.#model, range);
      changed.set(relation.label, strategyOf(name, range));
    }
    this.#strategies = changed;
  }

  #configureVersions(
    versions: NonNullable<Api.SessionSettings["versions"]>,
    range: TextRange | undefined,
  ): void {
    const columns = Object.entries(versions).map(version =>
      versionColumn(this.#model, version, range),
    );
    this.#versions = new Map([...this.#versions, ...columns]);
  }

  #configureOrphans(
    orphans: NonNullable<Api.SessionSettings["orphans"]>,
    range: TextRange | undefined,
  ): void {
    const changed = new Set(this.#orphans);
    for (const [label, fate] of Object.entries(orphans)) {
      const relation = relationLabelled(label, this.#model, range);
      if (relation.through || relation.holdsKey) {
        throw new QueryError("invalid-value", `${label} has no orphans.`, {
          range,
          hint: "Use a relation whose foreign key is in the other table.",
        });
      }
      if (fate !== "delete" && fate !== "keep") {
        throw new QueryError("invalid-value", `Orphans of ${label} cannot be "${fate}".`, {
          range,
          hint: 'Use "keep" or "delete".',
        });
      }
      if (fate === "delete") changed.add(label);
      else changed.delete(label);
    }
    this.#orphans = changed;
  }

  #forbids(lazy: string, range: TextRange | undefined): boolean {
    if (lazy === "allow" || lazy === "forbid") return lazy === "forbid";
    throw new QueryError("invalid-value", `lazy cannot be "${lazy}".`, {
      range,
      hint: 'Use "allow" or "forbid".',
    });
  }
}
