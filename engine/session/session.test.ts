import { describe, expect, it } from "vitest";
import type { StatementEvent } from "../drivers/index.ts";
import { noCallSites, QueryError, queryFunctions } from "../query/index.ts";
import { blogDocument, openBlog } from "../testing/blog.ts";
import type { Database } from "../testing/blog-entities.ts";
import { openDatabase } from "./database.ts";

const open = () => {
  const driver = openBlog();
  const log: StatementEvent[] = [];
  const { db } = openDatabase<Database>({
    document: blogDocument,
    driver,
    onStatement: event => log.push(event),
  });
  return { db, log, driver, texts: () => log.map(event => event.printed.text) };
};

const { count, max } = queryFunctions(noCallSites);

const failure = async (body: () => Promise<unknown>): Promise<unknown> => {
  try {
    await body();
  } catch (thrown) {
    return thrown;
  }
  throw new Error("it did not fail");
};

describe("a lazy relation", () => {
  it("runs one statement when it is awaited, and reports its cause", async () => {
    const { db, log, texts } = open();
    const user = await db.User.where({ name: "Maciej" }).first();
    const posts = await user?.posts;
    expect(posts?.map(post => post.title)).toEqual(["Hello", "Joins"]);
    expect(texts()).toEqual([
      "SELECT user.id, user.name\nFROM users AS user\nWHERE user.name = ?\nLIMIT ?",
      "SELECT post.id, post.title, post.author_id\nFROM posts AS post\nWHERE post.author_id = ?",
    ]);
    expect(log[1]?.cause).toEqual({ kind: "lazy load", subject: "User.posts" });
    expect(log.map(event => event.printed.parameters)).toEqual([["Maciej", 1], [1]]);
  });

  it("is loaded once", async () => {
    const { db, log } = open();
    const user = await db.User.get(1);
    await user?.posts;
    await user?.posts;
    expect(log).toHaveLength(2);
  });

  it("that is read without being awaited names the fix", async () => {
    const { db } = open();
    const user = await db.User.get(1);
    expect(() => user?.posts.length).toThrow(QueryError);
    expect(() => user?.posts.length).toThrow("User.posts is not loaded.");
    const post = await db.Post.get(3);
    expect(() => post?.author?.name).toThrow("Post.author is not loaded.");
  });

  it("to one row is that row's object, and costs nothing when it is there already", async () => {
    const { db, log } = open();
    const users = await db.User.all();
    const post = await db.Post.get(3);
    expect(await post?.author).toBe(users[1]);
    expect(log).toHaveLength(2);
  });
});

describe("an eager relation", () => {
  it("costs one statement for all entities", async () => {
    const { db, log, texts } = open();
    const users = await db.User.with(u => u.posts)
      .orderBy(u => u.id)
      .all();
    expect(users.map(user => user.posts.map(post => post.title))).toEqual([
      ["Hello", "Joins"],
      ["Notes"],
      [],
    ]);
    expect(texts()[1]).toBe(
      "SELECT post.id, post.title, post.author_id\nFROM posts AS post\nWHERE post.author_id IN (?, ?, ?)",
    );
    expect(log).toHaveLength(2);
  });

  it("can be narrowed, ordered and deepened", async () => {
    const { db, log } = open();
    const users = await db.User.with(u =>
      u.posts
        .where(p => p.title.ne("Hello"))
        .orderBy(p => p.title.desc())
        .with(p => p.author),
    ).all();
    expect(users[0]?.posts.map(post => post.title)).toEqual(["Joins"]);
    expect(users[0]?.posts.at(0)?.author.name).toBe("Maciej");
    expect(log).toHaveLength(2);
  });

  it("to one row is loaded without a statement for each", async () => {
    const { db, log } = open();
    const posts = await db.Post.with(p => p.author).all();
    expect(posts.map(post => post.author.name)).toEqual(["Maciej", "Maciej", "Ada"]);
    expect(posts[0]?.author).toBe(posts[1]?.author);
    expect(log).toHaveLength(2);
  });
});

describe("conditions over relations", () => {
  it("use EXISTS over to-many", async () => {
    const { db, texts } = open();
    const users = await db.User.where(u => u.posts.some(p => p.title.contains("oi"))).all();
    expect(users.map(user => user.name)).toEqual(["Maciej"]);
    expect(texts()[0]).toBe(
      [
        "SELECT user.id, user.name",
        "FROM users AS user",
        "WHERE EXISTS (",
        "  SELECT 1",
        "  FROM posts AS post",
        "  WHERE post.author_id = user.id AND post.title LIKE ? ESCAPE '\\'",
        ")",
      ].join("\n"),
    );
  });

  it("know none, every and count", async () => {
    const { db } = open();
    const names = async (query: { all(): Promise<{ name: string }[]> }) =>
      (await query.all()).map(user => user.name);
    expect(await names(db.User.where(u => u.posts.none()))).toEqual(["Linus"]);
    expect(await names(db.User.where(u => u.posts.count().gt(1)))).toEqual(["Maciej"]);
    const everyone = db.User.where(u => u.posts.every(p => p.title.startsWith("N")));
    expect(await names(everyone)).toEqual(["Ada", "Linus"]);
  });

  it("join once along a to-one path, however often it is named", async () => {
    const { db, texts } = open();
    const posts = await db.Post.where(p => p.author.name.eq("Ada"))
      .orderBy(p => p.author.name)
      .all();
    expect(posts.map(post => post.title)).toEqual(["Notes"]);
    expect(texts()[0]?.match(/JOIN/g)).toHaveLength(1);
  });
});

