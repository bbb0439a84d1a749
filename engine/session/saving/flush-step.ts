/** One statement that a flush is going to run, and why. */
import { keepShape } from "../../base/index.ts";
import type { Entity } from "../entities/entity-state.ts";
import { ColumnSet } from "./column-set.ts";
import { linksOf, NO_LINKS, type PendingLink } from "./pending-links.ts";

const NOTHING = new ColumnSet([]);

/** There is one for each row that is written: the constructor takes its parts one by one, and makes nothing else. */
export class FlushStep {
  readonly kind: "insert" | "update" | "delete";
  readonly entity: Entity;
  /** What an update writes. */
  readonly columns: ColumnSet;
  /** Keys to be copied from entities that are inserted before. */
  readonly links: readonly PendingLink[];
  /** References to entities that are inserted only after: an update gives them their keys. */
  readonly postponed: readonly PendingLink[];
  readonly #reason: string | null;

  constructor(
    kind: FlushStep["kind"],
    entity: Entity,
    columns: ColumnSet,
    links: readonly PendingLink[],
    postponed: readonly PendingLink[],
    reason: string | null,
  ) {
    this.kind = kind;
    this.entity = entity;
    this.columns = columns;
    this.links = links;
    this.postponed = postponed;
    this.#reason = reason;
  }

  /** Why this statement, at this place: where nothing else was said, an update is for what changed. */
  get reason(): string {
    return this.#reason ?? `changed ${this.columns.columns.map(({ name }) => name).join(", ")}`;
  }
}

keepShape(FlushStep);

/** Links that are ready have their keys by then. */
export const insertStep = (
  entity: Entity,
  ready: readonly PendingLink[],
  postponed: readonly PendingLink[],
  reason: string,
): FlushStep => new FlushStep("insert", entity, NOTHING, ready, postponed, reason);

/** Writes what changed of an entity. */
export const updateStep = (
  entity: Entity,
  columns: ColumnSet,
  links: readonly PendingLink[] = linksOf(entity),
): FlushStep => new FlushStep("update", entity, columns, links, NO_LINKS, null);

/** Gives an entity that was inserted the keys of those that came after it. */
export const closingStep = (
  entity: Entity,
  links: readonly PendingLink[],
  reason: string,
): FlushStep => new FlushStep("update", entity, NOTHING, links, NO_LINKS, reason);

export const deleteStep = (entity: Entity, reason: string): FlushStep =>
  new FlushStep("delete", entity, NOTHING, NO_LINKS, NO_LINKS, reason);
