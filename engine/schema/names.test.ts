import { describe, expect, it } from "vitest";
import { documentOf } from "../testing/blog.ts";
import { columnAt, edited, viewNamed } from "../testing/edits.ts";
import { updateColumn } from "./edits/index.ts";
import { forwardNamesFor } from "./names.ts";

describe("the names of a relation", () => {
  it.each([
    ["author_id", "users", ["author", "author_user"]],
    ["AuthorId", "users", ["author", "authorUser"]],
    ["approved_by", "person", ["person", "approved_by_person"]],
    ["from_person", "person", ["person", "from_person_person"]],
    ["person", "person", ["person_person"]],
    ["shiptoaddressid", "person_address", ["shiptoaddress", "shiptoaddress_person_address"]],
    ["productid", "production_product", ["product", "product_production_product"]],
    ["paid", "orders", ["order", "paid_order"]],
    ["id", "users", ["user", "id_user"]],
  ])("of %s to %s", (column, target, names) => {
    expect(forwardNamesFor([column], target)).toEqual(names);
  });

  it("of keys that share a column are derived from the last column", () => {
    expect(forwardNamesFor(["tenant_id", "folder_id"], "folders")).toEqual(["folder"]);
    expect(forwardNamesFor(["tenant_id", "copy_id"], "folders")).toEqual(["folder", "copy_folder"]);
    expect(forwardNamesFor(["a", "b"], "pairs")).toEqual(["pair", "b_pair"]);
  });

  it("are never numbered where the columns differ", () => {
    const document = documentOf({
      person: [],
      transfer: [
        "from_person integer -> person",
        "to_person integer -> person",
        "approved_by integer -> person",
      ],
    });
    const keys = viewNamed(document, "transfer").foreignKeys;
    expect(keys.map(({ forward }) => forward)).toEqual([
      "person",
      "to_person_person",
      "approved_by_person",
    ]);
    expect(keys.map(({ reverse }) => reverse)).toEqual([
      "transfers",
      "to_person_transfers",
      "approved_by_transfers",
    ]);
  });

  it("follow the new name of the column, qualified or not", () => {
    const document = documentOf({
      person: [],
      transfer: ["sender_id -> person", "to_person integer -> person", "by integer -> person"],
    });
    const rename = (path: string, name: string) => {
      const change = { column: columnAt(document, path).id, changes: { name } };
      const after = edited(document, updateColumn(document, change));
      return viewNamed(after, "transfer").foreignKeys.map(({ forward }) => forward);
    };
    expect(rename("transfer.sender_id", "giver_id")[0]).toBe("giver");
    expect(rename("transfer.by", "approver")[2]).toBe("approver_person");
  });
});
