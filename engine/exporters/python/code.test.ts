import { format } from "@wasm-fmt/ruff_fmt";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  annotated,
  assignment,
  type Code,
  call,
  dictionary,
  layout,
  list,
  literal,
  longLiteral,
  named,
  subscript,
  traced,
  tuple,
} from "./index.ts";

const word = fc.stringMatching(/^[a-z]{1,30}$/).map(text => `v_${text}`);

const code: fc.Arbitrary<Code> = fc.letrec<{ code: Code }>(tie => {
  const items = fc.array(tie("code"), { maxLength: 4 });
  return {
    code: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      word,
      fc.string({ maxLength: 60 }).map(literal),
      fc
        .tuple(word, fc.uniqueArray(fc.tuple(word, tie("code")), { selector: ([name]) => name }))
        .map(([head, values]) =>
          call(
            head,
            values.map(([name, value]) => named(name, value)),
          ),
        ),
      items.map(list),
      items.map(tuple),
      fc.tuple(word, word).map(([head, item]) => subscript(head, literal(item))),
      fc.array(fc.tuple(word.map(literal), tie("code")), { maxLength: 3 }).map(dictionary),
    ),
  };
}).code;

describe("laid out code", () => {
  it("is left as it is by a formatter", () => {
    const property = fc.property(word, code, (name, value) => {
      const { text } = assignment(name, value);
      expect(format(`${text}\n`, "models.py")).toBe(`${text}\n`);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("is left as it is within a class", () => {
    const property = fc.property(word, code, (name, value) => {
      const { text } = assignment(`${name}: list[str]`, value, "    ");
      const module = `class Model(Base):\n    ${text}\n`;
      expect(format(module, "models.py")).toBe(module);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("breaks the outer brackets first, then those that do not fit", () => {
    const inner = call("ForeignKey", ['"authors.id"', named("ondelete", '"CASCADE"')]);
    const { text } = layout(
      call("author_id = mapped_column", [inner, "unique=True", named("comment", '"The author"')]),
    );
    expect(text).toBe(
      'author_id = mapped_column(\n    ForeignKey("authors.id", ondelete="CASCADE"),\n    unique=True,\n    comment="The author",\n)',
    );
  });

  it("writes a literal of several pieces on several lines where it does not fit", () => {
    const pieces = ["and_(Worker.tenant_id == Task.tenant_id, ", "Worker.id == foreign(Task.id))"];
    const line = layout(call("join", [longLiteral(["a ", "b"])]));
    expect(line.text).toBe('join("a b")');
    const joined = call("worker = relationship", [
      '"Worker"',
      named("primaryjoin", longLiteral(pieces)),
    ]);
    const { text } = layout(joined);
    expect(text).toBe(`worker = relationship(
    "Worker",
    primaryjoin="and_(Worker.tenant_id == Task.tenant_id, "
    "Worker.id == foreign(Task.id))",
)`);
    expect(format(`${text}\n`, "models.py")).toBe(`${text}\n`);
  });

  it("breaks an annotation that fills the line, as ruff does", () => {
    const types = (text: string) => [
      `Mapped["${text}"]`,
      `Mapped[list["${text}"]]`,
      `list["${text}"]`,
      `${text} | None`,
    ];
    const property = fc.property(
      fc.integer({ min: 20, max: 60 }),
      fc.integer({ min: 1, max: 30 }),
      fc.nat(3),
      fc.option(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 })),
      (length, typeLength, kind, given) => {
        const annotation = types("T".repeat(typeLength))[kind] ?? "";
        const target = annotated("a".repeat(length), annotation);
        const items = given?.map((size, at) => named(`n${at}`, literal("x".repeat(size))));
        const { text } = items
          ? assignment(target, call("relationship", items), "    ")
          : layout(target, "    ");
        const module = `class A:\n    ${text}\n`;
        expect(format(module, "models.py")).toBe(module);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  it("keeps the spans of its parts", () => {
    const long = "a".repeat(80);
    const { text, spans } = layout(list([traced("one", "1"), traced("two", literal(long))]));
    expect(spans.map(({ start, end, origin }) => [origin.record, text.slice(start, end)])).toEqual([
      ["one", "1"],
      ["two", `"${long}"`],
    ]);
  });
});
