/** Finds problems of a design. Each names its record. */
import { memoize } from "../../base/index.ts";
import type { SchemaDocument } from "../records.ts";
import { tableViews } from "../views.ts";
import type { Problem, Rule } from "./problem.ts";
import {
  canBeSetNull,
  foreignKeysAreIndexed,
  refersToKey,
  relationNamesAreUnique,
} from "./relation-rules.ts";
import {
  columnNamesDiffer,
  entityIsIdentifier,
  hasColumns,
  hasPrimaryKey,
  tableNamesDiffer,
} from "./table-rules.ts";
import { defaultsFit, typesAgree } from "./type-rules.ts";
import { formulasAreAccepted, userSqlIsValid } from "./user-sql-rules.ts";

const rules: readonly Rule[] = [
  hasColumns,
  hasPrimaryKey,
  entityIsIdentifier,
  tableNamesDiffer,
  columnNamesDiffer,
  typesAgree,
  refersToKey,
  relationNamesAreUnique,
  canBeSetNull,
  userSqlIsValid,
  formulasAreAccepted,
  defaultsFit,
  foreignKeysAreIndexed,
];

const weight = { error: 0, warning: 1, info: 2 } as const;

/** All problems in order of severity; hints are last (see `isHint`). */
export const findProblems = memoize((document: SchemaDocument): readonly Problem[] =>
  tableViews(document)
    .flatMap(view => rules.flatMap(rule => rule(view, document)))
    .toSorted((one, other) => weight[one.severity] - weight[other.severity]),
);
