import { describe, expect, it } from "vitest";
import { present } from "../../base/index.ts";
import {
  Change,
  type Column,
  columnNamed,
  type SchemaDocument,
  type SchemaRecord,
  type TableView,
  tableNamed,
} from "../../schema/index.ts";
import type { DialectName } from "../../sql/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { planMigration } from "../index.ts";

const shop = (): SchemaDocument =>
  draftDocument({
    enums: { mood: ["good", "bad"] },
    tables: {
      makers: { columns: ["id integer pk", "name varchar(40) not null"], unique: [["name"]] },
      goods: {
        comment: "For sale.",
        columns: [
          "id integer pk",
          "title varchar(80)",
          "price decimal(8,2) not null = 0",
          "twice decimal(8,2)",
          "feel mood",
          "maker_id integer",
        ],
        details: {
          twice: { generated: { kind: "computed", text: "price * 2", stored: true } },
        },
        checks: [{ name: null, expression: "price >= 0" }],
        indexes: [{ name: "ix_title", parts: ["title"] }],
        foreignKeys: [{ columns: ["maker_id"], target: "makers", targetColumns: ["id"] }],
      },
    },
  });

type Edit = (change: Change, goods: TableView, makers: TableView) => void;

const column = (view: TableView, name: string): Column =>
  present(columnNamed(view, name), `column ${name}`);

const edited = (edit: Edit): readonly [SchemaDocument, SchemaDocument] => {
  const before = shop();
  const change = new Change(before);
  const view = (name: string) => present(tableNamed(before, name), name);
  edit(change, view("goods"), view("makers"));
  return [before, change.document];
};

const stepsFor = (dialect: DialectName, edit: Edit) =>
  planMigration(...edited(edit), dialect).value;

/** The statements, on one line each. */
const sql = (dialect: DialectName, edit: Edit): readonly string[] =>
  stepsFor(dialect, edit).flatMap(({ statements }) =>
    statements.map(({ text }) => text.replaceAll(/\s+/g, " ")),
  );

const put =
  (recordOf: (goods: TableView, makers: TableView) => SchemaRecord): Edit =>
  (change, goods, makers) =>
    void change.put(recordOf(goods, makers));

const changed = (name: string, changes: Partial<Column>): Edit =>
  put(goods => ({ ...column(goods, name), ...changes }));

const renamedTable = put(goods => ({ ...goods.table, name: "wares" }));

describe("nothing has changed", () => {
  it.each(["sqlite", "postgres", "mysql"] as const)("%s: there is nothing to do", dialect => {
    expect(planMigration(shop(), shop(), dialect).value).toEqual([]);
  });
});

