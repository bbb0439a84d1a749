/** Every place that takes a text: in conditions, in what is selected, and in what is written. */
import { noCallSites, queryFunctions } from "../query/index.ts";
import type { Database } from "./hostile.ts";
import { comparisons, patterns } from "./hostile-conditions.ts";
import {
  among,
  type Condition,
  ids,
  type NotePath,
  type Position,
  texts,
} from "./hostile-position.ts";

const { lag, sql, textList, value, when } = queryFunctions(noCallSites);

const selecting =
  (shape: (note: NotePath, text: string) => unknown) =>
  (db: Database, text: string): PromiseLike<unknown> =>
    db.Note.orderBy(note => note.id)
      .select(note => shape(note, text))
      .all();

const selected: Readonly<Record<string, Position>> = {
  value: { run: selecting((_, text) => value(text)), finds: text => [text, text, text, text] },
  "a branch of a case": {
    run: selecting((n, text) => when(n.body.eq(text), text).otherwise(n.body)),
    finds: texts,
  },
  "the rest of a case": {
    run: selecting((n, text) => when(n.body.isNotNull(), n.body).otherwise(text)),
    finds: text => texts(text).map(each => each ?? text),
  },
  coalesce: {
    run: selecting((n, text) => n.body.coalesce(text)),
    finds: text => texts(text).map(each => each ?? text),
  },
  nullIf: {
    run: selecting((n, text) => n.body.nullIf(text)),
    finds: text => texts(text).map(each => (each === text ? null : each)),
  },
  concat: {
    run: selecting((n, text) => n.body.concat(text)),
    finds: text => texts(text).map(each => each && each + text),
  },
  replace: {
    run: selecting((n, text) => n.body.replace("plain", text)),
    finds: text => [text, text, null, `x${text}y`],
  },
  indexOf: { run: selecting((n, text) => n.body.indexOf(text)), finds: () => [1, 0, null, 2] },
  "what a window has otherwise": {
    run: selecting((n, text) => lag(n.body, 1, text).over({ orderBy: n.id })),
    finds: text => [text, ...texts(text).slice(0, 3)],
  },
  "a fragment": {
    run: among((n, text) => sql<boolean>`${n.body} = ${text}` as Condition),
    ...ids(1),
  },
  "a statement of one's own": {
    run: (db, text) => db.sql`SELECT id FROM notes WHERE body = ${text} OR ${text} = 'a'`,
    finds: () => [{ id: 1 }],
  },
  "entities of one's own statement": {
    run: async (db, text) =>
      (await db.Note.fromSql`SELECT * FROM notes WHERE body = ${text}`).map(note => note.body),
    finds: text => [text],
  },
  "a common table": {
    run: (db, text) =>
      db
        .from(
          db.commonTable(
            "c",
            db.Note.where(n => n.body.eq(text)).select(n => ({ id: n.id })),
          ),
        )
        .select(c => c.id)
        .all(),
    ...ids(1),
  },
};

const bodies = (db: Database) =>
  db.Note.orderBy(n => n.id)
    .select(n => n.body)
    .all();

const labels = (db: Database) =>
  db.Label.orderBy(
    l => l.caption,
    l => l.code,
  )
    .select(l => l.caption)
    .all();

const written: Readonly<Record<string, Position>> = {
  insert: {
    run: async (db, text) => {
      await db.Note.insert({ id: 5, body: text });
      return bodies(db);
    },
    finds: text => [...texts(text), text],
  },
  "insert several": {
    run: async (db, text) => {
      await db.Note.insert([
        { id: 5, body: text },
        { id: 6, body: "z" },
      ]);
      return bodies(db);
    },
    finds: text => [...texts(text), text, "z"],
  },
  update: {
    run: async (db, text) => {
      await db.Note.where({ id: 2 }).update({ body: text });
      return bodies(db);
    },
    finds: text => [text, text, null, `x${text}y`],
  },
  "update by an expression": {
    run: async (db, text) => {
      await db.Note.where({ id: 2 }).update(n => ({ body: n.body.concat(text) }));
      return bodies(db);
    },
    finds: text => [text, `plain${text}`, null, `x${text}y`],
  },
  upsert: {
    run: async (db, text) => {
      await db.Label.upsert({ code: text, caption: "again" });
      return labels(db);
    },
    finds: () => ["again"],
  },
  "what an upsert updates": {
    run: async (db, text) => {
      const update = () => ({ caption: value(text).concat("!") });
      await db.Label.upsert({ code: text, caption: "again" }, { update });
      return labels(db);
    },
    finds: text => [`${text}!`],
  },
  delete: {
    run: async (db, text) => {
      await db.Label.where(l => l.code.eq(text)).delete();
      return labels(db);
    },
    finds: () => [],
  },
  "a new entity": {
    run: async (db, text) => {
      db.Note.create({ id: 5, body: text });
      await db.save();
      return bodies(db);
    },
    finds: text => [...texts(text), text],
  },
};

const json: Readonly<Record<string, Position>> = {
  "JSON that is written": {
    run: async (db, text) => {
      await db.Note.insert({ id: 5, data: { [text]: [text] } });
      const body = await db.Note.where({ id: 5 })
        .select(n => n.data)
        .all();
      return JSON.stringify(body);
    },
    sends: text => JSON.stringify({ [text]: [text] }),
    finds: text => JSON.stringify([{ [text]: [text] }]),
  },
  "a text within JSON": {
    run: among((n, text) => n.data.getText("list", 0).eq(text)),
    ...ids(1),
  },
};

export const positions: Readonly<Record<string, Position>> = {
  ...comparisons,
  ...patterns,
  ...selected,
  ...written,
  ...json,
};

/** The JSON paths of a key, in the syntax of each database. */
export const keyOfJson = {
  text: (db: Database, key: string) => selecting((n, text) => n.data.getText(text))(db, key),
  has: (db: Database, key: string) => among((n, text) => n.data.has(text))(db, key),
};

/** A separator, which MySQL has no parameter for. */
export const separator = (db: Database, text: string) =>
  db.Note.where(n => n.id.in([2, 4]))
    .select(n => textList(n.body, text))
    .all();
