/** kysely: a query builder; rows, no entities. */
import { Kysely, ParseJSONResultsPlugin } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/sqlite";
import { SqlJsDialect } from "./kysely-dialect.mjs";

const USER = ["id", "name", "email", "age", "country", "created_at as createdAt"];
const POST = [
  "id",
  "user_id as userId",
  "title",
  "body",
  "views",
  "score",
  "published",
  "created_at as createdAt",
];
const COMMENT = [
  "id",
  "post_id as postId",
  "user_id as userId",
  "body",
  "likes",
  "created_at as createdAt",
];
const PORTION = 1_000;

const compiled = query => {
  const { sql, parameters } = query.compile();
  return [sql, parameters];
};

const nested = db =>
  db
    .selectFrom("users as u")
    .select(USER)
    .select(u =>
      jsonArrayFrom(
        u
          .selectFrom("posts as p")
          .select(POST)
          .select(p =>
            jsonArrayFrom(
              p.selectFrom("comments as c").select(COMMENT).whereRef("c.post_id", "=", "p.id"),
            ).as("comments"),
          )
          .whereRef("p.user_id", "=", "u.id"),
      ).as("posts"),
    );

const stored = row => ({
  post_id: row.postId,
  user_id: row.userId,
  body: row.body,
  likes: row.likes,
  created_at: row.createdAt,
});

export default ({ db }) => {
  const plain = new Kysely({ dialect: new SqlJsDialect(db) });
  const kept = new Kysely({ dialect: new SqlJsDialect(db, { cache: true }) });
  const parsing = new Kysely({
    dialect: new SqlJsDialect(db),
    plugins: [new ParseJSONResultsPlugin()],
  });
  const byKey = from => id =>
    from.selectFrom("users").select(USER).where("id", "=", id).executeTakeFirst();
  const update = from => ({
    prepare: () => from.selectFrom("posts").select(POST).where("id", "<=", 5000).execute(),
    run: (posts, base) =>
      from.transaction().execute(async own => {
        for (const { id } of posts) {
          await own
            .updateTable("posts")
            .set({ views: base + id })
            .where("id", "=", id)
            .execute();
        }
      }),
  });
  const lazy = from => async () => {
    let found = 0;
    for (const { id } of await from.selectFrom("users").select(USER).execute()) {
      const posts = await from.selectFrom("posts").select(POST).where("user_id", "=", id).execute();
      found += posts.length;
    }
    return found;
  };

  return {
    name: "kysely",
    cases: {
      compileSimple: {
        query: index =>
          compiled(
            plain
              .selectFrom("posts")
              .select(POST)
              .where("user_id", "=", index)
              .where("views", ">", 100 + index)
              .orderBy("id", "desc")
              .limit(20),
          ),
      },
      compileGrouped: {
        query: index =>
          compiled(
            plain
              .selectFrom("users as u")
              .innerJoin("posts as p", "p.user_id", "u.id")
              .select(["u.id", "u.name"])
              .select(({ fn }) => [fn.count("p.id").as("posts"), fn.sum("p.views").as("views")])
              .where("p.published", "=", 1)
              .groupBy(["u.id", "u.name"])
              .having(({ fn }) => fn.count("p.id"), ">", index % 10)
              .orderBy("views", "desc")
              .limit(10),
          ),
      },
      compileNested: { JSON: index => compiled(nested(plain).where("u.age", ">", index % 60)) },
      key: { query: byKey(plain), "statements kept": byKey(kept) },
      flat: { "plain rows": () => plain.selectFrom("comments").select(COMMENT).execute() },
      graph: { JSON: () => nested(parsing).execute() },
      insertBulk: {
        values: rows =>
          plain.transaction().execute(async own => {
            for (let start = 0; start < rows.length; start += PORTION) {
              const portion = rows.slice(start, start + PORTION).map(stored);
              await own.insertInto("comments").values(portion).execute();
            }
          }),
      },
      update: { "statement by statement": update(plain), "statements kept": update(kept) },
      lazy: { query: lazy(plain), "statements kept": lazy(kept) },
    },
  };
};
