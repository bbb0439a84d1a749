/** One statement that a flush is going to run, and why. */
import type { Entity } from "../../entities/entity-state.ts";
import { ColumnSet } from "../change-set/column-set.ts";
import { linksOf, NO_LINKS, type PendingLink } from "../change-set/pending-links.ts";

const NOTHING = new ColumnSet([]);

type Parts = {
  readonly kind: FlushStep["kind"];
  readonly entity: Entity;
  readonly columns?: ColumnSet;
  readonly links?: readonly PendingLink[];
  readonly postponed?: readonly PendingLink[];
  readonly reason: string | null;
};

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

  constructor(parts: Parts) {
    this.kind = parts.kind;
    this.entity = parts.entity;
    this.columns = parts.columns ?? NOTHING;
    this.links = parts.links ?? NO_LINKS;
    this.postponed = parts.postponed ?? NO_LINKS;
    this.#reason = parts.reason;
  }

  /** Why this statement, at this place: where nothing else was said, an update is for what changed. */
  get reason(): string {
    return this.#reason ?? `changed ${this.columns.columns.map(({ name }) => name).join(", ")}`;
  }
}

export const insertStep = (
  entity: Entity,
  parts: Pick<Parts, "links" | "postponed" | "reason">,
): FlushStep => new FlushStep({ kind: "insert", entity, ...parts });

/** Writes what changed of an entity. */
export const updateStep = (
  entity: Entity,
  columns: ColumnSet,
  links: readonly PendingLink[] = linksOf(entity),
): FlushStep => new FlushStep({ kind: "update", entity, columns, links, reason: null });

/** Gives an entity that was inserted the keys of those that came after it. */
export const closingStep = (
  entity: Entity,
  links: readonly PendingLink[],
  reason: string,
): FlushStep => new FlushStep({ kind: "update", entity, links, reason });

export const deleteStep = (entity: Entity, reason: string): FlushStep =>
  new FlushStep({ kind: "delete", entity, reason });
