/** What to write instead of an object that is not a value. */
import { COLLECTION, MODEL, ROW } from "./marks.ts";

const isPromise = (value: object): boolean =>
  "then" in value && typeof value.then === "function" && !(MODEL in value);

type ObjectName = { readonly name: string; readonly hint: string };

/** The name of an object that is part of a program or of a query, and what to write; null for any other object. */
export const objectName = (value: unknown): ObjectName | null => {
  if (typeof value !== "object" || value === null) return null;
  if (COLLECTION in value) {
    return {
      name: "a relation",
      hint: "Aggregate its rows: u.posts.count(), u.posts.max(p => p.id).",
    };
  }
  if (MODEL in value) {
    return {
      name: "an entity",
      hint: "Compare the relation with the entity, p.author.eq(user), or the column with its key, p.author_id.eq(user.id).",
    };
  }
  if (ROW in value) {
    return { name: "a row", hint: "Use a column of the row: count(p.id), p.author_id.eq(u.id)." };
  }
  return isPromise(value)
    ? { name: "a promise", hint: "Await it first: const user = await db.User.first()." }
    : null;
};
