import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parseProjectFile, type SchemaDocument } from "../../../engine/index.ts";
import { blogDocument, documentOf } from "../../../engine/testing/blog.ts";
import { bookstoreDocument } from "../../../engine/testing/bookstore.ts";
import { forumDocument } from "../../../engine/testing/forum.ts";
import { guideExamples } from "../../../engine/testing/guide.ts";
import { shopDocument } from "../../../engine/testing/shop/open-shop.ts";
import { sampleQueries } from "../../project/sample-queries.ts";
import { librariesFor } from "./libraries.ts";

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  lib: ["lib.esnext.d.ts"],
  types: [],
  strict: true,
  strictNullChecks: false,
  noEmit: true,
  moduleDetection: ts.ModuleDetectionKind.Force,
};

/** What the editor would underline in any of the queries. */
const problemsIn = (codes: readonly string[], document: SchemaDocument): readonly string[] => {
  const queries = codes.map((code, index) => [`file:///query${index}.ts`, code] as const);
  const files = new Map([...Object.entries(librariesFor(document)), ...queries]);
  const host = ts.createCompilerHost(OPTIONS);
  const readFromDisk = host.getSourceFile;
  host.getSourceFile = (name, language) => {
    const text = files.get(name);
    return text === undefined
      ? readFromDisk.call(host, name, language)
      : ts.createSourceFile(name, text, language);
  };
  host.fileExists = name => files.has(name);
  const program = ts.createProgram([...files.keys()], OPTIONS, host);
  return ts
    .getPreEmitDiagnostics(program)
    .filter(found => found.file?.fileName.startsWith("file:"))
    .map(found => ts.flattenDiagnosticMessageText(found.messageText, "\n"));
};

const problems = (code: string, document: SchemaDocument): readonly string[] =>
  problemsIn([code], document);

describe("the editor's types", () => {
  const samples = Object.entries(sampleQueries).flatMap(([id, queries]) =>
    queries.map(({ name, text }) => ({ id, name, text })),
  );

  it.each(samples)("accept the query $name of the sample $id", ({ id, text }) => {
    const file = new URL(`../../../public/samples/${id}.stele`, import.meta.url);
    const { document } = parseProjectFile(readFileSync(file, "utf8")).value;
    expect(problems(text, document)).toEqual([]);
  });

  it.each([
    ["blog", blogDocument],
    ["shop", shopDocument],
    ["forum", forumDocument],
    ["bookstore", bookstoreDocument],
  ])("accept every example of the guides that asks the %s", (_, document) => {
    const examples = guideExamples.filter(({ database }) => database.document === document);
    expect(
      problemsIn(
        examples.map(({ code }) => code),
        document,
      ),
    ).toEqual([]);
  });

  it.each([
    ['db.User.where({ nam: "x" })', "nam"],
    ["db.User.where({ name: 1 })", "number"],
    ["db.User.where(u => u.posts.some(p => p.titel.eq(1)))", "titel"],
    ["db.Usr.all()", "Usr"],
    ["db.Post.create({ title: 1 })", "number"],
    ["db.User.where(u => u.name === 'x')", "boolean"],
    ["db.Post.where(p => rank())", "WindowFunction"],
    ["db.User.update({ nam: 'x' })", "nam"],
    ["db.User.join(u => u.posts).select((u, p) => p.titel)", "titel"],
    ["db.User.select(u => ({ id: u.id })).union(db.User.select(u => ({ id: u.name })))", "string"],
  ])("refuse %s", (code, word) => {
    expect(problems(code, blogDocument).join()).toContain(word);
  });

  it("know what selections and relations are", () => {
    const code = [
      "const rows = await db.Post.select(p => ({ title: p.title, by: { name: p.author.name } })).all();",
      "const text: string = rows[0].by.name;",
      "const post = await db.Post.with(p => p.author).first();",
      "const name: string = post.author.name;",
      "post.author = await db.User.first();",
      "const titles: string[] = (await (await post.author).posts).map(each => each.title);",
    ].join("\n");
    expect(problems(code, blogDocument)).toEqual([]);
  });

  it("allow entities with the names of our types", () => {
    const document = documentOf({ orders: ["total integer not null"], queries: ["text text"] });
    expect(problems("(await db.Order.first()).total + 1; db.Query.all();", document)).toEqual([]);
  });
});
