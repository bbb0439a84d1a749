/** Join tables whose rows are also loaded as entities. */
import { groupBy, memoize } from "../../../base/index.ts";
import type { EntityModel, RelationModel } from "../../../query/index.ts";
import { type Entity, stateOf } from "../../entities/entity-state.ts";
import { type IdentityMap, keyOf, rowKeyIn } from "../../entities/identity-map.ts";
import { knownReference } from "../../relations/related-entities.ts";
import { type LinkChange, sameColumns } from "./link-changes.ts";

/** A many-to-many relation, and the references of its join table to both ends. */
type Link = {
  readonly relation: RelationModel;
  readonly near: RelationModel;
  readonly far: RelationModel;
};

const linksOver = memoize((model: EntityModel): readonly Link[] => {
  const references = [...model.relations.values()].filter(({ holdsKey }) => holdsKey);
  const over = (near: RelationModel, far: RelationModel): readonly RelationModel[] =>
    [...near.target.relations.values()].filter(
      ({ through }) =>
        through?.entity === model &&
        sameColumns(through.sourceColumns, near.sourceColumns) &&
        sameColumns(through.targetColumns, far.sourceColumns),
    );
  return references.flatMap(near =>
    references.flatMap(far => over(near, far).map(relation => ({ relation, near, far }))),
  );
});

/** Removes links from collections whose rows in the join table are deleted. */
export const endLinks = (
  model: EntityModel,
  gone: readonly Entity[],
  identities: IdentityMap,
): void => {
  for (const { relation, near, far } of linksOver(model)) {
    const ends = gone.flatMap(entity => {
      const source = knownReference(entity, near, identities);
      const target = knownReference(entity, far, identities);
      return source && target ? [{ source, target }] : [];
    });
    for (const [source, ended] of groupBy(ends, each => each.source)) {
      stateOf(source)
        .collection(relation)
        ?.forget(new Set(ended.map(({ target }) => target)));
    }
  }
};

/** The loaded entities of deleted rows of join tables. */
export const rowsOf = (
  links: readonly LinkChange[],
  identities: IdentityMap,
): readonly Entity[] => {
  const byTable = groupBy(
    links.filter(({ kind }) => kind === "unlink"),
    ({ relation }) => relation.through,
  );
  return [...byTable].flatMap(([through, ended]) => {
    if (!through) return [];
    const keys = new Set(
      ended.map(({ relation, source, target }) =>
        keyOf([
          ...relation.sourceColumns.map(({ name }) => source[name]),
          ...relation.targetColumns.map(({ name }) => target[name]),
        ]),
      ),
    );
    const columns = [...through.sourceColumns, ...through.targetColumns];
    const entities = [...identities.of(through.entity)];
    return entities.filter(each => keys.has(rowKeyIn(each, columns)));
  });
};
