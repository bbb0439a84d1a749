/** Collects new, changed and deleted entities, and writes them in one transaction. */
import { didYouMean } from "../../base/index.ts";
import { type EntityModel, QueryError, type RelationModel } from "../../query/index.ts";
import { assignValues, hydrate, labelOf, newEntity } from "../entities/entity.ts";
import {
  changeState,
  type Entity,
  type EntityOwner,
  forgetRelations,
  hasRow,
  isEntity,
  leadsElsewhere,
  rowOf,
  setRow,
  settleReference,
  stateOf,
} from "../entities/entity-state.ts";
import { isKeyless } from "../entities/identity-map.ts";
import type { SessionContext } from "../session-context.ts";
import type { TransactionStack } from "../transactions.ts";
import { columnsToSave, isChanged } from "./change-set/change-set.ts";
import type { ColumnSet } from "./change-set/column-set.ts";
import { Orphans } from "./change-set/orphans.ts";
import { linksOf, type PendingLink } from "./change-set/pending-links.ts";
import { LinkChanges, reverseOf, settleLinks } from "./links/link-changes.ts";
import { type ChangeSet, planFlush } from "./plan/flush-plan.ts";
import { type FlushStep, updateStep } from "./plan/flush-step.ts";
import { byLevel } from "./plan/insert-levels.ts";
import { TransactionSnapshot } from "./transaction-snapshot.ts";
import { orderByValues } from "./unique-values/step-order.ts";
import { SaveRun } from "./writing/save-run.ts";

/** The snapshot of an open transaction: discarded by a commit, restored by a rollback. */
export type OpenSnapshot = { readonly discard: () => void; readonly restore: () => void };

const NONE: readonly string[] = [];

/** Whether a reference and its columns did not change during the save. */
const isAsWritten = (entity: Entity, { relation, target }: PendingLink): boolean =>
  !leadsElsewhere(entity, relation, target) &&
  relation.sourceColumns.every((column, index) => {
    const key = relation.targetColumns[index];
    return key && entity[column.name] === target[key.name];
  });

/** Whether the foreign key of a relation is written; an insert writes all columns. */
const writes = (columns: ColumnSet | null, { sourceColumns }: RelationModel): boolean =>
  columns === null || sourceColumns.some(column => columns.has(column));

/** A generated key that is null is omitted: SQLite would generate it, but PostgreSQL rejects null. */
const leaveKeyOpen = (entity: Entity, { primaryKey }: EntityModel): void => {
  for (const { name, generated } of primaryKey) {
    if (generated && entity[name] === null) entity[name] = undefined;
  }
};

export class UnitOfWork {
  readonly #context: SessionContext;
  readonly #transactions: TransactionStack;
  readonly #owner: EntityOwner;
  readonly links = new LinkChanges();
  readonly orphans = new Orphans();
  readonly #new = new Set<Entity>();
  readonly #deleted = new Set<Entity>();
  /** The snapshot of the innermost open transaction. */
  #memory: TransactionSnapshot | null = null;

  constructor(context: SessionContext, transactions: TransactionStack, owner: EntityOwner) {
    this.#context = context;
    this.#transactions = transactions;
    this.#owner = owner;
  }

  create(model: EntityModel, values: Readonly<Record<string, unknown>>): object {
    const others = this.#relationsIn(values, model);
    const entity = newEntity(this.#context.identities.typeOf(model));
    assignValues(entity, values);
    leaveKeyOpen(entity, model);
    for (const name of others) entity[name] = values[name];
    this.#new.add(entity);
    return entity;
  }

  /** The names of relations among the values. @throws QueryError `unknown-column` */
  #relationsIn(values: Readonly<Record<string, unknown>>, model: EntityModel): readonly string[] {
    let relations = NONE;
    for (const name in values) {
      if (!Object.hasOwn(values, name) || model.columnsByName.has(name)) continue;
      if (!model.relations.has(name)) throw this.#unknownName(model, name);
      relations = [...relations, name];
    }
    return relations;
  }

