/** Creates the statement of a step just before it runs. */
import { type Entity, forgetStale, leadsElsewhere } from "../../entities/entity-state.ts";
import { changedColumns } from "../change-set/change-set.ts";
import type { ColumnSet } from "../change-set/column-set.ts";
import type { PendingLink } from "../change-set/pending-links.ts";
import type { FlushStep } from "../plan/flush-step.ts";
import type { FlushContext } from "./flush-context.ts";
import {
  deleteStatement,
  insertStatement,
  type StepStatement,
  updateStatement,
} from "./step-statement.ts";

/** Copies the keys of referenced entities. References that changed since the plan are left to the next save. */
const followLinks = (entity: Entity, links: readonly PendingLink[]): void => {
  for (const { relation, target } of links) {
    if (leadsElsewhere(entity, relation, target)) continue;
    relation.sourceColumns.forEach((column, index) => {
      const key = relation.targetColumns[index];
      if (key) entity[column.name] = target[key.name];
    });
  }
};

/** An assigned key is known before its row exists, so a postponed reference is set to null first. */
const leaveOpen = (entity: Entity, links: readonly PendingLink[]): void => {
  for (const { relation } of links) {
    forgetStale(entity, relation);
    for (const column of relation.sourceColumns) if (column.nullable) entity[column.name] = null;
  }
};

/** The columns that an update has to write. Keys that were unknown when the save was planned are known now. */
const columnsToWrite = ({ entity, columns, links }: FlushStep): ColumnSet =>
  links.length > 0 ? changedColumns(entity) : columns;

/** The statement of a step; null if there is nothing to write. */
export const statementOf = (step: FlushStep, context: FlushContext): StepStatement | null => {
  const { kind, entity, links, postponed } = step;
  followLinks(entity, links);
  leaveOpen(entity, postponed);
  if (kind === "insert") return insertStatement(step, context);
  if (kind === "delete") return deleteStatement(step, context);
  const columns = columnsToWrite(step);
  return columns.isEmpty ? null : updateStatement(step, columns, context);
};
