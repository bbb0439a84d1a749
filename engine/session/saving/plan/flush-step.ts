/** A statement that a flush is going to run, and the reason. */
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
  /** The columns that an update writes. */
  readonly columns: ColumnSet;
  /** References to entities that are inserted before: their keys are copied. */
  readonly links: readonly PendingLink[];
  /** References to entities that are inserted later: an update sets them. */
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

  /** Why this statement runs, and why at this point. */
  get reason(): string {
    return this.#reason ?? `changed ${this.columns.names}`;
  }
}

export const insertStep = (
  entity: Entity,
  parts: Pick<Parts, "links" | "postponed" | "reason">,
): FlushStep => new FlushStep({ kind: "insert", entity, ...parts });

/** Writes the changed columns of an entity. */
export const updateStep = (
  entity: Entity,
  columns: ColumnSet,
  links: readonly PendingLink[] = linksOf(entity),
): FlushStep => new FlushStep({ kind: "update", entity, columns, links, reason: null });

/** Sets the postponed references of an inserted entity. */
export const closingStep = (
  entity: Entity,
  links: readonly PendingLink[],
  reason: string,
): FlushStep => new FlushStep({ kind: "update", entity, links, reason });

export const deleteStep = (entity: Entity, reason: string): FlushStep =>
  new FlushStep({ kind: "delete", entity, reason });