describe("MySQL", () => {
  const cases: readonly (readonly [string, Edit, readonly string[]])[] = [
    [
      "a table is renamed: MySQL renames its foreign key, the index is renamed, the check is recreated",
      renamedTable,
      [
        "ALTER TABLE goods DROP CONSTRAINT goods_chk_1",
        "ALTER TABLE goods RENAME TO wares",
        "ALTER TABLE wares RENAME INDEX goods_ibfk_1 TO wares_ibfk_1",
        "ALTER TABLE wares ADD CONSTRAINT wares_chk_1 CHECK (price >= 0)",
      ],
    ],
    [
      "a column is renamed of which a check and a formula speak",
      (change, goods) => {
        change.put({ ...column(goods, "price"), name: "cost" });
        const [check] = goods.checks;
        if (check) change.put({ ...check, expression: "cost >= 0" });
        const generated = { kind: "computed", text: "cost * 2", stored: true } as const;
        change.put({ ...column(goods, "twice"), generated });
      },
      [
        "ALTER TABLE goods DROP CONSTRAINT goods_chk_1",
        "ALTER TABLE goods DROP COLUMN twice",
        "ALTER TABLE goods RENAME COLUMN price TO cost",
        "ALTER TABLE goods ADD COLUMN twice DECIMAL(8, 2) GENERATED ALWAYS AS (cost * 2) STORED AFTER cost",
        "ALTER TABLE goods ADD CONSTRAINT goods_chk_1 CHECK (cost >= 0)",
      ],
    ],
    [
      "a column with a unique key is renamed",
      put((_, makers) => ({ ...column(makers, "name"), name: "label" })),
      [
        "ALTER TABLE makers RENAME COLUMN name TO label",
        "ALTER TABLE makers RENAME INDEX name TO label",
      ],
    ],
    [
      "type, nullability, default and comment are one statement",
      changed("title", {
        type: { kind: "varchar", length: 20 },
        nullable: false,
        default: { kind: "value", value: "?" },
        comment: "On the box.",
      }),
      [
        "ALTER TABLE goods MODIFY COLUMN title VARCHAR(20) NOT NULL DEFAULT '?' COMMENT 'On the box.'",
      ],
    ],
    [
      "the type of both ends of a foreign key",
      (change, goods, makers) => {
        const type = { kind: "integer", bits: 64 } as const;
        change.put({ ...column(goods, "maker_id"), type }, { ...column(makers, "id"), type });
      },
      [
        "ALTER TABLE goods DROP FOREIGN KEY goods_ibfk_1",
        "ALTER TABLE makers MODIFY COLUMN id BIGINT AUTO_INCREMENT",
        "ALTER TABLE goods MODIFY COLUMN maker_id BIGINT",
        "ALTER TABLE goods ADD CONSTRAINT goods_ibfk_1 FOREIGN KEY (maker_id) REFERENCES makers (id)",
      ],
    ],
    [
      "a foreign key goes, and its index with it",
      (change, goods) => void change.remove(goods.foreignKeys[0]?.id ?? ""),
      [
        "ALTER TABLE goods DROP FOREIGN KEY goods_ibfk_1",
        "ALTER TABLE goods DROP INDEX goods_ibfk_1",
      ],
    ],
    [
      "a foreign key does something else",
      (change, goods) => {
        const [key] = goods.foreignKeys;
        if (key) change.put({ ...key, onDelete: "set null" });
      },
      [
        "ALTER TABLE goods DROP FOREIGN KEY goods_ibfk_1",
        "ALTER TABLE goods ADD CONSTRAINT goods_ibfk_1 FOREIGN KEY (maker_id) REFERENCES makers (id) ON DELETE SET NULL",
      ],
    ],
    [
      "an index has another name",
      (change, goods) => {
        const [index] = goods.indexes;
        if (index) change.put({ ...index, name: "by_title" });
      },
      ["ALTER TABLE goods RENAME INDEX ix_title TO by_title"],
    ],
    [
      "the primary key is another: numbering ends before the key goes",
      (change, goods) => {
        const key = goods.primaryKey;
        change.put({ ...column(goods, "id"), generated: null });
        change.put({ ...column(goods, "title"), nullable: false });
        if (key) change.put({ ...key, columns: [column(goods, "title").id] });
      },
      [
        "ALTER TABLE goods MODIFY COLUMN id INT NOT NULL",
        "ALTER TABLE goods DROP PRIMARY KEY",
        "ALTER TABLE goods MODIFY COLUMN title VARCHAR(80) NOT NULL",
        "ALTER TABLE goods ADD PRIMARY KEY (title)",
      ],
    ],
    [
      "an enum gains a value",
      change => {
        for (const record of change.document.records.values()) {
          if (record.kind === "enum") change.put({ ...record, values: ["good", "fair", "bad"] });
        }
      },
      ["ALTER TABLE goods MODIFY COLUMN feel ENUM('good', 'fair', 'bad')"],
    ],
    [
      "a table has another comment",
      put(goods => ({ ...goods.table, comment: "It's sold." })),
      ["ALTER TABLE goods COMMENT = 'It''s sold.'"],
    ],
    [
      "a column goes",
      (change, goods) => void change.remove(column(goods, "feel").id),
      ["ALTER TABLE goods DROP COLUMN feel"],
    ],
  ];

  it.each(cases)("%s", (_, edit, statements) => {
    expect(sql("mysql", edit)).toEqual(statements);
  });
});

describe("PostgreSQL", () => {
  it("a table is dropped before the key that it references", () => {
    const edit: Edit = (change, goods, makers) => {
      for (const record of change.document.records.values()) {
        if ("table" in record && record.table === goods.table.id) change.remove(record.id);
      }
      change.remove(goods.table.id, makers.primaryKey?.id ?? "");
    };
    expect(sql("postgres", edit).slice(1, 3)).toEqual([
      "DROP TABLE goods",
      "ALTER TABLE makers DROP CONSTRAINT makers_pkey",
    ]);
  });
});

