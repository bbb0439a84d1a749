/** The members of an enum class. */
import type { Enum } from "../../schema/index.ts";
import { identifierFor, isKeyword, literal } from "./syntax.ts";

/** Names that a member of an enum cannot have. */
const RESERVED = new Set(["mro", "name", "value"]);

const memberName = (value: string, taken: Set<string>): string => {
  let name = identifierFor(value === "" ? "empty" : value).replace(/^_+/, "value_");
  while (taken.has(name) || isKeyword(name) || RESERVED.has(name)) name += "_";
  taken.add(name);
  return name;
};

/** The members, one `name = "value"` for each distinct value. */
export const enumMembers = ({ values }: Enum): readonly string[] => {
  const taken = new Set<string>();
  return [...new Set(values)].map(value => `${memberName(value, taken)} = ${literal(value)}`);
};
