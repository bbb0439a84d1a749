/**
 * Instruments a person's TypeScript: each call and each property access records its place in the text,
 * each iteration of a loop checks the deadline, and what JavaScript tests or compares is checked first.
 */
import { type ParserOptions, parse } from "@babel/parser";
import type { Node } from "@babel/types";
import MagicString from "magic-string";
import { transform } from "sucrase";
import type { CallSite } from "../../../engine/index.ts";
import type { RunFailure } from "../protocol.ts";

/** The functions that the instrumented code calls. */
export const MARK = "__at";
export const TICK = "__tick";
export const TRUTH = "__truth";

export type Instrumented = {
  /** JavaScript: the body of an async function. */
  readonly body: string;
  /** The places, by the numbers that the code records. */
  readonly places: readonly CallSite[];
};

const OPTIONS: ParserOptions = {
  sourceType: "module",
  allowReturnOutsideFunction: true,
  plugins: ["typescript"],
};

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;

const childrenOf = (node: Node): readonly Node[] =>
  Object.values(node).flatMap(value =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? value : [],
  );

const LOOPS: ReadonlySet<string> = new Set([
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "WhileStatement",
  "DoWhileStatement",
]);

const TESTING_ASSIGNMENTS: ReadonlySet<string> = new Set(["&&=", "||="]);

/** A target that can be read twice: `a`, or `a.b`. */
const SIMPLE_TARGET = /^[\w$]+(?:\.[\w$]+)*$/;

const EQUALITIES: ReadonlySet<string> = new Set(["===", "!==", "==", "!="]);

const isNothing = (node: Node): boolean =>
  node.type === "NullLiteral" || (node.type === "Identifier" && node.name === "undefined");

/** Whether a value cannot be missing, if its code is right: `a.b`, `a.b()`, but not `a` or `a?.b`. */
const isPresent = (node: Node): boolean =>
  node.type === "MemberExpression" || node.type === "CallExpression";

/** The operands of a node that JavaScript tests for truth or compares. */
const testedIn = (node: Node): readonly Node[] => {
  switch (node.type) {
    case "LogicalExpression":
      return node.operator !== "??" || isPresent(node.left) ? [node.left] : [];
    case "UnaryExpression":
      return node.operator === "!" ? [node.argument] : [];
    case "BinaryExpression": {
      const sides = [node.left, node.right];
      return EQUALITIES.has(node.operator) && !sides.some(isNothing) ? sides : [];
    }
    case "ConditionalExpression":
    case "IfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return [node.test];
    case "ForStatement":
      return node.test ? [node.test] : [];
    case "SwitchStatement":
      return [node.discriminant];
    default:
      return [];
  }
};

const start = (node: Node): number => node.start ?? 0;
const end = (node: Node): number => node.end ?? 0;

/** Writes the marks into a text, outermost first, so that marks at one place nest correctly. */
class Instrumentation {
  readonly places: CallSite[] = [];
  /** Objects that no mark can wrap: in `new a.B()` a call would take the arguments of `new`. */
  readonly #unmarked = new Set<Node>();
  readonly #code: string;
  readonly #text: MagicString;

  constructor(code: string) {
    this.#code = code;
    this.#text = new MagicString(code);
  }

  visit(node: Node): void {
    // Types are erased.
    if (node.type.startsWith("TS") && !KEPT.has(node.type)) return;
    if (node.type === "Import" || node.type === "ImportDeclaration") throw new ImportFound(node);
    if (node.type === "NewExpression") this.#skipCallee(node.callee);
    if (isCall(node)) this.#markCall(node);
    if (node.type === "MemberExpression" || node.type === "OptionalMemberExpression") {
      this.#markRead(node);
    }
    if (LOOPS.has(node.type) && "body" in node && isNode(node.body))
      this.#markLoop(node, node.body);
    for (const tested of testedIn(node)) this.#markTruth(tested);
    if (node.type === "AssignmentExpression") this.#markAssignment(node);
    for (const child of childrenOf(node)) this.visit(child);
  }

  finish(): string {
    return this.#text.toString();
  }

