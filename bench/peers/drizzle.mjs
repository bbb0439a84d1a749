/** drizzle-orm: a query builder and relational queries; rows, no entities. */
import { and, count, desc, eq, gt, relations, sql, sum } from "drizzle-orm";
import { drizzle } from "drizzle-orm/sql-js";
import { integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { drizzle as drizzleProxy } from "drizzle-orm/sqlite-proxy";

const id = () => integer("id").primaryKey({ autoIncrement: true });
const createdAt = () => integer("created_at").notNull();

const users = sqliteTable("users", {
  id: id(),
  name: text("name").notNull(),
  email: text("email").notNull(),
  age: integer("age").notNull(),
  country: text("country").notNull(),
  createdAt: createdAt(),
});
const posts = sqliteTable("posts", {
  id: id(),
  userId: integer("user_id").notNull(),
  title: text("title").notNull(),
  body: text("body").notNull(),
  views: integer("views").notNull(),
  score: real("score").notNull(),
  published: integer("published").notNull(),
  createdAt: createdAt(),
});
const comments = sqliteTable("comments", {
  id: id(),
  postId: integer("post_id").notNull(),
  userId: integer("user_id").notNull(),
  body: text("body").notNull(),
  likes: integer("likes").notNull(),
  createdAt: createdAt(),
});
const schema = {
  users,
  posts,
  comments,
  ofUser: relations(users, ({ many }) => ({ posts: many(posts) })),
  ofPost: relations(posts, ({ one, many }) => ({
    user: one(users, { fields: [posts.userId], references: [users.id] }),
    comments: many(comments),
  })),
  ofComment: relations(comments, ({ one }) => ({
    post: one(posts, { fields: [comments.postId], references: [posts.id] }),
  })),
};

const PORTION = 1_000;

const textOf = query => {
  const { sql: statement, params } = query.toSQL();
  return [statement, params];
};

/** The driver for sql.js leaves rows of relational queries unmapped; the one for any driver maps them. */
const proxied = db =>
  drizzleProxy(
    async (statement, params, method) => {
      const prepared = db.prepare(statement);
      try {
        prepared.bind(params);
        const rows = [];
        while (prepared.step()) rows.push(prepared.get());
        return { rows: method === "get" ? rows[0] : rows };
      } finally {
        prepared.free();
      }
    },
    { schema },
  );

export default ({ db }) => {
  const own = drizzle(db, { schema });
  const relational = proxied(db);
  const userById = own
    .select()
    .from(users)
    .where(eq(users.id, sql.placeholder("id")))
    .prepare();
  const postsOf = own
    .select()
    .from(posts)
    .where(eq(posts.userId, sql.placeholder("id")))
    .prepare();
  const setViews = own
    .update(posts)
    .set({ views: sql`${sql.placeholder("views")}` })
    .where(eq(posts.id, sql.placeholder("id")))
    .prepare();
  const nested = where =>
    relational.query.users.findMany({ where, with: { posts: { with: { comments: true } } } });
  const total = sum(posts.views);

  return {
    name: "drizzle",
    cases: {
      compileSimple: {
        query: index =>
          textOf(
            own
              .select()
              .from(posts)
              .where(and(eq(posts.userId, index), gt(posts.views, 100 + index)))
              .orderBy(desc(posts.id))
              .limit(20),
          ),
      },
      compileGrouped: {
        query: index =>
          textOf(
            own
              .select({ id: users.id, name: users.name, posts: count(posts.id), views: total })
              .from(users)
              .innerJoin(posts, eq(posts.userId, users.id))
              .where(eq(posts.published, 1))
              .groupBy(users.id, users.name)
              .having(gt(count(posts.id), index % 10))
              .orderBy(desc(total))
              .limit(10),
          ),
      },
      compileNested: { JSON: index => textOf(nested(gt(users.age, index % 60))) },
      key: {
        query: key => own.select().from(users).where(eq(users.id, key)).get(),
        prepared: key => userById.get({ id: key }),
      },
      flat: { "plain rows": () => own.select().from(comments).all() },
      graph: { JSON: () => nested() },
      insertBulk: {
        values: rows =>
          own.transaction(inner => {
            for (let start = 0; start < rows.length; start += PORTION) {
              inner
                .insert(comments)
                .values(rows.slice(start, start + PORTION))
                .run();
            }
          }),
      },
      update: {
        prepared: {
          prepare: () => own.select().from(posts).where(sql`${posts.id} <= 5000`).all(),
          run: (rows, base) =>
            own.transaction(() => {
              for (const row of rows) setViews.run({ views: base + row.id, id: row.id });
            }),
        },
      },
      lazy: {
        prepared: () => {
          let found = 0;
          for (const user of own.select().from(users).all()) {
            found += postsOf.all({ id: user.id }).length;
          }
          return found;
        },
      },
    },
  };
};
