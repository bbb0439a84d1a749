/** MikroORM: entities, an identity map and a unit of work. */
import { defineEntity, MikroORM, raw } from "@mikro-orm/core";
import { SqliteDriver } from "@mikro-orm/sql";
import { SqlJsDialect } from "./kysely-dialect.mjs";

const User = defineEntity({
  name: "User",
  tableName: "users",
  properties: p => ({
    id: p.integer().primary(),
    name: p.text(),
    email: p.text(),
    age: p.integer(),
    country: p.text(),
    createdAt: p.integer().name("created_at"),
    posts: () => p.oneToMany(Post).mappedBy("user"),
  }),
});
const Post = defineEntity({
  name: "Post",
  tableName: "posts",
  properties: p => ({
    id: p.integer().primary(),
    user: () => p.manyToOne(User).joinColumn("user_id"),
    title: p.text(),
    body: p.text(),
    views: p.integer(),
    score: p.double(),
    published: p.integer(),
    createdAt: p.integer().name("created_at"),
    comments: () => p.oneToMany(Comment).mappedBy("post"),
  }),
});
const Comment = defineEntity({
  name: "Comment",
  tableName: "comments",
  properties: p => ({
    id: p.integer().primary(),
    post: () => p.manyToOne(Post).joinColumn("post_id"),
    user: () => p.manyToOne(User).joinColumn("user_id"),
    body: p.text(),
    likes: p.integer(),
    createdAt: p.integer().name("created_at"),
  }),
});

const textOf = query => [query.getQuery(), query.getParams()];

export default async ({ db }) => {
  const orm = await MikroORM.init({
    driver: SqliteDriver,
    driverOptions: new SqlJsDialect(db),
    dbName: ":memory:",
    entities: [User, Post, Comment],
    allowGlobalContext: true,
  });
  const fork = () => orm.em.fork();
  const builder = fork();
  const hot = fork();
  const made = (own, row) =>
    own.create(Comment, {
      post: own.getReference(Post, row.postId),
      user: own.getReference(User, row.userId),
      body: row.body,
      likes: row.likes,
      createdAt: row.createdAt,
    });

  return {
    name: "mikro-orm",
    close: () => orm.close(true),
    cases: {
      compileSimple: {
        "query builder": index =>
          textOf(
            builder
              .createQueryBuilder(Post, "p")
              .select("*")
              .where({ user: index, views: { $gt: 100 + index } })
              .orderBy({ id: "desc" })
              .limit(20),
          ),
      },
      compileGrouped: {
        "query builder": index =>
          textOf(
            builder
              .createQueryBuilder(User, "u")
              .select(["u.id", "u.name", raw("count(p.id) as posts"), raw("sum(p.views) as views")])
              .join("u.posts", "p")
              .where({ "p.published": 1 })
              .groupBy(["u.id", "u.name"])
              .having("count(p.id) > ?", [index % 10])
              .orderBy({ [raw("views")]: "desc" })
              .limit(10),
          ),
      },
      compileNested: {
        "one join": index =>
          textOf(
            builder
              .createQueryBuilder(User, "u")
              .select("*")
              .leftJoinAndSelect("u.posts", "p")
              .leftJoinAndSelect("p.comments", "c")
              .where({ age: { $gt: index % 60 } }),
          ),
      },
      key: {
        "findOne, a fork each": id => fork().findOne(User, id),
        "findOne, in the identity map": id => hot.findOne(User, id),
      },
      flat: { entities: () => fork().find(Comment, {}) },
      graph: {
        "entities, select-in": () =>
          fork().find(User, {}, { populate: ["posts.comments"], strategy: "select-in" }),
      },
      insertEntities: {
        "persist and flush": rows =>
          fork().transactional(async own => {
            for (const row of rows) own.persist(made(own, row));
          }),
      },
      update: {
        flush: {
          prepare: async () => {
            const own = fork();
            return { own, posts: await own.find(Post, { id: { $lte: 5000 } }) };
          },
          run: ({ own, posts }, base) => {
            for (const each of posts) each.views = base + each.id;
            return own.flush();
          },
        },
      },
      lazy: {
        "find for each user": async () => {
          const own = fork();
          let found = 0;
          for (const user of await own.find(User, {})) {
            found += (await own.find(Post, { user })).length;
          }
          return found;
        },
      },
    },
  };
};
