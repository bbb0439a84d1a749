/** What stays when a session is let go. */
import { expect, it } from "vitest";
import type { Driver } from "../drivers/index.ts";
import { collectGarbage } from "../testing/collect-garbage.ts";
import { forumDocument, openForum } from "../testing/forum.ts";
import type { Database } from "../testing/forum-entities.ts";
import { openDatabase } from "./database.ts";

/** Weak references to the entities of a session that is unreachable after the call. */
const useSession = async (driver: Driver): Promise<WeakRef<object>> => {
  const { db } = openDatabase<Database>({ document: forumDocument, driver });
  return new WeakRef(await db.Thread.where({ id: 1 }).one());
};

it("releases the entities of a session, and a driver without references", async () => {
  const driver = openForum();
  const own = { ...driver };
  const entity = await useSession(own);
  const passing = await (async () => {
    const other = { ...driver };
    await useSession(other);
    return new WeakRef(other);
  })();
  await collectGarbage();
  expect([entity.deref(), passing.deref()]).toEqual([undefined, undefined]);
  expect(own.dialect).toBe(driver.dialect);
});
