import { describe, expect, it } from "vitest";
import { countedIds } from "../schema/index.ts";
import { NamesByTable, nameRelations, type UnnamedForeignKey } from "./relation-names.ts";

const newId = countedIds();
const table = newId("table");
const target = newId("table");

const key = (targetName: string, ...columnNames: readonly string[]): UnnamedForeignKey => ({
  kind: "foreignKey",
  id: newId("foreignKey"),
  table,
  columns: columnNames.map(() => newId("column")),
  target,
  targetColumns: columnNames.map(() => newId("column")),
  name: null,
  onDelete: "no action",
  onUpdate: "no action",
  tableName: "transfer",
  targetName,
  columnNames,
  single: false,
});

/** Both names of each relation, where the columns of the table take theirs. */
const namesOf = (...keys: readonly UnnamedForeignKey[]) => {
  const names = new NamesByTable();
  for (const { columnNames } of keys) for (const name of columnNames) names.claim(table, name);
  return nameRelations(keys, names).map(({ forward, reverse }) => [forward, reverse]);
};

describe("relations of several keys to one table", () => {
  it("are all named after their columns, where these have no id", () => {
    const keys = ["from_person", "to_person", "approved_by"].map(name => key("person", name));
    expect(namesOf(...keys)).toEqual([
      ["from_person_person", "transfers"],
      ["to_person_person", "to_person_transfers"],
      ["approved_by_person", "approved_by_transfers"],
    ]);
  });

  it("are named after columns in one word with their id", () => {
    const keys = ["shiptoaddressid", "billtoaddressid"].map(name => key("person_address", name));
    expect(namesOf(...keys).map(([forward]) => forward)).toEqual([
      "shiptoaddress",
      "billtoaddress",
    ]);
  });

  it("keep the name of the entity where there is one key", () => {
    expect(namesOf(key("person", "approved_by"))).toEqual([["person", "transfers"]]);
  });

  it("are named after the last of several columns", () => {
    const keys = [key("seat", "old_row", "old_number"), key("seat", "new_row", "new_number")];
    expect(namesOf(...keys).map(([forward]) => forward)).toEqual([
      "old_number_seat",
      "new_number_seat",
    ]);
  });

  it("keep the names that the source gives", () => {
    const given = { forward: "sender", reverse: "sent" };
    const keys = [{ ...key("person", "from_person"), given }, key("person", "approved_by")];
    expect(namesOf(...keys)).toEqual([
      ["sender", "sent"],
      ["person", "transfers"],
    ]);
  });
});
