/** Queries with different results on MySQL or MariaDB, each with the reason. */
import type { ServerMake } from "./every-server.ts";

type Difference = { readonly why: string } & (
  | { readonly refused: true }
  /** The query for SQLite that returns the same rows. */
  | { readonly sql: string }
);

const noReturning: Difference = { why: "MySQL has no RETURNING", refused: true };
const inTurn: Difference = { why: "MySQL assigns one column after the other", refused: true };
const collation = "text is sorted by collation, capitals next to small letters";

type Differences = Readonly<Record<string, Difference>>;

/** By the name of the query or of the exercise. docs/queries.md documents them. */
const ofBoth: Differences = {
  "insert, with values back": noReturning,
  "update, with values back": noReturning,
  "delete, with values back": noReturning,
  "upsert, with values back": noReturning,
  "an update, with a count of what belongs to the row back": noReturning,
  "a deletion, with what belonged to the row back": noReturning,
  "an insert, with what belongs to the row back": noReturning,
  "update columns by each other": inTurn,
  "upsert where a condition on two columns that are updated holds": inTurn,
  "a frame of groups": { why: "MySQL has no GROUPS frames", refused: true },
  "union in order, cut": {
    why: collation,
    sql: `SELECT name FROM products UNION SELECT name FROM tags
      ORDER BY name COLLATE NOCASE DESC LIMIT 3`,
  },
  "Removing duplicates, and ordering results": {
    why: collation,
    sql: "SELECT DISTINCT surname FROM members ORDER BY surname COLLATE NOCASE LIMIT 10",
  },
  "Produce a list of all members who have used a tennis court": {
    why: collation,
    sql: `SELECT DISTINCT m.firstname || ' ' || m.surname AS member, f.name AS facility
      FROM members AS m JOIN bookings AS b ON m.memid = b.memid
        JOIN facilities AS f ON b.facid = f.facid
      WHERE f.name LIKE 'Tennis%' ORDER BY member COLLATE NOCASE, facility`,
  },
  "Produce a list of all members, along with their recommender, using no joins": {
    why: collation,
    sql: `SELECT DISTINCT m.firstname || ' ' || m.surname AS member,
        (SELECT r.firstname || ' ' || r.surname FROM members AS r WHERE m.recommendedby = r.memid)
      FROM members AS m ORDER BY member COLLATE NOCASE`,
  },
};

const byMake: Readonly<Record<ServerMake, Differences>> = {
  postgres: {},
  mysql: ofBoth,
  mariadb: {
    ...ofBoth,
    "json that is a text": {
      why: "MariaDB finds no text within JSON that is compared as JSON",
      sql: "SELECT id FROM customers WHERE FALSE",
    },
  },
};

/** What differs, where it does. */
export const differenceOf = (name: string, make: ServerMake): Difference | null =>
  byMake[make][name] ?? null;
