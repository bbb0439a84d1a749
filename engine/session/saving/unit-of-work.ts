/** Gathers what is new, changed and deleted, and writes it in one transaction. */
import { didYouMean, groupBy, type TextRange } from "../../base/index.ts";
import { type EntityModel, QueryError } from "../../query/index.ts";
import { newEntity, takeGiven, takeRow } from "../entities/entity.ts";
import { EntityMemory } from "../entities/entity-memory.ts";
import {
  changeState,
  type Entity,
  type EntityOwner,
  forgetRelations,
  isEntity,
  rowOf,
  settleReference,
  stateOf,
} from "../entities/entity-state.ts";
import { keyIn } from "../entities/identity-map.ts";
import type { RowSource } from "../relation-access.ts";
import { followDeletion, followLoss } from "./cascades.ts";
import { type Change, changeOf, deletionOf } from "./change-set.ts";
import { type FlushStep, planFlush } from "./flush-plan.ts";
import { FlushRun } from "./flush-run.ts";
import { byLevel } from "./insert-levels.ts";
import { type LinkChange, LinkChanges } from "./link-changes.ts";
import { rowsOf } from "./link-rows.ts";
import { linkLabel, linkStatement } from "./link-statements.ts";
import { Orphans } from "./orphans.ts";
import { orderByValues } from "./step-order.ts";

/** Whoever runs a body all or nothing. */
export type Transactions = {
  transaction<Value>(body: () => Promise<Value>, origin: TextRange | undefined): Promise<Value>;
};

export class UnitOfWork {
  readonly #rows: RowSource & Transactions;
  readonly #owner: EntityOwner;
  readonly links = new LinkChanges();
  readonly orphans = new Orphans();
  readonly #new = new Set<Entity>();
  readonly #deleted = new Set<Entity>();

  constructor(rows: RowSource & Transactions, owner: EntityOwner) {
    this.#rows = rows;
    this.#owner = owner;
  }

  create(model: EntityModel, values: Readonly<Record<string, unknown>>): object {
    const others = Object.keys(values).filter(name => !model.columnsByName.has(name));
    const unknown = others.find(name => !model.relations.has(name));
    if (unknown !== undefined) throw this.#unknownName(model, unknown);
    const entity = newEntity(this.#owner.kindOf(model));
    takeGiven(entity, values);
    for (const name of others) entity[name] = values[name];
    this.#new.add(entity);
    return entity;
  }

  #unknownName({ name, columnsByName, relations }: EntityModel, unknown: string): QueryError {
    return new QueryError("unknown-column", `${name} has no column "${unknown}".`, {
      range: this.#rows.callSites()?.step,
      hint: didYouMean(unknown, [...columnsByName.keys(), ...relations.keys()]),
    });
  }

