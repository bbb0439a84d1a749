/** Proofs of the exporters of models. */

export {
  type DeclarativeProof,
  declarativeTrip,
  proveDeclarativeRows,
  runWithRows,
} from "./declarative-rows.ts";
export { designSamples } from "./design-samples.ts";
export {
  bracketedNames,
  columnOrder,
  declarativeDifferences,
  defaultsInType,
  entityNames,
  enumChecks,
  enumValues,
  joinKeyNames,
  joinTableOrder,
  keyTypes,
  namesOfCycles,
  numberedKeys,
  primaryKeyNames,
  quotedNames,
  redundantKeys,
  relationNames,
  renamedFields,
  typeOf,
  typesAs,
  uniqueIndexesAsKeys,
  unusedEnums,
  zones,
} from "./differences.ts";
export {
  automaticKeys,
  constantsInSql,
  fewActions,
  namedChecks,
  shortIndexNames,
  sqlOfDjango,
  textsOfFixedLength,
  wideDecimals,
  withKeys,
} from "./django-differences.ts";
export { foreignModels } from "./foreign-models.ts";
export { countRows } from "./found-rows.ts";
export { type Difference, type ModelProof, modelsOf, proveModels } from "./model-proof.ts";
export { type NamedRecord, namedRecords } from "./named-records.ts";
export { outlineOf } from "./outline.ts";
export { provePostgres } from "./postgres-proof.ts";
export { randomDesign } from "./random-designs.ts";
export { proveReading, type ReadingProof } from "./reading-proof.ts";
export { proveRows, type RowProof } from "./row-proof.ts";
export { designOf, realSchemas } from "./schemas.ts";
export { proveStyles, type StyleProof } from "./style-proof.ts";
export {
  asTortoiseHasIt,
  digitsOfDecimals,
  lengthsOfTexts,
  noChecks,
  noCollations,
  tortoiseActions,
} from "./tortoise-differences.ts";
