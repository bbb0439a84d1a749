/** Runs the steps of a flush. For a server, consecutive rows of one table are inserted together. */
import { type Answer, andThen, isPending, present } from "../../../base/index.ts";
import type { Cause, QueryResult } from "../../../drivers/index.ts";
import { labelOf } from "../../entities/entity.ts";
import { type Entity, stateOf } from "../../entities/entity-state.ts";
import { keyIn } from "../../entities/identity-map.ts";
import type { Statements } from "../../statements/statements.ts";
import type { FlushStep } from "../plan/flush-step.ts";
import { PlaceholderStep } from "../plan/placeholder-step.ts";
import type { FlushContext } from "./flush-context.ts";
import { statementOf } from "./flush-statements.ts";
import { InsertBatches } from "./insert-batch.ts";
import { isMissed, requireGone } from "./missed-deletion.ts";
import { runPlaceholderStep } from "./placeholder-values.ts";
import { readBackStatement } from "./read-back.ts";
import { checkFound, objectOf, settle } from "./settle-step.ts";
import type { StepStatement } from "./step-statement.ts";

class FlushRun {
  readonly #statements: Statements;
  readonly #context: FlushContext;
  /** Null for an embedded database, where one INSERT for many rows is no faster than one for each. */
  readonly #batches: InsertBatches | null;
  /** Rows that are inserted together. */
  #batch: StepStatement[] = [];
  /** Deleted entities whose cascades are not followed yet. */
  #deleted: Entity[] = [];

  constructor(statements: Statements, context: FlushContext) {
    this.#statements = statements;
    this.#context = context;
    this.#batches = statements.isEmbedded ? null : new InsertBatches(statements, context);
  }

  /** Awaits only if the driver answers asynchronously. */
  async run(steps: readonly FlushStep[]): Promise<void> {
    for (let index = 0; index < steps.length; index += 1) {
      const step = present(steps[index], "a step of a flush");
      if (step.kind !== "delete" && this.#deleted.length > 0) await this.#followDeletions();
      if (step.links.length > 0 && awaitsKey(step)) await this.#writeBatch();
      if (this.#batches) await this.#batches.reserveKeys(steps, index);
      const answer =
        step instanceof PlaceholderStep ? this.#runPlaceholderStep(step) : this.#take(step);
      if (isPending(answer)) await answer;
    }
    await this.#followDeletions();
  }

  async #runPlaceholderStep(step: PlaceholderStep): Promise<void> {
    await this.#writeBatch();
    await runPlaceholderStep(step, { statements: this.#statements, context: this.#context });
  }

  #take(step: FlushStep): Answer<void> {
    if (step.kind === "delete" && this.#isGone(step.entity)) return;
    const statement = statementOf(step, this.#context);
    if (!statement) return;
    return this.#batches ? this.#addToBatch(statement, this.#batches) : this.#write(statement);
  }

  async #followDeletions(): Promise<void> {
    await this.#writeBatch();
    this.#context.cascades.follow(this.#deleted);
    this.#deleted = [];
  }

  /** A row that a cascade deleted needs no statement if another row has its key now. */
  #isGone(entity: Entity): boolean {
    if (this.#context.rowKeys.isReplaced(entity)) return true;
    this.#deleted.push(entity);
    return false;
  }

  async #addToBatch(statement: StepStatement, batches: InsertBatches): Promise<void> {
    const most = batches.batchSize(statement);
    const { length, 0: first } = this.#batch;
    if (length >= most || first?.text !== statement.text) await this.#writeBatch();
    if (most > 1) this.#batch.push(statement);
    else await this.#write(statement);
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#batch;
    const [first, second] = batch;
    if (!first) return;
    this.#batch = [];
    await (second ? this.#batches?.insert(batch) : this.#write(first));
  }

  #write(statement: StepStatement): Answer<void> {
    const cause = (): Cause => ({ kind: "flush", subject: objectOf(statement.step) });
    const answer = this.#statements.run(statement, { cause, origin: this.#context.origin });
    return andThen(answer, result => this.#written(statement, result));
  }

  #written(statement: StepStatement, result: QueryResult): Answer<void> {
    const { step } = statement;
    const { origin } = this.#context;
    if (isMissed(step, result.changes, this.#context)) return this.#missed(statement);
    checkFound(step, result.changes, this.#context);
    const settled = ({ rows: [returned] }: QueryResult): void =>
      settle(statement, { key: result.insertedKey, returned }, this.#context);
    const readBack = readBackStatement(statement, result, this.#context);
    if (!readBack) return settled(result);
    const cause = (): Cause => ({ kind: "flush", subject: readBackOf(step) });
    return andThen(this.#statements.run(readBack, { cause, origin }), settled);
  }

  async #missed(statement: StepStatement): Promise<void> {
    await requireGone(statement.step, this.#statements, this.#context);
    settle(statement, {}, this.#context);
  }
}

export const flushRun = (statements: Statements, context: FlushContext): FlushRun =>
  new FlushRun(statements, context);

const readBackOf = ({ entity }: FlushStep): string => `read ${labelOf(entity)}: generated values`;

/** Whether a step needs the key of an entity that is inserted before it. */
const awaitsKey = ({ kind, links }: FlushStep): boolean =>
  links.some(
    ({ relation, target }) =>
      stateOf(target).status === "new" &&
      (kind !== "insert" || keyIn(target, relation.targetColumns) === null),
  );
