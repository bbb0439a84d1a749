/** What a session does without being asked: whether reading loads, and what comes with every query. */
import { didYouMean, type TextRange } from "../base/index.ts";
import {
  type Api,
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
    hint: didYouMean(label, labels) || "Name it by its entity, such as User.posts.",
  });
};

export class SessionSettings {
  readonly #model: Model;
  #forbidsLazy = false;
  #strategies: ReadonlyMap<string, LoadStrategy> = new Map();

  constructor(model: Model) {
    this.#model = model;
  }

  /** Changes what is named and leaves the rest. @throws QueryError for what no relation or strategy is called */
  configure({ lazy, loading }: Api.SessionSettings, range: TextRange | undefined): void {
    if (lazy !== undefined) this.#forbidsLazy = this.#forbids(lazy, range);
    if (!loading) return;
    const changed = new Map(this.#strategies);
    for (const [label, name] of Object.entries(loading)) {
      const relation = relationLabelled(label, this.#model, range);
      changed.set(relation.label, strategyOf(name, range));
    }
    this.#strategies = changed;
  }

  /** Whether reading a relation must not run a statement. */
  get forbidsLazy(): boolean {
    return this.#forbidsLazy;
  }

  /** The strategies of relations that are loaded with every query of their entity. */
  get strategies(): ReadonlyMap<string, LoadStrategy> {
    return this.#strategies;
  }

  #forbids(lazy: string, range: TextRange | undefined): boolean {
    if (lazy === "allow" || lazy === "forbid") return lazy === "forbid";
    throw new QueryError("invalid-value", `lazy cannot be "${lazy}".`, {
      range,
      hint: "It is allow or forbid.",
    });
  }
}