  #skipCallee(callee: Node): void {
    if (!isMember(callee) || callee.extra?.parenthesized) return;
    this.#unmarked.add(callee);
    this.#skipCallee(callee.object);
  }

  /** The last argument records the place, so that it is recorded right before the call. */
  #markCall(node: CallNode): void {
    const number = this.#place(node, isMember(node.callee) ? node.callee.object : null);
    const last = node.arguments.at(-1);
    if (!last) {
      if (!this.#hasParentheses(node)) return;
      this.#text.appendLeft(end(node) - 1, `...${MARK}(${number}, [])`);
    } else if (last.type === "SpreadElement") this.#wrap(last.argument, number);
    else this.#wrap(last, number);
  }

  /** `new A` and `new (A)` have no list of arguments. */
  #hasParentheses({ callee, end: last }: CallNode): boolean {
    return /\([\s\S]*\)$/.test(this.#code.slice(end(callee), last ?? 0));
  }

  /** `a.b` becomes `at(1, a).b`. A chain of `?.` is not marked, because it can end early. */
  #markRead(node: MemberNode): void {
    const { object } = node;
    if (this.#unmarked.has(node) || object.type === "Super" || isOptional(object)) return;
    this.#wrap(object, this.#place(node, object));
  }

  /** Each iteration checks the deadline. The place is the head of the loop. */
  #markLoop(loop: Node, body: Node): void {
    const head = { start: start(loop), end: start(body) };
    const number = this.places.push({ expression: head, step: head }) - 1;
    if (body.type === "BlockStatement") {
      this.#text.appendLeft(start(body) + 1, `${TICK}(${number});`);
      return;
    }
    this.#text.appendLeft(start(body), `{${TICK}(${number});`);
    this.#text.appendRight(end(body), "}");
  }

  /** `a && b` becomes `truth(1, a) && b`. */
  #markTruth(node: Node): void {
    this.#wrap(node, this.#place(node, null), TRUTH);
  }

  /** `a ||= b` becomes `truth(1, a, a ||= b)`, which returns its last argument. */
  #markAssignment(node: AssignmentNode): void {
    const { left } = node;
    const target = this.#code.slice(start(left), end(left));
    if (!TESTING_ASSIGNMENTS.has(node.operator) || !SIMPLE_TARGET.test(target)) return;
    const number = this.#place(left, null);
    this.#text.appendLeft(start(node), `${TRUTH}(${number}, ${target}, `);
    this.#text.appendRight(end(node), ")");
  }

  #wrap(node: Node, number: number, name = MARK): void {
    this.#text.appendLeft(start(node), `${name}(${number}, `);
    this.#text.appendRight(end(node), ")");
    this.#enclose(node);
  }

  /** The parentheses of `(a, b)` are outside of its node. */
  #enclose(node: Node): void {
    if (node.type !== "SequenceExpression") return;
    this.#text.appendLeft(start(node), "(");
    this.#text.appendRight(end(node), ")");
  }

  #place(node: Node, before: Node | null): number {
    const expression = { start: start(node), end: end(node) };
    const step = before ? { start: this.#stepStart(before), end: end(node) } : expression;
    return this.places.push({ expression, step }) - 1;
  }

  /** Where `.name` starts, after whitespace. */
  #stepStart(before: Node): number {
    const rest = this.#code.slice(end(before));
    return end(before) + (rest.length - rest.replace(/^[\s)]+/, "").length);
  }
}

/** Nodes of TypeScript that contain expressions. */
const KEPT: ReadonlySet<string> = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "TSParameterProperty",
  "TSEnumDeclaration",
  "TSEnumBody",
  "TSEnumMember",
]);

type AssignmentNode = Extract<Node, { type: "AssignmentExpression" }>;
type CallNode = Extract<
  Node,
  { type: "CallExpression" | "OptionalCallExpression" | "NewExpression" }
>;
type MemberNode = Extract<Node, { type: "MemberExpression" | "OptionalMemberExpression" }>;

const isCall = (node: Node): node is CallNode =>
  node.type === "CallExpression" ||
  node.type === "OptionalCallExpression" ||
  node.type === "NewExpression";

const isMember = (node: Node): node is MemberNode =>
  node.type === "MemberExpression" || node.type === "OptionalMemberExpression";

/** `a?.b`, also within `a?.b!`. */
const isOptional = (node: Node): boolean =>
  node.type === "TSNonNullExpression"
    ? isOptional(node.expression)
    : node.type.startsWith("Optional") && !node.extra?.parenthesized;

class ImportFound extends Error {
  readonly node: Node;

  constructor(node: Node) {
    super("import");
    this.node = node;
  }
}

const syntaxFailure = (thrown: unknown): RunFailure => {
  if (thrown instanceof ImportFound) {
    return {
      kind: "syntax",
      code: "no-import",
      message: "Code here cannot import anything.",
      hint: "Use the database as db, and functions such as count and max.",
      origin: { start: start(thrown.node), end: end(thrown.node) },
    };
  }
  const position = positionOf(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    kind: "syntax",
    code: "syntax",
    message: message.replace(/\s*\(\d+:\d+\)\s*$/, ""),
    hint: null,
    origin: position === null ? null : { start: position, end: position + 1 },
  };
};

const positionOf = (thrown: unknown): number | null =>
  typeof thrown === "object" && thrown !== null && "pos" in thrown && typeof thrown.pos === "number"
    ? thrown.pos
    : null;

/** The instrumented code, or its syntax error. */
export const instrument = (code: string): Instrumented | RunFailure => {
  try {
    const instrumentation = new Instrumentation(code);
    instrumentation.visit(parse(code, OPTIONS).program);
    const typed = instrumentation.finish();
    const { code: body } = transform(typed, {
      transforms: ["typescript"],
      disableESTransforms: true,
      keepUnusedImports: true,
    });
    return { body, places: instrumentation.places };
  } catch (thrown) {
    return syntaxFailure(thrown);
  }
};
