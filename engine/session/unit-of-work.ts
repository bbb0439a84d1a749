/** Gathers what is new, changed and deleted, and writes it in one transaction. */
import { didYouMean, type TextRange } from "../base/index.ts";
import { type EntityModel, QueryError } from "../query/index.ts";
import type { Printed } from "../sql/index.ts";
import { type Change, changeOf } from "./change-set.ts";
import { type Entity, type EntityOwner, isEntity, newEntity, stateOf } from "./entity.ts";
import { objectOf, remember, settle, statementOf } from "./flush.ts";
import { type FlushStep, planFlush } from "./flush-plan.ts";
import { keyIn } from "./identity-map.ts";
import type { RowSource } from "./relations.ts";

/** Where statements run that are no queries, such as BEGIN. */
export type TransactionControl = {
  control(printed: Printed, origin: TextRange | undefined): Promise<void>;
  /** Whether somebody else began a transaction. */
  readonly insideTransaction: boolean;
};

export class UnitOfWork {
  readonly #rows: RowSource & TransactionControl;
  readonly #owner: EntityOwner;
  readonly #new = new Set<Entity>();
  readonly #deleted = new Set<Entity>();

  constructor(rows: RowSource & TransactionControl, owner: EntityOwner) {
    this.#rows = rows;
    this.#owner = owner;
  }

  create(model: EntityModel, values: Readonly<Record<string, unknown>>): object {
    const entity = newEntity(model, this.#owner);
    this.#new.add(entity);
    for (const [name, value] of Object.entries(values)) {
      if (!model.columnsByName.has(name) && !model.relations.has(name)) {
        throw new QueryError("unknown-column", `${model.name} has no column "${name}".`, {
          range: this.#rows.callSites()?.step,
          hint: didYouMean(name, [...model.columnsByName.keys(), ...model.relations.keys()]),
        });
      }
      entity[name] = value;
    }
    return entity;
  }

  delete(entity: unknown): void {
    if (!isEntity(entity)) {
      throw new QueryError("not-an-entity", "delete() needs an entity of this database.", {
        range: this.#rows.callSites()?.step,
      });
    }
    stateOf(entity).status = "deleted";
    if (!this.#new.delete(entity)) this.#deleted.add(entity);
  }

  /** What `save` would do now, in order and with reasons. */
  plan(): readonly FlushStep[] {
    const candidates = new Set([...this.#new, ...this.#rows.identities, ...this.#deleted]);
    const changes = [...candidates].map(changeOf).filter((change): change is Change => !!change);
    return planFlush(changes);
  }

  /** Writes what changed, all or nothing. */
  async save(): Promise<void> {
    const origin = this.#rows.callSites()?.expression;
    const steps = this.plan();
    if (steps.length === 0) return;
    const { insideTransaction } = this.#rows;
    const restore = steps.map(step => remember(step.entity));
    await this.#control(insideTransaction ? "SAVEPOINT save" : "BEGIN", origin);
    try {
      for (const step of steps) await this.#carryOut(step, origin);
      await this.#control(insideTransaction ? "RELEASE save" : "COMMIT", origin);
    } catch (thrown) {
      for (const restoreOne of restore) restoreOne();
      await this.#control(insideTransaction ? "ROLLBACK TO save" : "ROLLBACK", origin);
      throw thrown;
    }
    for (const step of steps) this.#settled(step);
  }

  async #carryOut(step: FlushStep, origin: TextRange | undefined): Promise<void> {
    const statement = statementOf(step, origin);
    if (!statement) return;
    const object = objectOf(step);
    const { rows } = await this.#rows.run(statement, { kind: "flush", object }, origin);
    settle(step, rows[0]);
  }

  #settled({ kind, entity }: FlushStep): void {
    const { model } = stateOf(entity);
    this.#new.delete(entity);
    this.#deleted.delete(entity);
    const key = keyIn(entity, model.primaryKey);
    if (key === null || model.primaryKey.length === 0) return;
    if (kind === "delete") this.#rows.identities.delete(model, key);
    else this.#rows.identities.set(model, key, entity);
  }

  async #control(text: string, origin: TextRange | undefined): Promise<void> {
    await this.#rows.control(
      { text, parameters: [], placeholders: [], columns: [], spans: [] },
      origin,
    );
  }
}