  #unknownName({ name, columnsByName, relations }: EntityModel, unknown: string): QueryError {
    return new QueryError("unknown-column", `${name} has no column "${unknown}".`, {
      range: this.#context.callSites()?.step,
      hint: didYouMean(unknown, [...columnsByName.keys(), ...relations.keys()]),
    });
  }

  delete(entity: unknown): void {
    if (!isEntity(entity)) {
      throw new QueryError("not-an-entity", "delete() needs an entity of this database.", {
        range: this.#context.callSites()?.step,
      });
    }
    if (this.#new.delete(entity)) this.#owner.release(entity);
    else this.#deleted.add(entity);
    changeState(entity, { status: "deleted" });
  }

  /** The steps of the next save, in order and with reasons. */
  planSave(): readonly FlushStep[] {
    const { lost } = this.orphans;
    const { statements, identities, callSites } = this.#context;
    const steps = planFlush(this.#changes(lost), { orphans: lost, identities });
    const ordered = statements.isEmbedded ? steps : byLevel(steps);
    return orderByValues(ordered, identities, callSites()?.expression);
  }

  #changes(lost: ReadonlyMap<Entity, unknown>): ChangeSet {
    const orphans = [...lost.keys()].filter(entity => this.owns(entity));
    return {
      inserted: this.#inserted(lost),
      updated: this.#updated(lost),
      deleted: [...orphans, ...this.#deleted].filter(hasRow),
    };
  }

  #inserted(lost: ReadonlyMap<Entity, unknown>): readonly Entity[] {
    const all = [...this.#new];
    const inserted = lost.size === 0 ? all : all.filter(entity => !lost.has(entity));
    for (const entity of inserted) this.#requireSaved(entity, linksOf(entity), null);
    return inserted;
  }

  #updated(lost: ReadonlyMap<Entity, unknown>): readonly FlushStep[] {
    const updated: FlushStep[] = [];
    for (const entity of this.#context.identities.entities()) {
      if (lost.has(entity) || this.#deleted.has(entity)) continue;
      const columns = columnsToSave(entity);
      if (columns.isEmpty) continue;
      const step = updateStep(entity, columns);
      this.#requireSaved(entity, step.links, columns);
      updated.push(step);
    }
    return updated;
  }

  /** Whether an entity has changes to save. */
  isChanged(entity: Entity): boolean {
    if (!this.owns(entity)) return this.#deleted.has(entity);
    return isChanged(entity) || this.links.concerns(entity);
  }

  /** Whether this session saves an entity. It does not if the entity is detached, or its transaction failed. */
  owns(entity: Entity): boolean {
    if (this.#new.has(entity)) return true;
    return isKeyless(stateOf(entity).model) || this.#context.identities.find(entity) === entity;
  }

  /** @throws QueryError `not-an-entity` for an entity that this session does not save */
  requireOwn(entity: Entity): void {
    if (this.owns(entity) || this.#deleted.has(entity)) return;
    const isDeleted = stateOf(entity).status === "deleted";
    const trouble = isDeleted ? "is deleted" : "is not saved by this session";
    throw new QueryError("not-an-entity", `${labelOf(entity)} ${trouble}.`, {
      range: this.#context.callSites()?.expression,
      hint: isDeleted ? "Use another entity." : "Use the result of db.merge(entity).",
    });
  }

  /** Checks that every referenced entity has a row, or is inserted in time. */
  #requireSaved(entity: Entity, links: readonly PendingLink[], columns: ColumnSet | null): void {
    for (const { relation, target } of links) {
      const { status } = stateOf(target);
      if (status === "new") this.requireOwn(target);
      if (status === "deleted" && !hasRow(target) && writes(columns, relation)) {
        throw this.#lostTarget(entity, target);
      }
    }
  }

  #lostTarget(entity: Entity, target: Entity): QueryError {
    const message = `${labelOf(entity)} references ${labelOf(target)}, which is deleted.`;
    return new QueryError("foreign-key-violation", message, {
      range: this.#context.callSites()?.expression,
      hint: "Set the relation to another entity, or to null.",
    });
  }

  /** Discards all changes: entities have the values of their rows again. */
  discard(): void {
    for (const entity of this.#new) changeState(entity, { status: "deleted" });
    for (const entity of [...this.#context.identities.entities(), ...this.#deleted]) {
      const row = rowOf(entity);
      if (!row) continue;
      hydrate(entity, row);
      forgetRelations(entity);
    }
    this.#new.clear();
    this.#deleted.clear();
    this.links.clear();
    this.orphans.clear();
  }

  /** Removes an entity from the session. */
  detach(entity: Entity): void {
    this.forgetLinks(entity);
    this.#new.delete(entity);
    this.#deleted.delete(entity);
    this.#context.identities.remove(entity);
  }

  /** Discards the pending links of an entity, at the other end too. */
  forgetLinks(entity: Entity): void {
    for (const { kind, relation, source, target } of this.links.forget(entity)) {
      const [other, end] = source === entity ? [target, reverseOf(relation)] : [source, relation];
      const collection = end && stateOf(other).collection(end);
      if (kind === "link") collection?.exclude(entity);
      else collection?.include(entity);
    }
  }

  /** Writes all changes, or none. Changes during the save are left to the next one. */
  async save(): Promise<void> {
    const origin = this.#context.callSites()?.expression;
    const steps = this.planSave();
    const links = this.links.steps();
    if (steps.length + links.length === 0) return;
    const writing = new SaveRun(this.#context, steps, links);
    const lost = [...this.orphans.lost.keys()];
    const undo = [this.links.snapshot(), this.orphans.snapshot()];
    this.links.clear();
    this.orphans.clear();
    try {
      await this.#transactions.run(() => writing.run(origin), origin);
    } catch (thrown) {
      // A commit may fail too.
      writing.takeBack();
      for (const undoOne of undo) undoOne();
      throw thrown;
    }
    for (const step of steps) this.#settled(step);
    for (const entity of writing.forgetGone()) this.#deleted.delete(entity);
    settleLinks(links);
    for (const orphan of lost) {
      if (this.#new.delete(orphan)) changeState(orphan, { status: "deleted" });
    }
    if (this.#memory) for (const memory of writing.before) this.#memory.note(memory);
  }

  /** Takes a snapshot of the session at the beginning of a transaction. */
  snapshot(): OpenSnapshot {
    const { identities, settings } = this.#context;
    const outer = this.#memory;
    const news = [...this.#new];
    const deleted = [...this.#deleted];
    const entities = new Set([...identities.entities(), ...news, ...deleted]);
    const undo = [identities.snapshot(), this.links.snapshot(), this.orphans.snapshot()];
    const undoAll = (): void => {
      for (const undoOne of undo) undoOne();
      this.#new.clear();
      this.#deleted.clear();
      for (const entity of news) this.#new.add(entity);
      for (const entity of deleted) this.#deleted.add(entity);
    };
    const memory = new TransactionSnapshot({ identities, settings, entities, undo: undoAll });
    this.#memory = memory;
    return {
      discard: () => {
        this.#memory = outer;
        if (outer) memory.handOver(outer);
      },
      restore: () => {
        this.#memory = outer;
        memory.restore();
      },
    };
  }

  #settled({ kind, entity, links }: FlushStep): void {
    for (const link of links) if (isAsWritten(entity, link)) settleReference(entity, link);
    if (kind === "delete") {
      this.#deleted.delete(entity);
      changeState(entity, { status: "deleted" });
      setRow(entity, null);
    } else if (kind === "insert") {
      this.#new.delete(entity);
      if (stateOf(entity).status === "deleted" && hasRow(entity)) this.#deleted.add(entity);
    }
  }
}
