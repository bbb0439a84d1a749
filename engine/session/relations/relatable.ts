/** Checks the values that are assigned to relations: entities of the right type and of the same session. */
import type { TextRange } from "../../base/index.ts";
import { QueryError, type RelationModel } from "../../query/index.ts";
import { labelOf } from "../entities/entity.ts";
import { type Entity, type EntityOwner, isEntity, stateOf } from "../entities/entity-state.ts";

/** A relation, its session, and the code that changes it. */
export type Relating = {
  readonly relation: RelationModel;
  readonly owner: EntityOwner;
  readonly range: TextRange | undefined;
};

const refuse = ({ range }: Relating, message: string, hint: string): never => {
  throw new QueryError("not-an-entity", message, { hint, range });
};

/** @throws QueryError `not-an-entity` for other values, whose key might be that of another row */
export const relatable = (value: unknown, relating: Relating): Entity => {
  const { relation, owner } = relating;
  const { label, target } = relation;
  if (!isEntity(value)) {
    const hint = `Use a ${target.name} that was loaded or created in this session. Await a relation first.`;
    return refuse(relating, `${label} needs a ${target.name}.`, hint);
  }
  const { type } = stateOf(value);
  if (type.owner === owner && type.model === target) return value;
  const wrong = labelOf(value);
  if (type.owner === owner) {
    return refuse(
      relating,
      `${label} needs a ${target.name}, not ${wrong}.`,
      `Use a ${target.name}.`,
    );
  }
  const hint = "Use the entity of this session: await db.merge(entity).";
  return refuse(relating, `${wrong} belongs to another session than ${label}.`, hint);
};

/** The only argument of a method of a collection. @throws QueryError `not-an-entity` */
export const onlyRelatable = (args: readonly unknown[], relating: Relating): Entity => {
  if (args.length === 1) return relatable(args[0], relating);
  const { label, target } = relating.relation;
  const hint = "Call it for each entity, or call set() with a list.";
  return refuse(relating, `${label} takes one ${target.name} at a time.`, hint);
};

/** The entities of a list, without duplicates. @throws QueryError `not-an-entity` */
export const allRelatable = (args: unknown, relating: Relating): ReadonlySet<Entity> => {
  const { label, target } = relating.relation;
  if (typeof args !== "object" || args === null || !(Symbol.iterator in args)) {
    const hint = "To remove all, call set([]).";
    return refuse(relating, `${label}.set() needs a list of ${target.name}s.`, hint);
  }
  const entities = new Set<Entity>();
  for (const value of args as Iterable<unknown>) entities.add(relatable(value, relating));
  return entities;
};
