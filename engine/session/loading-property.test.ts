/** Whatever is loaded, and by whatever strategy: the objects are those that looking at every row would give. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { modelOf } from "../query/index.ts";
import { NaiveLoading } from "../testing/naive-loading.ts";
import { openPostgres } from "../testing/open-postgres.ts";
import { allBy, loadCount, queryOf, randomSeed } from "../testing/random-loads.ts";
import { openWorld, randomWorld, tellWorld, type World } from "../testing/random-rows.ts";
import { runQuery } from "../testing/said-query.ts";

const strategies = ["select-in", "join", "subquery", "json"] as const;

const entitiesOf = ({ document }: World) => [...modelOf(document).entities.values()];

it("every strategy gives the graph of the rows, by no more statements than it says", async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, randomSeed, async (world, seed) => {
      const plan = queryOf(seed, entitiesOf(world));
      const expected = new NaiveLoading(world).query(plan);
      const driver = openWorld(world);
      for (const strategy of strategies) {
        const { shapes, log } = await runQuery(world, allBy(plan, strategy), driver);
        expect(shapes).toEqual(expected);
        const comesAlong = strategy === "join" || strategy === "json";
        expect(log.length).toBeLessThanOrEqual(comesAlong ? 1 : 1 + loadCount(plan));
      }
      expect((await runQuery(world, plan, driver)).shapes).toEqual(expected);
      driver.close();
    }),
    { numRuns: 300 },
  );
}, 120_000);

it("PostgreSQL gives the same graph by the same statements", async () => {
  const database = await openPostgres();
  await fc.assert(
    fc.asyncProperty(randomWorld, randomSeed, async (world, seed) => {
      const plan = queryOf(seed, entitiesOf(world));
      const expected = new NaiveLoading(world).query(plan);
      await database.renew(tellWorld(world, "postgres"));
      for (const strategy of strategies) {
        const { shapes } = await runQuery(world, allBy(plan, strategy), database);
        expect(shapes).toEqual(expected);
      }
      expect((await runQuery(world, plan, database)).shapes).toEqual(expected);
    }),
    { numRuns: 25 },
  );
}, 120_000);
