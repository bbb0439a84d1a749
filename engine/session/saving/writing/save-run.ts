/** One run of a save. It writes in the order that the database needs, and can be undone. */
import type { TextRange } from "../../../base/index.ts";
import type { Cause } from "../../../drivers/index.ts";
import { type EntitySnapshot, snapshotOf } from "../../entities/entity-snapshot.ts";
import type { Entity } from "../../entities/entity-state.ts";
import type { SessionContext } from "../../session-context.ts";
import { uncached } from "../../statements/cached-statement.ts";
import { Cascades, forgetGone } from "../cascades/cascades.ts";
import { RowKeys } from "../cascades/row-keys.ts";
import { canBeWritten, type LinkChange } from "../links/link-changes.ts";
import { rowsOf } from "../links/link-rows.ts";
import type { FlushStep } from "../plan/flush-step.ts";
import type { FlushContext } from "./flush-context.ts";
import { flushRun } from "./flush-run.ts";
import { linkLabel, linkStatement } from "./link-statements.ts";

const deletedBy = (steps: readonly FlushStep[]): ReadonlySet<Entity> =>
  new Set(steps.filter(({ kind }) => kind === "delete").map(({ entity }) => entity));

export class SaveRun {
  readonly #context: SessionContext;
  readonly #steps: readonly FlushStep[];
  readonly #links: readonly LinkChange[];
  readonly #before: EntitySnapshot[];
  /** The entities with a DELETE statement. */
  readonly #deleted: ReadonlySet<Entity>;
  readonly #cascades: Cascades;
  readonly #rowKeys: RowKeys;

  constructor(context: SessionContext, steps: readonly FlushStep[], links: readonly LinkChange[]) {
    this.#context = context;
    this.#steps = steps;
    this.#links = links;
    this.#before = steps.map(({ entity }) => snapshotOf(entity));
    this.#deleted = deletedBy(steps);
    const note = (entity: Entity): void => void this.#before.push(snapshotOf(entity));
    this.#cascades = new Cascades(context.identities, this.#deleted, note);
    this.#rowKeys = new RowKeys(context.identities, this.#cascades, note);
  }

  /** Snapshots of the written entities; the first snapshot of an entity counts. */
  get before(): readonly EntitySnapshot[] {
    return this.#before;
  }

  /** Removed links are deleted first; new links are inserted after the rows of both ends. */
  async run(origin: TextRange | undefined): Promise<void> {
    const { settings, statements } = this.#context;
    const steps = this.#steps;
    const links = this.#links;
    const context: FlushContext = {
      dialect: statements.dialect,
      settings,
      rowKeys: this.#rowKeys,
      cascades: this.#cascades,
      origin,
    };
    const run = flushRun(statements, context);
    const firstDeletion = steps.findLastIndex(({ kind }) => kind !== "delete") + 1;
    const ended = links.filter(({ kind }) => kind === "unlink");
    const begun = links.filter(({ kind }) => kind === "link");
    for (const link of ended) await this.#carryOutLink(link, origin);
    await run.run(steps.slice(0, firstDeletion));
    for (const link of begun) if (canBeWritten(link)) await this.#carryOutLink(link, origin);
    await run.run(steps.slice(firstDeletion));
  }

  async #carryOutLink(link: LinkChange, origin: TextRange | undefined): Promise<void> {
    const statement = linkStatement(link, origin);
    if (!statement) return;
    const cause = (): Cause => ({ kind: "flush", subject: linkLabel(link) });
    await this.#context.statements.run(uncached(statement), { cause, origin });
  }

  /** Removes the entities that the database deleted, and returns those without a DELETE statement. */
  forgetGone(): readonly Entity[] {
    const { identities } = this.#context;
    this.#cascades.followLoss(rowsOf(this.#links, identities));
    const { lost } = this.#cascades;
    forgetGone([...this.#deleted, ...lost], identities);
    return lost;
  }

  /** Restores all written entities. */
  takeBack(): void {
    const { identities } = this.#context;
    for (const { entity } of this.#before) identities.remove(entity);
    for (const memory of this.#before.toReversed()) memory.restore();
    for (const { entity } of this.#before) if (!identities.find(entity)) identities.add(entity);
  }
}