describe("reasons and risks", () => {
  const stepsOf = (dialect: DialectName, edit: Edit) =>
    stepsFor(dialect, edit)
      .filter(({ kind }) => !["begin", "commit", "check rows"].includes(kind))
      .map(({ kind, reason, dataLoss }) => ({ kind, reason, dataLoss }));

  it("a dropped column loses its values", () => {
    const edit: Edit = (change, goods) => void change.remove(column(goods, "feel").id);
    const step = {
      kind: "drop column",
      reason: "Column goods.feel is gone.",
      dataLoss: "Values of goods.feel are lost.",
    };
    expect(stepsOf("postgres", edit)).toEqual([step]);
    expect(stepsOf("mysql", edit)).toEqual([step]);
  });

  it("a column that may no longer be null", () => {
    expect(stepsOf("postgres", changed("title", { nullable: false }))).toEqual([
      {
        kind: "change nullability",
        reason: "Column goods.title is now NOT NULL.",
        dataLoss: "Rows where goods.title is NULL make this fail.",
      },
    ]);
  });

  it("a wider type loses nothing", () => {
    const steps = stepsOf("postgres", changed("title", { type: { kind: "varchar", length: 90 } }));
    expect(steps.map(({ dataLoss }) => dataLoss)).toEqual([undefined]);
  });

  it("a shorter type rejects longer values and never truncates them", () => {
    const edit = changed("title", { type: { kind: "varchar", length: 5 } });
    expect(stepsOf("postgres", edit)[0]?.dataLoss).toBe(
      "Values of goods.title longer than 5 characters make this fail.",
    );
    expect(sql("postgres", edit)).toEqual(["ALTER TABLE goods ALTER COLUMN title TYPE VARCHAR(5)"]);
  });

  it("SQLite rebuilds a table once for any number of changes", () => {
    const steps = stepsOf("sqlite", (change, goods) => {
      change.put({ ...column(goods, "title"), nullable: false });
      change.put({ ...column(goods, "price"), default: null });
      change.remove(goods.foreignKeys[0]?.id ?? "");
    });
    expect(steps.map(({ kind }) => kind)).toEqual(["rebuild table", "create index"]);
    expect(steps[0]?.reason).toBe(
      "Table goods is rebuilt; triggers on it are dropped with the old one. Column goods.title is now NOT NULL. Column goods.price no longer has a default. Foreign key (maker_id) of goods is gone.",
    );
  });

  it("SQLite: ALTER TABLE is used where it is supported", () => {
    expect(
      sql("sqlite", (change, goods) => {
        change.remove(goods.indexes[0]?.id ?? "");
        change.remove(column(goods, "title").id);
      }),
    ).toEqual(["BEGIN", "DROP INDEX ix_title", "ALTER TABLE goods DROP COLUMN title", "COMMIT"]);
  });

  it("SQLite: columns have their new names before a table is built that refers to them", () => {
    const circle = (required: string, number: string) =>
      draftDocument({
        tables: {
          teams: {
            columns: [`${number} integer pk`, "captain integer"],
            foreignKeys: [{ columns: ["captain"], target: "players", targetColumns: ["id"] }],
          },
          players: {
            columns: ["id integer pk", `team_id integer${required}`],
            foreignKeys: [{ columns: ["team_id"], target: "teams", targetColumns: [number] }],
          },
        },
      });
    for (const [before, after] of [
      [circle("", "id"), circle(" not null", "number")],
      [circle(" not null", "number"), circle("", "id")],
    ] as const) {
      const kinds = planMigration(before, after, "sqlite").value.map(({ kind }) => kind);
      expect(kinds.filter(kind => kind.endsWith("column") || kind.startsWith("rebuild"))).toEqual([
        "rename column",
        "rebuild table",
      ]);
    }
  });

  it("a new order of columns alone changes nothing", () => {
    const edit = changed("title", { position: 99 });
    for (const dialect of ["sqlite", "postgres", "mysql"] as const) {
      expect(stepsFor(dialect, edit)).toEqual([]);
    }
  });
});
