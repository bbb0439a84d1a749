/** One save as it is carried out: it writes in the order that the database needs, and knows the way back. */
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
  /** What the steps delete. */
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

  /** How everything stood that was written; the first memory of an entity is the one that counts. */
  get before(): readonly EntitySnapshot[] {
    return this.#before;
  }

  /** Links that end are in nobody's way any more; those that begin stand on rows that are there by then. */
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
    const cause = (): Cause => ({ kind: "flush", object: linkLabel(link) });
    await this.#context.statements.run(uncached(statement), { cause, origin });
  }

  /** What the database took with rows and links is gone here too. Gives those that had no deletion of their own. */
  forgetGone(): readonly Entity[] {
    const { identities } = this.#context;
    this.#cascades.followLoss(rowsOf(this.#links, identities));
    const { lost } = this.#cascades;
    forgetGone([...this.#deleted, ...lost], identities);
    return lost;
  }

  /** Puts all that was written back to how it stood. */
  takeBack(): void {
    const { identities } = this.#context;
    for (const { entity } of this.#before) identities.remove(entity);
    for (const memory of this.#before.toReversed()) memory.restore();
    for (const { entity } of this.#before) if (!identities.find(entity)) identities.add(entity);
  }
}
