/** Every place of a condition that takes a text. */
import { cursorOf, isQuery, noCallSites, queryFunctions, STATE } from "../query/index.ts";
import { among, escaped, ids, type NotePath, type Position } from "./hostile-position.ts";

const { count, exists, value } = queryFunctions(noCallSites);

export const comparisons: Readonly<Record<string, Position>> = {
  eq: { run: among((n, text) => n.body.eq(text)), ...ids(1) },
  ne: { run: among((n, text) => n.body.ne(text)), ...ids(2, 4) },
  "gte and lte": { run: among((n, text) => n.body.gte(text).and(n.body.lte(text))), ...ids(1) },
  between: { run: among((n, text) => n.body.between(text, text)), ...ids(1) },
  in: { run: among((n, text) => n.body.in([text, "plain"])), ...ids(1, 2) },
  notIn: { run: among((n, text) => n.body.notIn([text, "plain"])), ...ids(4) },
  "the left side": { run: among((n, text) => value(text).eq(n.body)), ...ids(1) },
  "values to match": {
    run: (db, text) =>
      db.Note.where({ body: text })
        .select(n => n.id)
        .all(),
    ...ids(1),
  },
  "lists to match": {
    run: (db, text) =>
      db.Note.where({ body: [text] })
        .select(n => n.id)
        .all(),
    ...ids(1),
  },
  "a row of a relation": { run: among((n, text) => n.parent.body.eq(text)), ...ids(2, 3, 4) },
  "some of a relation": {
    run: among((n, text) => n.children.some(child => child.body.eq(`x${text}y`))),
    sends: text => `x${text}y`,
    ...ids(1),
  },
  "a count of a relation": {
    run: among((n, text) => n.children.count(child => child.body.ne(text)).eq(2)),
    ...ids(1),
  },
  "a query within": {
    run: among((n, text, db) => n.id.in(db.Note.where(m => m.body.eq(text)).select(m => m.id))),
    ...ids(1),
  },
  "a query that exists": {
    run: among((n, text, db) => exists(db.Note.where(m => m.body.eq(text))).and(n.id.eq(2))),
    ...ids(2),
  },
  "the condition of a join": {
    run: (db, text) =>
      db.Note.join(db.Label, (n, label) => n.body.eq(label.code).and(label.code.eq(text)))
        .select(n => n.id)
        .all(),
    ...ids(1),
  },
  having: {
    run: (db, text) =>
      db.Note.groupBy(n => n.body)
        .select(n => ({ body: n.body, size: count() }))
        .having(n => n.body.eq(text))
        .all(),
    finds: text => [{ body: text, size: 1 }],
  },
  "the key of get": {
    run: async (db, text) => (await db.Label.get(text))?.caption ?? null,
    finds: text => text,
  },
  "a cursor": {
    run: async (db, text) => {
      const order = db.Note.where(n => n.body.isNotNull()).orderBy(
        n => n.body.asc().nullsFirst(),
        n => n.id,
      );
      const after = isQuery(order) ? cursorOf(order[STATE], [text, 0]) : null;
      const { items } = await order.page({ size: 1, after });
      return items.map(note => note.id);
    },
    ...ids(1),
  },
  "a narrowed load": {
    run: async (db, text) => {
      const part = (n: NotePath) => n.children.where(child => child.body.ne(text)).limit(1);
      const [note] = await db.Note.with(part, { strategy: "json" })
        .where(n => n.id.eq(1))
        .all();
      return note ? note.children.map(child => child.id) : [];
    },
    ...ids(2),
  },
};

/** Where the text is a part of a pattern. */
export const patterns: Readonly<Record<string, Position>> = {
  like: { run: among((n, text) => n.body.like(escaped(text))), sends: escaped, ...ids(1) },
  notLike: { run: among((n, text) => n.body.notLike(escaped(text))), sends: escaped, ...ids(2, 4) },
  ilike: { run: among((n, text) => n.body.ilike(escaped(text))), sends: escaped, ...ids(1) },
  contains: {
    run: among((n, text) => n.body.contains(text)),
    sends: text => `%${escaped(text)}%`,
    ...ids(1, 4),
  },
  startsWith: {
    run: among((n, text) => n.body.startsWith(text)),
    sends: text => `${escaped(text)}%`,
    ...ids(1),
  },
  endsWith: {
    run: among((n, text) => n.body.endsWith(text)),
    sends: text => `%${escaped(text)}`,
    ...ids(1),
  },
  icontains: {
    run: among((n, text) => n.body.icontains(text)),
    sends: text => `%${escaped(text)}%`,
    ...ids(1, 4),
  },
};
