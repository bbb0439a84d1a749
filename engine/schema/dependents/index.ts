/** What depends on columns and tables, and what can become of it when they are removed. */
export {
  type Choices,
  type Consequence,
  type ConsequenceOption,
  chosenOption,
  type Dependent,
  noChoices,
} from "./dependent.ts";
export { dependentsOf, removedWith } from "./of-columns.ts";
export { dependentsOfTables } from "./of-tables.ts";
export {
  foreignKeyWithout,
  indexWithout,
  keyWithout,
  type RemovedColumns,
} from "./without-columns.ts";
