/** Carries out the steps of a flush. Those in a row whose statements differ in values alone run together. */
import { type Answer, keepShape, present } from "../../base/index.ts";
import type { Cause, EachWritten, QueryResult } from "../../drivers/index.ts";
import { labelOf } from "../entities/entity.ts";
import { type Entity, stateOf } from "../entities/entity-state.ts";
import { keyIn } from "../entities/identity-map.ts";
import type { Statements } from "../statements/statements.ts";
import { checkFound, objectOf, settle } from "./flush.ts";
import type { FlushContext } from "./flush-context.ts";
import { statementOf } from "./flush-statements.ts";
import type { FlushStep } from "./flush-step.ts";
import { InsertBatches } from "./insert-batch.ts";
import { carryOutInterim } from "./interim.ts";
import { InterimStep } from "./interim-step.ts";
import { isMissed, requireGone } from "./missed-deletion.ts";
import { readBackStatement } from "./read-back.ts";
import type { StepStatement } from "./step-statement.ts";

/** So many values are kept until they are written. */
const MOST_TOGETHER = 500;

class FlushRun {
  readonly #statements: Statements;
  readonly #context: FlushContext;
  /** Null where the database is within this program: a statement is as soon there as many. */
  readonly #batches: InsertBatches | null;
  #mostTogether = 1;
  #prepared: StepStatement[] = [];
  /** Deleted, and not followed yet. */
  #deleted: Entity[] = [];

  constructor(statements: Statements, context: FlushContext, batches: InsertBatches | null) {
    this.#statements = statements;
    this.#context = context;
    this.#batches = batches;
  }

  /** What the database answers at once is not waited for. */
  async carryOut(steps: readonly FlushStep[]): Promise<void> {
    for (let index = 0; index < steps.length; index += 1) {
      const step = present(steps[index], "a step of a flush");
      if (step.kind !== "delete" && this.#deleted.length > 0) await this.#followDeletions();
      if (step.links.length > 0 && awaitsKey(step)) await this.#write();
      if (this.#batches) await this.#batches.giveKeys(steps, index);
      const answer = step instanceof InterimStep ? this.#carryOutInterim(step) : this.#take(step);
      if (answer instanceof Promise) await answer;
    }
    await this.#followDeletions();
  }

  async #carryOutInterim(step: InterimStep): Promise<void> {
    await this.#write();
    await carryOutInterim(step, { statements: this.#statements, context: this.#context });
  }

  /** Runs a step together with those before it, if it can be; else after them. */
  #take(step: FlushStep): Answer<void> {
    if (step.kind === "delete" && this.#isGone(step.entity)) return;
    const statement = statementOf(step, this.#context);
    if (!statement) return;
    if (this.#prepared.length === 0 || this.#goesWith(statement)) return this.#prepare(statement);
    return this.#startWith(statement);
  }

  #startWith(statement: StepStatement): Answer<void> {
    const answer = this.#write();
    if (answer instanceof Promise) return answer.then(() => this.#prepare(statement));
    return this.#prepare(statement);
  }

  async #followDeletions(): Promise<void> {
    await this.#write();
    this.#context.cascades.follow(this.#deleted);
    this.#deleted = [];
  }

  /** A row that went with another has no deletion, where its key is that of another row by now. */
  #isGone(entity: Entity): boolean {
    if (this.#context.rowKeys.isReplaced(entity)) return true;
    this.#deleted.push(entity);
    return false;
  }

  /** What changes a key is not left for later: others may be found by what it becomes. */
  #prepare(statement: StepStatement): Answer<void> {
    if (this.#prepared.length === 0) this.#mostTogether = this.#mostLike(statement);
    this.#prepared.push(statement);
    const { step, written } = statement;
    const isKey = step.kind === "update" && this.#context.rowKeys.isKey(step.entity, written);
    return isKey ? this.#write() : undefined;
  }

  #mostLike(statement: StepStatement): number {
    if (this.#batches) return this.#batches.mostLike(statement);
    return this.#statements.runsEach ? MOST_TOGETHER : 1;
  }

  #goesWith({ text }: StepStatement): boolean {
    const { length, 0: first } = this.#prepared;
    return length < this.#mostTogether && first?.text === text;
  }

  #write(): Answer<void> {
    const prepared = this.#prepared;
    const [first, second] = prepared;
    if (!first) return;
    this.#prepared = [];
    if (!second) return this.#writeOne(first);
    return this.#batches ? this.#batches.insert(prepared) : this.#writeAll(prepared);
  }

  #writeOne(statement: StepStatement): Answer<void> {
    const cause = (): Cause => ({ kind: "flush", object: objectOf(statement.step) });
    const written = (result: QueryResult): Answer<void> => this.#written(statement, result);
    const answer = this.#statements.runShaped(statement, cause, this.#context.origin);
    return answer instanceof Promise ? answer.then(written) : written(answer);
  }

  #written(statement: StepStatement, result: QueryResult): Answer<void> {
    const { step } = statement;
    const { origin } = this.#context;
    if (isMissed(step, result.changes, this.#context)) return this.#missed(statement);
    checkFound(step, result.changes, this.#context);
    const settled = ({ rows: [returned] }: QueryResult): void =>
      settle(statement, result.insertedKey, returned, this.#context);
    const readBack = readBackStatement(step, result, this.#context);
    if (!readBack) return settled(result);
    const cause = (): Cause => ({ kind: "flush", object: readBackOf(step) });
    const answer = this.#statements.runShaped(readBack, cause, origin);
    return answer instanceof Promise ? answer.then(settled) : settled(answer);
  }

  async #missed(statement: StepStatement): Promise<void> {
    await requireGone(statement.step, this.#statements, this.#context);
    settle(statement, undefined, undefined, this.#context);
  }

  async #allMissed(missed: readonly StepStatement[]): Promise<void> {
    for (const statement of missed) await this.#missed(statement);
  }

  #writeAll(prepared: readonly StepStatement[]): Answer<void> {
    const written = ({ changes, insertedKeys, returned }: EachWritten): Answer<void> => {
      const missed: StepStatement[] = [];
      let index = -1;
      for (const statement of prepared) {
        index += 1;
        const found = changes[index] ?? 0;
        if (isMissed(statement.step, found, this.#context)) missed.push(statement);
        else {
          checkFound(statement.step, found, this.#context);
          settle(statement, insertedKeys[index], returned[index], this.#context);
        }
      }
      return missed.length > 0 ? this.#allMissed(missed) : undefined;
    };
    const answer = this.#statements.runEach(prepared, this.#context.origin);
    return answer instanceof Promise ? answer.then(written) : written(answer);
  }
}

keepShape(FlushRun);

export const flushRun = (statements: Statements, context: FlushContext): FlushRun =>
  new FlushRun(
    statements,
    context,
    statements.isFar ? new InsertBatches(statements, context) : null,
  );

const readBackOf = ({ entity }: FlushStep): string =>
  `read ${labelOf(entity)}: what the database made`;

/** Whether a step waits for entities that are inserted before it: an insert does for a key that the database makes. */
const awaitsKey = ({ kind, links }: FlushStep): boolean =>
  links.some(
    ({ relation, target }) =>
      stateOf(target).status === "new" &&
      (kind !== "insert" || keyIn(target, relation.targetColumns) === null),
  );
