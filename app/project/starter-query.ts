/** A first query for a project without queries. */
import { isIdentifier, modelOf, type SchemaDocument } from "../../engine/index.ts";
import type { SavedQuery } from "../state/index.ts";

const access = (name: string): string =>
  isIdentifier(name) ? `db.${name}` : `db[${JSON.stringify(name)}]`;

/** A query that works for any project with tables; null without tables. */
export const simplestQuery = (document: SchemaDocument): string | null => {
  const [entity] = modelOf(document).entities.values();
  return entity ? `await ${access(entity.name)}.all();` : null;
};

/** Prefers an entity with a relation. */
export const starterQueries = (document: SchemaDocument): readonly SavedQuery[] => {
  const entities = [...modelOf(document).entities.values()];
  const many = (entity: (typeof entities)[number]) =>
    [...entity.relations.values()].find(
      relation => relation.cardinality === "many" && isIdentifier(relation.name),
    );
  const entity = entities.find(many) ?? entities[0];
  if (!entity) return [];
  const relation = many(entity);
  const loading = relation ? `\n  .with(row => row.${relation.name})` : "";
  const text = `const rows = await ${access(entity.name)}${loading}\n  .limit(10)\n  .all();\n\nconsole.log(rows.length);\n`;
  return [{ id: "query:1", name: "Query 1", language: "typescript", text }];
};
