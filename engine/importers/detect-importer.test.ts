import { describe, expect, it } from "vitest";
import { openDatabase } from "../testing/open-database.ts";
import { detectImporter } from "./index.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const textFile = (name: string | null, text: string) => ({ name, bytes: encode(text), text });
const binaryFile = (name: string, bytes: Uint8Array) => ({ name, bytes, text: null });
const idOf = (source: Parameters<typeof detectImporter>[0]) => detectImporter(source)?.importer.id;

describe("the format of a source", () => {
  it("is SQLite for a file with its signature and any name", () => {
    const database = openDatabase();
    database.query("CREATE TABLE a (id)");
    expect(idOf(binaryFile("notes.txt", database.export()))).toBe("sqlite-file");
  });

  it("is SQLite for an unreadable file with its extension, so that the error is specific", () => {
    expect(idOf(textFile("fake.sqlite", "not a database"))).toBe("sqlite-file");
  });

  it("is SQL for a text with CREATE TABLE, with confidence", () => {
    const detection = detectImporter(textFile(null, "create table a (id int);"));
    expect(detection?.importer.id).toBe("sqlite-sql");
    expect(detection?.confidence).toBeGreaterThan(0.5);
  });

  it("is doubtful for any other text", () => {
    expect(detectImporter(textFile(null, "Dear Ada,"))?.confidence).toBeLessThan(0.5);
  });

  it("is unknown for other binary files", () => {
    expect(detectImporter(binaryFile("photo.png", new Uint8Array([137, 80, 0, 0])))).toBeNull();
  });
});
