/** Reads the queries of stored data: valid ones are kept, the others are reported. */
import * as v from "valibot";
import { type Report, report, warning } from "../../base/index.ts";
import { querySchema, type StoredQuery } from "./record-schemas.ts";

export const readQueries = (candidates: readonly unknown[]): Report<readonly StoredQuery[]> => {
  const queries = new Map<string, StoredQuery>();
  const diagnostics = candidates.flatMap((candidate, index) => {
    const parsed = v.safeParse(querySchema, candidate);
    const reason = parsed.success
      ? queries.has(parsed.output.id) && `its id ${parsed.output.id} is repeated`
      : `it cannot be read (${parsed.issues[0].message})`;
    if (reason) return [warning("bad-query", `Query ${index + 1} is left out: ${reason}.`)];
    if (parsed.success) queries.set(parsed.output.id, parsed.output);
    return [];
  });
  return report([...queries.values()], diagnostics);
};