  delete(entity: unknown): void {
    if (!isEntity(entity)) {
      throw new QueryError("not-an-entity", "delete() needs an entity of this database.", {
        range: this.#rows.callSites()?.step,
      });
    }
    if (this.#new.delete(entity)) this.#owner.release(entity);
    else this.#deleted.add(entity);
    changeState(entity, { status: "deleted" });
  }

  /** What `save` would do now, in order and with reasons. */
  plan(): readonly FlushStep[] {
    const { lost } = this.orphans;
    const changes: Change[] = [];
    const note = (entity: Entity): void => {
      const change = lost.has(entity) ? deletionOf(entity) : changeOf(entity);
      if (change) changes.push(change);
    };
    this.#new.forEach(note);
    for (const entity of this.#rows.identities) if (!this.#deleted.has(entity)) note(entity);
    this.#deleted.forEach(note);
    const steps = planFlush(changes, lost);
    const { statements, identities, callSites } = this.#rows;
    const ordered = statements.isFar ? byLevel(steps) : steps;
    return orderByValues(ordered, identities, callSites()?.expression);
  }

  /** Whether an entity differs from its row. */
  isChanged(entity: Entity): boolean {
    return changeOf(entity) !== null;
  }

  /** Forgets everything that is not written yet: changed objects are as they were loaded. */
  discard(): void {
    for (const entity of this.#new) changeState(entity, { status: "deleted" });
    for (const entity of [...this.#rows.identities, ...this.#deleted]) {
      const row = rowOf(entity);
      if (!row) continue;
      takeRow(entity, row);
      forgetRelations(entity);
    }
    this.#new.clear();
    this.#deleted.clear();
    this.links.clear();
    this.orphans.clear();
  }

  /** Forgets one entity: it is no longer written, nor found. */
  detach(entity: Entity): void {
    const { model } = stateOf(entity);
    this.#new.delete(entity);
    this.#deleted.delete(entity);
    const key = keyIn(entity, model.primaryKey);
    if (key !== null && this.#rows.identities.get(model, key) === entity) {
      this.#rows.identities.delete(model, key);
    }
  }

  /** Writes what changed, all or nothing. */
  async save(): Promise<void> {
    const origin = this.#rows.callSites()?.expression;
    const steps = this.plan();
    const links = this.links.steps();
    if (steps.length + links.length === 0) return;
    const before = steps.map(step => new EntityMemory(step.entity));
    try {
      await this.#rows.transaction(() => this.#writeAll(steps, links, origin), origin);
    } catch (thrown) {
      // A commit may be refused too.
      for (const memory of before) memory.restore();
      throw thrown;
    }
    for (const step of steps) this.#settled(step);
    this.#followDeletions(steps);
    this.#followUnlinks(links);
    this.links.settle();
    for (const orphan of this.orphans.lost.keys()) {
      if (this.#new.delete(orphan)) changeState(orphan, { status: "deleted" });
    }
    this.orphans.clear();
  }

  /** Notes how everything stands; the function returned goes back to it. */
  remember(): () => void {
    const { identities } = this.#rows;
    const news = [...this.#new];
    const deleted = [...this.#deleted];
    const entities = [...new Set([...identities, ...news, ...deleted])];
    const before = entities.map(entity => new EntityMemory(entity));
    const undo = [identities.remember(), this.links.remember(), this.orphans.remember()];
    return () => {
      for (const memory of before) memory.restore();
      for (const undoOne of undo) undoOne();
      this.#new.clear();
      this.#deleted.clear();
      for (const entity of news) this.#new.add(entity);
      for (const entity of deleted) this.#deleted.add(entity);
    };
  }

  /** Links that end are in nobody's way any more; those that begin stand on rows that are there by then. */
  async #writeAll(
    steps: readonly FlushStep[],
    links: readonly LinkChange[],
    origin: TextRange | undefined,
  ): Promise<void> {
    const before = steps.findLastIndex(step => step.kind !== "delete") + 1;
    const { settings, statements } = this.#rows;
    const run = new FlushRun(statements, { dialect: statements.dialect, settings, origin });
    for (const link of links) if (link.kind === "unlink") await this.#carryOutLink(link, origin);
    await run.carryOut(steps.slice(0, before));
    for (const link of links) if (link.kind === "link") await this.#carryOutLink(link, origin);
    await run.carryOut(steps.slice(before));
  }

  async #carryOutLink(link: LinkChange, origin: TextRange | undefined): Promise<void> {
    const statement = linkStatement(link, origin);
    if (!statement) return;
    await this.#rows.statements.run(statement, { kind: "flush", object: linkLabel(link) }, origin);
  }

  /** What the database deleted with them is gone here too; what was written after them refers to others. */
  #followDeletions(steps: readonly FlushStep[]): void {
    if (!steps.some(({ kind }) => kind === "delete")) return;
    const written = new Set<Entity>();
    let deleted: Entity[] = [];
    for (const { kind, entity } of steps.toReversed()) {
      if (kind === "delete") deleted.push(entity);
      else if (deleted.length > 0) {
        this.#follow(deleted, written);
        deleted = [];
      }
      if (kind !== "delete") written.add(entity);
    }
    this.#follow(deleted, written);
  }

  #follow(deleted: readonly Entity[], written: ReadonlySet<Entity>): void {
    const known = { identities: this.#rows.identities, written };
    for (const [model, entities] of groupBy(deleted, entity => stateOf(entity).model)) {
      for (const gone of followDeletion(model, entities, known)) this.#deleted.delete(gone);
    }
  }

  #followUnlinks(links: readonly LinkChange[]): void {
    const known = { identities: this.#rows.identities, written: new Set<Entity>() };
    for (const [model, gone] of rowsOf(links, known.identities)) {
      for (const entity of followLoss(model, gone, known)) this.#deleted.delete(entity);
    }
  }

  #settled({ kind, entity, columns, links }: FlushStep): void {
    const { model } = stateOf(entity);
    const { identities } = this.#rows;
    if (kind === "delete") changeState(entity, { status: "deleted" });
    this.#new.delete(entity);
    this.#deleted.delete(entity);
    for (const link of links) settleReference(entity, link);
    if (kind === "update") {
      if (!model.primaryKey.some(column => columns.has(column))) return;
      identities.forget(entity);
    }
    const key = keyIn(entity, model.primaryKey);
    if (key === null || model.primaryKey.length === 0) return;
    if (kind === "delete") identities.delete(model, key);
    else identities.set(model, key, entity);
  }
}
