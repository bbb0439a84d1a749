/**
 * Members that builders do not have. A proxy at the end of the prototype chain reports them; it costs nothing where a
 * member exists.
 */
import { nearestName, type TextRange } from "../base/index.ts";
import { QueryError, type QueryErrorCode } from "./query-error.ts";

/** Read by JavaScript, test runners and inspectors to find out what a value is. */
const isProtocol = (name: string): boolean => PROTOCOLS.has(name) || /^[$@_]/.test(name);

const PROTOCOLS: ReadonlySet<string> = new Set([
  "then",
  "catch",
  "finally",
  "toJSON",
  "inspect",
  "constructor",
  "asymmetricMatch",
  "nodeType",
  "nodeName",
  "tagName",
  "prototype",
  "isLoaded",
]);

/** All methods of a value, apart from those of every object. */
const membersOf = (value: object): readonly string[] => {
  const names: string[] = [];
  let prototype: object | null = Object.getPrototypeOf(value);
  while (prototype !== null) {
    names.push(...Object.getOwnPropertyNames(prototype));
    prototype = last.has(prototype) ? null : Object.getPrototypeOf(prototype);
  }
  return names.filter(name => !INTERNAL.has(name));
};

/** Members that queries and expressions have for each other. */
const INTERNAL: ReadonlySet<string> = new Set([
  ...[
    "constructor",
    "kind",
    "runner",
    "step",
    "variables",
    "call",
    "sourced",
    "derive",
    "condition",
  ],
  ...[
    "groupKeys",
    "projection",
    "limitedTo",
    "joinTo",
    "onCondition",
    "alongRelation",
    "rowCondition",
  ],
  ...["matching", "compound", "columns", "make", "operand", "comparable", "compare", "nullTest"],
  ...["connect", "among", "castable", "node", "isUsed", "origin", "temporal", "resultOf", "part"],
  ...[
    "likeNode",
    "asText",
    "rejectStart",
    "rejectLength",
    "amongValues",
    "withTimeOf",
    "arithmetic",
    "at",
    "branches",
  ],
]);

/** The prototypes that are followed by a proxy. */
const last = new WeakSet<object>();

export type MissingMember = {
  /** What the value is: "A query for groups". */
  readonly what: string;
  readonly range: TextRange | undefined;
  /** What to write instead, by name. */
  readonly hints: Readonly<Record<string, string>>;
  readonly code?: QueryErrorCode;
  /** Whether code may test the value for members, as it may with any data: only members with a hint are reported. */
  readonly isData?: boolean;
};

const missing = (
  value: object,
  name: string,
  { what, range, hints, code = "unknown-method" }: MissingMember,
): QueryError => {
  const nearest = nearestName(name, membersOf(value));
  const hint = Object.hasOwn(hints, name) ? hints[name] : nearest && `Did you mean "${nearest}"?`;
  return new QueryError(code, `${what} has no "${name}".`, { range, hint: hint ?? "" });
};

/** Makes reading a member that instances of a class lack an error. @throws QueryError `unknown-method` */
export const reportMissing = <Instance extends object>(
  prototype: Instance,
  describe: (value: Instance, name: string) => MissingMember,
): void => {
  const handler: ProxyHandler<object> = {
    get(target, name, receiver) {
      if (typeof name === "symbol" || name in target || isProtocol(name)) {
        return Reflect.get(target, name, receiver);
      }
      const member = describe(receiver, name);
      if (member.isData && !Object.hasOwn(member.hints, name)) return undefined;
      throw missing(receiver, name, member);
    },
  };
  last.add(prototype);
  Object.setPrototypeOf(prototype, new Proxy(Object.prototype, handler));
};
