/** The members of an enum class. */
import type { Enum } from "../../schema/index.ts";
import { identifierFor, isKeyword, literal } from "./syntax.ts";

/** Names that a member of an enum cannot have. */
const RESERVED = new Set(["mro", "name", "value"]);

/** How the names of members are written, such as in upper case. */
export type MemberStyle = (name: string) => string;

const memberName = (value: string, taken: Set<string>, style: MemberStyle): string => {
  let name = style(identifierFor(value === "" ? "empty" : value).replace(/^_+/, "value_"));
  while (taken.has(name) || isKeyword(name) || RESERVED.has(name)) name += "_";
  taken.add(name);
  return name;
};

/** The names of the members, by value. */
export const enumMemberNames = (
  { values }: Enum,
  style: MemberStyle = name => name,
): ReadonlyMap<string, string> => {
  const taken = new Set<string>();
  return new Map([...new Set(values)].map(value => [value, memberName(value, taken, style)]));
};

/** The members, one `name = "value"` for each distinct value. */
export const enumMembers = (record: Enum, style?: MemberStyle): readonly string[] =>
  [...enumMemberNames(record, style)].map(([value, name]) => `${name} = ${literal(value)}`);
