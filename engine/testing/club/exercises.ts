/**
 * The PostgreSQL exercises (pgexercises.com) as object queries, each with SQL that is known to be right.
 * Raw SQL is not allowed; no fragment is needed either.
 */
import { noCallSites, queryFunctions } from "../../query/index.ts";
import type { Database } from "./club-entities.ts";

export type Exercise = {
  readonly title: string;
  /** The reference query for SQLite. For a write, it reads the rows that were written. */
  readonly sql: string;
  /** What is written before the rows are compared. */
  readonly write?: { readonly sql: string; readonly run: (db: Database) => PromiseLike<unknown> };
  readonly run: (db: Database) => PromiseLike<readonly unknown[]>;
  readonly ordered?: boolean;
};

const { count, max, min, ntile, or, rank, rowNumber, scalar, sum, value, when } =
  queryFunctions(noCallSites);

const ALL_FACILITIES = "SELECT * FROM facilities";

export const exercises: readonly Exercise[] = [
  {
    title: "Retrieve everything",
    sql: ALL_FACILITIES,
    run: db => db.Facility.all(),
  },
  {
    title: "Control which rows are retrieved",
    sql: "SELECT * FROM facilities WHERE membercost > 0",
    run: db => db.Facility.where(f => f.membercost.gt(0)).all(),
  },
  {
    title: "Basic string searches",
    sql: "SELECT * FROM facilities WHERE name LIKE '%tennis%'",
    run: db => db.Facility.where(f => f.name.icontains("tennis")).all(),
  },
  {
    title: "Classify results into buckets",
    sql: "SELECT name, CASE WHEN monthlymaintenance > 100 THEN 'expensive' ELSE 'cheap' END FROM facilities",
    run: db =>
      db.Facility.select(f => ({
        name: f.name,
        cost: when(f.monthlymaintenance.gt(100), "expensive").otherwise("cheap"),
      })).all(),
  },
  {
    title: "Removing duplicates, and ordering results",
    sql: "SELECT DISTINCT surname FROM members ORDER BY surname LIMIT 10",
    ordered: true,
    run: db =>
      db.Member.select(m => m.surname)
        .distinct()
        .orderBy(m => m.surname)
        .limit(10)
        .all(),
  },
  {
    title: "Simple aggregation",
    sql: "SELECT max(joindate) FROM members",
    run: db => db.Member.select(m => max(m.joindate)).all(),
  },
  {
    title: "Retrieve the start times of members' bookings",
    sql: `SELECT starttime FROM bookings JOIN members ON bookings.memid = members.memid
      WHERE surname = 'Farrell' AND firstname = 'David'`,
    run: db =>
      db.Booking.where(b => b.member.surname.eq("Farrell").and(b.member.firstname.eq("David")))
        .select(b => b.starttime)
        .all(),
  },
  {
    title: "Produce a list of all members who have recommended another member",
    sql: `SELECT DISTINCT m.firstname, m.surname FROM members AS m2
      JOIN members AS m ON m.memid = m2.recommendedby ORDER BY m.surname, m.firstname`,
    ordered: true,
    run: db =>
      db.Member.where(m => m.member_members.some())
        .orderBy(
          m => m.surname,
          m => m.firstname,
        )
        .select(m => ({ firstname: m.firstname, surname: m.surname }))
        .all(),
  },
  {
    title: "Produce a list of all members who have used a tennis court",
    sql: `SELECT DISTINCT m.firstname || ' ' || m.surname AS member, f.name AS facility FROM members AS m
      JOIN bookings AS b ON m.memid = b.memid JOIN facilities AS f ON b.facid = f.facid
      WHERE f.name LIKE 'Tennis%' ORDER BY member, facility`,
    ordered: true,
    run: db =>
      db.Booking.where(b => b.facility.name.startsWith("Tennis"))
        .select(b => ({
          member: b.member.firstname.concat(" ", b.member.surname),
          facility: b.facility.name,
        }))
        .distinct()
        .orderBy(
          b => b.member.firstname.concat(" ", b.member.surname),
          b => b.facility.name,
        )
        .all(),
  },
  {
    title: "Produce a list of all members, along with their recommender, using no joins",
    sql: `SELECT DISTINCT m.firstname || ' ' || m.surname AS member,
      (SELECT r.firstname || ' ' || r.surname FROM members AS r WHERE m.recommendedby = r.memid)
      FROM members AS m ORDER BY member`,
    ordered: true,
    run: db =>
      db.Member.select(m => ({
        member: m.firstname.concat(" ", m.surname),
        recommended: db.Member.where(r => r.memid.eq(m.recommendedby)).select(r =>
          r.firstname.concat(" ", r.surname),
        ),
      }))
        .distinct()
        .orderBy(m => m.firstname.concat(" ", m.surname))
        .all(),
  },
  {
    title: "Insert some data into a table",
    sql: ALL_FACILITIES,
    write: {
      sql: "INSERT INTO facilities VALUES (9, 'Spa', 20, 30, 100000, 800)",
      run: db =>
        db.Facility.insert({
          facid: 9,
          name: "Spa",
          membercost: 20,
          guestcost: 30,
          initialoutlay: 100_000,
          monthlymaintenance: 800,
        }),
    },
    run: db => db.Facility.all(),
  },
  {
    title: "Insert calculated data into a table",
    sql: ALL_FACILITIES,
    write: {
      sql: "INSERT INTO facilities SELECT (SELECT max(facid) + 1 FROM facilities), 'Spa', 20, 30, 100000, 800",
      run: db =>
        db.Facility.insert({
          facid: scalar(db.Facility.select(f => max(f.facid).plus(1))),
          name: "Spa",
          membercost: 20,
          guestcost: 30,
          initialoutlay: 100_000,
          monthlymaintenance: 800,
        }),
    },
    run: db => db.Facility.all(),
  },
  {
    title: "Update multiple rows and columns at the same time",
    sql: ALL_FACILITIES,
    write: {
      sql: "UPDATE facilities SET membercost = 6, guestcost = 30 WHERE name LIKE 'Tennis%'",
      run: db =>
        db.Facility.where(f => f.name.istartsWith("Tennis")).update({
          membercost: 6,
          guestcost: 30,
        }),
    },
    run: db => db.Facility.all(),
  },
  {
    title: "Delete all bookings",
    sql: "SELECT * FROM bookings",
    write: { sql: "DELETE FROM bookings", run: db => db.Booking.delete() },
    run: db => db.Booking.all(),
  },
  {
    title: "Delete based on a subquery",
    sql: "SELECT memid FROM members",
    write: {
      sql: `DELETE FROM members WHERE NOT EXISTS
        (SELECT * FROM bookings WHERE bookings.memid = members.memid)`,
      run: db => db.Member.where(m => m.bookings.none()).delete(),
    },
    run: db => db.Member.select(m => m.memid).all(),
  },
  {
    title: "Count the number of expensive facilities",
    sql: "SELECT count(facid) FROM facilities WHERE guestcost >= 10",
    run: async db => [await db.Facility.where(f => f.guestcost.gte(10)).count()],
  },
  {
    title: "List the total slots booked per facility",
    sql: "SELECT facid, sum(slots) FROM bookings GROUP BY facid ORDER BY facid",
    ordered: true,
    run: db =>
      db.Booking.groupBy(b => b.facid)
        .select(b => ({ facid: b.facid, slots: sum(b.slots) }))
        .orderBy(b => b.facid)
        .all(),
  },
  {
    title: "List the total slots booked per facility per month",
    sql: `SELECT facid, CAST(strftime('%m', starttime) AS INTEGER) AS month, sum(slots) FROM bookings
      WHERE strftime('%Y', starttime) = '2012' GROUP BY facid, month ORDER BY facid, month`,
    ordered: true,
    run: db =>
      db.Booking.where(b => b.starttime.year().eq(2012))
        .groupBy(
          b => b.facid,
          b => b.starttime.month(),
        )
        .select(b => ({ facid: b.facid, month: b.starttime.month(), slots: sum(b.slots) }))
        .orderBy(
          b => b.facid,
          b => b.starttime.month(),
        )
        .all(),
  },
  {
    title: "List facilities with more than 1000 slots booked",
    sql: "SELECT facid, sum(slots) FROM bookings GROUP BY facid HAVING sum(slots) > 1000 ORDER BY facid",
    ordered: true,
    run: db =>
      db.Booking.groupBy(b => b.facid)
        .select(b => ({ facid: b.facid, slots: sum(b.slots) }))
        .having(b => sum(b.slots).gt(1000))
        .orderBy(b => b.facid)
        .all(),
  },
  {
    title: "Find facilities with a total revenue less than 1000",
    sql: `SELECT f.name, sum(b.slots * CASE WHEN b.memid = 0 THEN f.guestcost ELSE f.membercost END) AS revenue
      FROM bookings AS b JOIN facilities AS f ON b.facid = f.facid
      GROUP BY f.name HAVING revenue < 1000 ORDER BY revenue`,
    ordered: true,
    run: db => {
      const revenues = db.Booking.groupBy(b => b.facility.name).select(b => ({
        name: b.facility.name,
        revenue: sum(
          b.slots.times(when(b.memid.eq(0), b.facility.guestcost).otherwise(b.facility.membercost)),
        ),
      }));
      return db
        .from(revenues)
        .where(r => r.revenue.lt(1000))
        .orderBy(r => r.revenue)
        .select(r => ({ name: r.name, revenue: r.revenue }))
        .all();
    },
  },
  {
    title: "List the total slots booked per facility per month, part 2",
    sql: `WITH b AS (SELECT facid, CAST(strftime('%m', starttime) AS INTEGER) AS month, slots FROM bookings
        WHERE strftime('%Y', starttime) = '2012')
      SELECT facid, month, sum(slots) FROM b GROUP BY facid, month
      UNION ALL SELECT facid, NULL, sum(slots) FROM b GROUP BY facid
      UNION ALL SELECT NULL, NULL, sum(slots) FROM b
      ORDER BY facid NULLS LAST, month NULLS LAST`,
    ordered: true,
    run: db => {
      const booked = db.Booking.where(b => b.starttime.year().eq(2012));
      const nothing = value(null as number | null).cast("integer");
      const perMonth = booked
        .groupBy(
          b => b.facid,
          b => b.starttime.month(),
        )
        .select(b => ({ facid: b.facid, month: b.starttime.month(), slots: sum(b.slots) }));
      const perFacility = booked
        .groupBy(b => b.facid)
        .select(b => ({ facid: b.facid, month: nothing, slots: sum(b.slots) }));
      const whole = booked.select(b => ({ facid: nothing, month: nothing, slots: sum(b.slots) }));
      return perMonth
        .unionAll(perFacility)
        .unionAll(whole)
        .orderBy(
          r => r.facid.asc().nullsLast(),
          r => r.month.asc().nullsLast(),
        )
        .all();
    },
  },
  {
    title: "List each member's first booking after September 1st 2012",
    sql: `SELECT m.surname, m.firstname, m.memid, min(b.starttime) FROM members AS m
      JOIN bookings AS b ON b.memid = m.memid WHERE starttime >= '2012-09-01'
      GROUP BY m.surname, m.firstname, m.memid ORDER BY m.memid`,
    ordered: true,
    run: db =>
      db.Booking.where(b => b.starttime.gte("2012-09-01"))
        .groupBy(
          b => b.member.surname,
          b => b.member.firstname,
          b => b.member.memid,
        )
        .select(b => ({
          surname: b.member.surname,
          firstname: b.member.firstname,
          memid: b.member.memid,
          starttime: min(b.starttime),
        }))
        .orderBy(b => b.member.memid)
        .all(),
  },
  {
    title: "Produce a numbered list of members",
    sql: "SELECT row_number() OVER (ORDER BY joindate), firstname, surname FROM members ORDER BY joindate",
    ordered: true,
    run: db =>
      db.Member.orderBy(m => m.joindate)
        .select(m => ({
          number: rowNumber().over({ orderBy: m.joindate }),
          firstname: m.firstname,
          surname: m.surname,
        }))
        .all(),
  },
  {
    title: "Rank members by (rounded) hours used",
    sql: `SELECT firstname, surname, ((sum(b.slots) + 10) / 20) * 10 AS hours,
        rank() OVER (ORDER BY ((sum(b.slots) + 10) / 20) * 10 DESC) AS rank
      FROM members AS m JOIN bookings AS b ON m.memid = b.memid
      GROUP BY m.memid ORDER BY rank, surname, firstname`,
    ordered: true,
    run: db =>
      db.Member.join(m => m.bookings)
        .groupBy(m => m.memid)
        .select((m, b) => {
          const hours = sum(b.slots).plus(10).dividedBy(20).times(10);
          return {
            firstname: m.firstname,
            surname: m.surname,
            hours,
            rank: rank().over({ orderBy: hours.desc() }),
          };
        })
        .orderBy(
          (_, b) => sum(b.slots).plus(10).dividedBy(20).times(10).desc(),
          m => m.surname,
          m => m.firstname,
        )
        .all(),
  },
  {
    title: "Classify facilities by value",
    sql: `SELECT name, CASE class WHEN 1 THEN 'high' WHEN 2 THEN 'average' ELSE 'low' END FROM (
        SELECT f.name, ntile(3) OVER (ORDER BY sum(
          CASE WHEN memid = 0 THEN slots * f.guestcost ELSE slots * f.membercost END) DESC) AS class
        FROM bookings JOIN facilities AS f ON bookings.facid = f.facid GROUP BY f.name)
      ORDER BY class, name`,
    ordered: true,
    run: db => {
      const classes = db.Booking.groupBy(b => b.facility.name).select(b => {
        const cost = when(b.memid.eq(0), b.facility.guestcost).otherwise(b.facility.membercost);
        return {
          name: b.facility.name,
          class: ntile(3).over({ orderBy: sum(b.slots.times(cost)).desc() }),
        };
      });
      return db
        .from(classes)
        .orderBy(
          c => c.class,
          c => c.name,
        )
        .select(c => ({
          name: c.name,
          value: when(c.class.eq(1), "high").when(c.class.eq(2), "average").otherwise("low"),
        }))
        .all();
    },
  },
  {
    title: "Work out the end time of bookings",
    sql: `SELECT starttime, datetime(starttime, (slots * 30) || ' minutes') AS endtime
      FROM bookings ORDER BY endtime DESC, starttime DESC LIMIT 10`,
    ordered: true,
    run: db =>
      db.Booking.orderBy(
        b => b.starttime.add(b.slots.times(30), "minute").desc(),
        b => b.starttime.desc(),
      )
        .limit(10)
        .select(b => ({
          starttime: b.starttime,
          endtime: b.starttime.add(b.slots.times(30), "minute"),
        }))
        .all(),
  },
  {
    title: "Work out the utilisation percentage for each facility by month",
    sql: `SELECT name, month, round(100.0 * slots /
        (25 * (julianday(month, '+1 month') - julianday(month))), 1)
      FROM (SELECT f.name AS name, strftime('%Y-%m-01 00:00:00', starttime) AS month, sum(slots) AS slots
        FROM bookings AS b JOIN facilities AS f ON b.facid = f.facid GROUP BY f.facid, month)
      ORDER BY name, month`,
    ordered: true,
    run: db => {
      const months = db.Booking.groupBy(
        b => b.facility.facid,
        b => b.facility.name,
        b => b.starttime.startOf("month"),
      ).select(b => ({
        name: b.facility.name,
        month: b.starttime.startOf("month"),
        slots: sum(b.slots),
      }));
      return db
        .from(months)
        .orderBy(
          m => m.name,
          m => m.month,
        )
        .select(m => ({
          name: m.name,
          month: m.month,
          utilisation: m.slots
            .times(100)
            .cast("float")
            .dividedBy(m.month.secondsUntil(m.month.add(1, "month")).dividedBy(86_400).times(25))
            .round(1),
        }))
        .all();
    },
  },
  {
    title: "Find facilities by a name prefix",
    sql: "SELECT * FROM facilities WHERE name LIKE 'Tennis%'",
    run: db => db.Facility.where(f => f.name.startsWith("Tennis")).all(),
  },
  {
    title: "Find telephone numbers with parentheses",
    sql: "SELECT memid, telephone FROM members WHERE telephone LIKE '%(%' OR telephone LIKE '%)%'",
    run: db =>
      db.Member.where(m => or(m.telephone.contains("("), m.telephone.contains(")")))
        .select(m => ({ memid: m.memid, telephone: m.telephone }))
        .all(),
  },
  {
    title: "Aggregate by last name first initial",
    sql: "SELECT substr(surname, 1, 1) AS letter, count(*) FROM members GROUP BY letter ORDER BY letter",
    ordered: true,
    run: db => {
      const letters = db.Member.select(m => ({ letter: m.surname.substring(1, 1) }));
      return db
        .from(letters)
        .groupBy(l => l.letter)
        .select(l => ({ letter: l.letter, count: count() }))
        .orderBy(l => l.letter)
        .all();
    },
  },
  {
    title: "Find the upward recommendation chain for member ID 27",
    sql: `WITH RECURSIVE r(recommender) AS (
        SELECT recommendedby FROM members WHERE memid = 27
        UNION ALL SELECT m.recommendedby FROM r JOIN members AS m ON m.memid = r.recommender)
      SELECT r.recommender, m.firstname, m.surname FROM r JOIN members AS m ON r.recommender = m.memid
      ORDER BY memid DESC`,
    ordered: true,
    run: db => {
      const chain = db.recursiveTable(
        "recommenders",
        db.Member.where({ memid: 27 }).select(m => ({ recommender: m.recommendedby })),
        matches =>
          db
            .from(matches)
            .join(db.Member, (f, m) => m.memid.eq(f.recommender))
            .select((_, m) => ({ recommender: m.recommendedby })),
      );
      return db
        .from(chain)
        .join(db.Member, (c, m) => m.memid.eq(c.recommender))
        .orderBy((_, m) => m.memid.desc())
        .select((c, m) => ({
          recommender: c.recommender,
          firstname: m.firstname,
          surname: m.surname,
        }))
        .all();
    },
  },
  {
    title: "Produce a upward recommendation chain for any member",
    sql: `WITH RECURSIVE r(recommender, member) AS (
        SELECT recommendedby, memid FROM members
        UNION ALL SELECT m.recommendedby, r.member FROM r JOIN members AS m ON m.memid = r.recommender)
      SELECT r.member, r.recommender, m.firstname, m.surname FROM r
      JOIN members AS m ON r.recommender = m.memid WHERE r.member IN (12, 22)
      ORDER BY r.member, r.recommender DESC`,
    ordered: true,
    run: db => {
      const chains = db.recursiveTable(
        "recommenders",
        db.Member.select(m => ({ recommender: m.recommendedby, member: m.memid })),
        matches =>
          db
            .from(matches)
            .join(db.Member, (f, m) => m.memid.eq(f.recommender))
            .select((f, m) => ({ recommender: m.recommendedby, member: f.member })),
      );
      return db
        .from(chains)
        .join(db.Member, (c, m) => m.memid.eq(c.recommender))
        .where(c => c.member.in([12, 22]))
        .orderBy(
          c => c.member,
          c => c.recommender.desc(),
        )
        .select((c, m) => ({
          member: c.member,
          recommender: c.recommender,
          firstname: m.firstname,
          surname: m.surname,
        }))
        .all();
    },
  },
];