describe("values", () => {
  it.each(["O'Hara", "'; DROP TABLE users; --", '"', "\\", "%"])(
    "%s is data and never text",
    async name => {
      const { db, log, driver } = open();
      expect(await db.User.where({ name }).all()).toEqual([]);
      db.User.create({ name });
      await db.save();
      expect((await db.User.where(u => u.name.eq(name)).one()).name).toBe(name);
      expect(log.every(event => !event.printed.text.includes(name) || name === '"')).toBe(true);
      expect(driver.query("SELECT count(*) FROM users").rows).toEqual([[4]]);
    },
  );
});

describe("a selection", () => {
  it("groups along a relation path", async () => {
    const { db } = open();
    const rows = await db.Post.groupBy(p => p.author.name)
      .select(p => ({ author: p.author.name, posts: count(), latest: max(p.title) }))
      .having(() => count().gt(1))
      .all();
    expect(rows).toEqual([{ author: "Maciej", posts: 2, latest: "Joins" }]);
  });

  it("nests objects", async () => {
    const { db } = open();
    const row = await db.Post.where({ id: 3 })
      .select(p => ({ title: p.title, by: { name: p.author.name } }))
      .first();
    expect(row).toEqual({ title: "Notes", by: { name: "Ada" } });
  });

  it("counts what limit and offset leave, and never minds the order", async () => {
    const { db, texts } = open();
    expect(await db.Post.limit(2).count()).toBe(2);
    expect(await db.Post.offset(1).count()).toBe(2);
    expect(await db.Post.offset(9).count()).toBe(0);
    expect(await db.Post.orderBy(p => p.title).count()).toBe(3);
    expect(texts().at(-1)).toBe("SELECT count(*)\nFROM posts AS post");
  });

  it("counts rows and tests existence", async () => {
    const { db } = open();
    expect(await db.Post.where({ author_id: 1 }).count()).toBe(2);
    expect(await db.Post.where({ author_id: 9 }).exists()).toBe(false);
  });
});

describe("save", () => {
  it("inserts a row before those that hold its key, and reads the keys back", async () => {
    const { db, texts } = open();
    const author = db.User.create({ name: "Grace" });
    const post = db.Post.create({ title: "Compilers", author });
    await db.save();
    expect(post).toMatchObject({ id: 4, author_id: 4, title: "Compilers" });
    expect(texts().map(text => text.split("\n")[0])).toEqual([
      "BEGIN",
      "INSERT INTO users (name)",
      "INSERT INTO posts (title, author_id)",
      "COMMIT",
    ]);
    expect(await db.User.get(4)).toBe(author);
  });

  it("updates changed columns only, and nothing when nothing changed", async () => {
    const { db, log, texts } = open();
    const user = await db.User.where({ id: 1 }).one();
    await db.save();
    expect(log).toHaveLength(1);
    user.name = "M.";
    await db.save();
    expect(texts()[2]).toBe("UPDATE users\nSET name = ?\nWHERE id = ?");
    await db.save();
    expect(log).toHaveLength(4);
  });

  it("deletes rows that refer before rows that are referred to", async () => {
    const { db, driver } = open();
    const user = await db.User.with(u => u.posts)
      .where({ id: 2 })
      .one();
    db.delete(user);
    for (const post of user.posts) db.delete(post);
    await db.save();
    expect(driver.query("SELECT count(*) FROM posts").rows).toEqual([[2]]);
    expect(driver.query("SELECT count(*) FROM users").rows).toEqual([[2]]);
  });

  it("leaves nothing half done when the database refuses, and can be tried again", async () => {
    const { db, driver } = open();
    const author = db.User.create({ name: "Grace" });
    const post = db.Post.create({ title: "Compilers", author_id: 99 });
    await failure(() => db.save());
    expect(driver.query("SELECT count(*) FROM users").rows).toEqual([[3]]);
    post.author = author;
    await db.save();
    expect(driver.query("SELECT count(*) FROM posts WHERE author_id = 4").rows).toEqual([[1]]);
  });

  it("keeps both sides of a relation in step", async () => {
    const { db } = open();
    const [maciej, ada] = await db.User.with(u => u.posts)
      .orderBy(u => u.id)
      .all();
    const post = maciej?.posts.at(0);
    if (!maciej || !ada || !post) throw new Error("rows are missing");
    post.author = ada;
    expect(ada.posts.map(each => each.title)).toEqual(["Notes", "Hello"]);
    expect(maciej.posts.map(each => each.title)).toEqual(["Joins"]);
  });
});

describe("a query error", () => {
  it("suggests the nearest column", async () => {
    const { db } = open();
    const wrong: object = { nam: "Ada" };
    const thrown = await failure(async () => db.User.where(wrong).all());
    expect(thrown).toMatchObject({ code: "unknown-column", hint: 'Did you mean "name"?' });
  });

  it("suggests the nearest entity", () => {
    const { db } = open();
    expect(() => Reflect.get(db, "Usr")).toThrow('There is no entity "Usr".');
  });

  it("reports that one() found no row or several", async () => {
    const { db } = open();
    expect(await failure(() => db.User.where({ id: 9 }).one())).toMatchObject({
      code: "row-not-found",
    });
    expect(await failure(() => db.User.one())).toMatchObject({ code: "too-many-rows" });
  });
});
