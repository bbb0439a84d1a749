/** Stele's engine, opened as the playground opens it: with a guarded driver, a listener, a clock and call sites. */
import { schema } from "../data.mjs";
import { engine } from "../engine.mjs";
import { sqlite } from "../sqlite.mjs";

const {
  cachedQuery,
  dialectOf,
  fetchQuery,
  guardedDriver,
  importers,
  LoadPlanner,
  openDatabase,
  openSqlJs,
  print,
  STATE,
} = engine;
const { count, sum } = engine.queryFunctions(() => null);

const openBytes = bytes => openSqlJs(sqlite, bytes);

const documentOf = async text => {
  const importer = importers.find(({ id }) => id === "sqlite-sql");
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id${ids}`;
  };
  const tools = { openDatabase: openBytes, newId, checkpoint: async () => undefined };
  const { value } = await importer.import({ name: null, bytes: null, text }, tools);
  value.database?.close();
  return value.document;
};

const stored = ({ postId, userId, createdAt, body, likes }) => ({
  post_id: postId,
  user_id: userId,
  body,
  likes,
  created_at: createdAt,
});

const PORTION = 1_000;
/** A run of the playground is stopped after 1,000 statements; a benchmark runs more. */
const MOST_STATEMENTS = 1_000_000;
/** As many events as the playground keeps. */
const SHOWN_STATEMENTS = 1_000;
const CALL_SITE = { expression: { start: 0, end: 20 }, step: { start: 10, end: 20 } };

export default async ({ bytes }) => {
  const document = await documentOf(schema);
  const driver = openBytes(bytes);
  driver.query("PRAGMA temp_store = memory");
  let statements = 0;
  let events = [];
  const guarded = guardedDriver(driver, () => {
    statements += 1;
    if (statements > MOST_STATEMENTS) throw new Error("too many statements");
  });
  const onStatement = event => {
    if (events.length < SHOWN_STATEMENTS) events.push(event);
  };
  const session = () => {
    statements = 0;
    events = [];
    return openDatabase({
      document,
      driver: guarded,
      now: () => performance.now(),
      callSites: () => CALL_SITE,
      onStatement,
    }).db;
  };
  const db = session();
  let many = db;
  const dialect = dialectOf("sqlite");

  const compile = query => {
    const { variable, loads } = query[STATE];
    const planned = new LoadPlanner(new Map()).plan(variable.entity, loads);
    const { text, parameters } = print(fetchQuery(query[STATE], planned).statement, dialect);
    return [text, parameters];
  };
  const compileRows = query => {
    const { text, parameters } = engine.compileQuery(query[STATE], dialect).printed;
    return [text, parameters];
  };

  const simple = index =>
    db.Post.where(p => p.user_id.eq(index))
      .where(p => p.views.gt(100 + index))
      .orderBy(p => p.id.desc())
      .limit(20);

  /** The cost of a query whose fingerprint is known. */
  const findCached = query => {
    const state = query[STATE];
    const compile = () => {
      const fetch = fetchQuery(state, []);
      return { statement: fetch.statement, reader: fetch };
    };
    const { text, parameters } = cachedQuery({ state, purpose: "entities", compile }, dialect);
    return [text, parameters];
  };
  const queries = Array.from({ length: 1_001 }, (_, index) => simple(index));

  const grouped = least =>
    db
      .from(db.User)
      .join(db.Post, (u, p) => p.user_id.eq(u.id))
      .where((_, p) => p.published.eq(1))
      .groupBy(
        u => u.id,
        u => u.name,
      )
      .select((u, p) => ({ id: u.id, name: u.name, posts: count(p.id), views: sum(p.views) }))
      .having((_, p) => count(p.id).gt(least))
      .orderBy((_, p) => sum(p.views).desc())
      .limit(10);

  return {
    name: "stele",
    query: sql => driver.query(sql).rows,
    cases: {
      compileSimple: {
        query: index => compile(simple(index)),
        "its text, with a known fingerprint": index => findCached(queries[index]),
      },
      compileGrouped: { query: index => compileRows(grouped(index % 10)) },
      compileNested: {
        "one join": index =>
          compile(
            db.User.where(u => u.age.gt(index % 60)).with(
              u => u.posts.with(p => p.comments, { strategy: "join" }),
              { strategy: "join" },
            ),
          ),
      },
      key: {
        "get, a session each": id => session().User.get(id),
        "get, a session each 1,000": id => {
          if (id === 1) many = session();
          return many.User.get(id);
        },
        "get, in the identity map": id => db.User.get(id),
      },
      flat: {
        entities: () => session().Comment.all(),
        "plain rows": () =>
          db.Comment.select(c => ({
            id: c.id,
            postId: c.post_id,
            userId: c.user_id,
            body: c.body,
            likes: c.likes,
            createdAt: c.created_at,
          })).all(),
      },
      graph: {
        "entities, select-in": () =>
          session()
            .User.with(u => u.posts.with(p => p.comments))
            .all(),
      },
      insertBulk: {
        insert: rows => {
          const own = session();
          return own.transaction(async () => {
            for (let start = 0; start < rows.length; start += PORTION) {
              await own.Comment.insert(rows.slice(start, start + PORTION).map(stored));
            }
          });
        },
      },
      insertEntities: {
        "create and save": async rows => {
          const own = session();
          const made = rows.map(row => own.Comment.create(stored(row)));
          await own.save();
          if (made.some(each => !(each.id > 0))) throw new Error("a key is missing");
        },
      },
      update: {
        "change and save": {
          prepare: async () => {
            const own = session();
            return { own, posts: await own.Post.where(p => p.id.lte(5000)).all() };
          },
          run: async ({ own, posts }, base) => {
            for (const each of posts) each.views = base + each.id;
            await own.save();
          },
        },
      },
      lazy: {
        "await user.posts": async () => {
          let found = 0;
          for (const each of await session().User.all()) found += (await each.posts).length;
          return found;
        },
      },
    },
  };
};
