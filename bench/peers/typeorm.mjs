/** TypeORM: entities without an identity map; `save` compares them with the rows it reads again. */
import "reflect-metadata";
import { DataSource, EntitySchema, LessThanOrEqual } from "typeorm";

class User {}
class Post {}
class Comment {}

const key = { type: "integer", primary: true, generated: "increment" };
const number = name => ({ type: "integer", ...(name ? { name } : {}) });
const text = { type: "text" };

const entities = [
  new EntitySchema({
    name: "User",
    tableName: "users",
    target: User,
    columns: {
      id: key,
      name: text,
      email: text,
      age: number(),
      country: text,
      createdAt: number("created_at"),
    },
    relations: { posts: { type: "one-to-many", target: "Post", inverseSide: "user" } },
  }),
  new EntitySchema({
    name: "Post",
    tableName: "posts",
    target: Post,
    columns: {
      id: key,
      userId: number("user_id"),
      title: text,
      body: text,
      views: number(),
      score: { type: "real" },
      published: number(),
      createdAt: number("created_at"),
    },
    relations: {
      user: {
        type: "many-to-one",
        target: "User",
        inverseSide: "posts",
        joinColumn: { name: "user_id" },
      },
      comments: { type: "one-to-many", target: "Comment", inverseSide: "post" },
    },
  }),
  new EntitySchema({
    name: "Comment",
    tableName: "comments",
    target: Comment,
    columns: {
      id: key,
      postId: number("post_id"),
      userId: number("user_id"),
      body: text,
      likes: number(),
      createdAt: number("created_at"),
    },
    relations: {
      post: {
        type: "many-to-one",
        target: "Post",
        inverseSide: "comments",
        joinColumn: { name: "post_id" },
      },
    },
  }),
];

export default async ({ SQL, bytes, tune }) => {
  const source = new DataSource({ type: "sqljs", driver: SQL, database: bytes, entities });
  await source.initialize();
  const db = source.driver.databaseConnection;
  tune(db);
  const users = source.getRepository(User);
  const posts = source.getRepository(Post);
  const comments = source.getRepository(Comment);

  return {
    name: "typeorm",
    query: sql => db.exec(sql)[0]?.values ?? [],
    close: () => source.destroy(),
    cases: {
      compileSimple: {
        "query builder": index =>
          posts
            .createQueryBuilder("p")
            .where("p.userId = :user and p.views > :views", { user: index, views: 100 + index })
            .orderBy("p.id", "DESC")
            .limit(20)
            .getQueryAndParameters(),
      },
      compileGrouped: {
        "query builder": index =>
          users
            .createQueryBuilder("u")
            .innerJoin("u.posts", "p")
            .select(["u.id", "u.name"])
            .addSelect("count(p.id)", "posts")
            .addSelect("sum(p.views)", "views")
            .where("p.published = :published", { published: 1 })
            .groupBy("u.id")
            .addGroupBy("u.name")
            .having("count(p.id) > :least", { least: index % 10 })
            .orderBy("views", "DESC")
            .limit(10)
            .getQueryAndParameters(),
      },
      compileNested: {
        "one join": index =>
          users
            .createQueryBuilder("u")
            .leftJoinAndSelect("u.posts", "p")
            .leftJoinAndSelect("p.comments", "c")
            .where("u.age > :age", { age: index % 60 })
            .getQueryAndParameters(),
      },
      key: { findOneBy: id => users.findOneBy({ id }) },
      flat: { "entities, untracked": () => comments.find() },
      graph: {
        "entities, untracked": () => users.find({ relations: { posts: { comments: true } } }),
      },
      insertBulk: {
        insert: rows =>
          source.transaction(async own => {
            for (let start = 0; start < rows.length; start += 100) {
              await own.insert(
                Comment,
                rows.slice(start, start + 100).map(row => ({ ...row })),
              );
            }
          }),
      },
      insertEntities: {
        save: rows =>
          comments.save(
            rows.map(row => comments.create(row)),
            { chunk: 1000 },
          ),
      },
      update: {
        save: {
          prepare: () => posts.find({ where: { id: LessThanOrEqual(5000) } }),
          run: (rows, base) => {
            for (const row of rows) row.views = base + row.id;
            return posts.save(rows);
          },
        },
      },
      lazy: {
        findBy: async () => {
          let found = 0;
          for (const { id } of await users.find()) {
            found += (await posts.findBy({ userId: id })).length;
          }
          return found;
        },
      },
    },
  };
};
