/** The declarations for completion: the query language, and the entities of the diagram. */
import { declareEntities, type SchemaDocument } from "../../../engine/index.ts";
import apiSource from "../../../engine/query/api.ts?raw";

const GLOBALS = `
import type * as Stele from "stele";

declare global {
  /** The database of the diagram. */
  const db: Database;
  const console: Record<"log" | "info" | "warn" | "error" | "debug", (...values: unknown[]) => void>;
  function setTimeout(body: () => void, milliseconds?: number): number;
}
`;

const FUNCTIONS = /export interface QueryFunctions \{([\s\S]*?)\n\}/;
const FUNCTION_NAME = /^ {2}(?=\w+[<(])/gm;

/** The functions of the query language, as globals with their documentation. */
const globalFunctions = (): string => {
  const [, members = ""] = FUNCTIONS.exec(apiSource) ?? [];
  return members.replaceAll(FUNCTION_NAME, "  function ");
};

/** Within a declared module, `declare` is not allowed. */
const declarations = apiSource.replaceAll(/^declare /gm, "");

/** The files, by their names. */
export const librariesFor = (document: SchemaDocument): Readonly<Record<string, string>> => ({
  "file:///stele.d.ts": `declare module "stele" {\n${declarations}\nglobal {${globalFunctions()}\n}\n}\n`,
  "file:///diagram.d.ts": `${GLOBALS}\n${declareEntities(document)}`,
});
