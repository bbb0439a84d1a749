/** The declarations that completion reads: the query language, and the entities of the diagram. */
import { declareEntities, type SchemaDocument } from "../../../engine/index.ts";
import apiSource from "../../../engine/query/api.ts?raw";

const GLOBALS = `
import type * as Stele from "stele";

declare global {
  /** The database of the diagram. */
  const db: Database;
  const console: Record<"log" | "info" | "warn" | "error" | "debug", (...values: unknown[]) => void>;
  function setTimeout(body: () => void, milliseconds?: number): number;
  /** The number of rows; of an expression, the number of its values that are not null. */
  function count(of?: Stele.Expression<unknown>): Stele.NumberExpression;
  function countDistinct(of: Stele.Expression<unknown>): Stele.NumberExpression;
  function sum(of: Stele.Expression<number>): Stele.NumberExpression;
  function avg(of: Stele.Expression<number>): Stele.NumberExpression;
  function min<Of extends Stele.Expression<unknown>>(of: Of): Of;
  function max<Of extends Stele.Expression<unknown>>(of: Of): Of;
  function and(...conditions: readonly Stele.Condition[]): Stele.Condition;
  function or(...conditions: readonly Stele.Condition[]): Stele.Condition;
  function not(condition: Stele.Condition): Stele.Condition;
}
`;

/** The files, by their names. */
export const librariesFor = (document: SchemaDocument): Readonly<Record<string, string>> => ({
  "file:///stele.d.ts": `declare module "stele" {\n${apiSource}\n}\n`,
  "file:///diagram.d.ts": `${GLOBALS}\n${declareEntities(document)}`,
});
