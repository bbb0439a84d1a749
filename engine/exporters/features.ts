/** What designs consist of, and how well a library expresses it: the table of docs/models.md. */

export const features = {
  types: "Types with length, precision and zone",
  nullability: "Nullability",
  serverDefaults: "Defaults in the database",
  enums: "Enums, stored by value",
  primaryKeys: "Primary keys of one column",
  compositePrimaryKeys: "Primary keys of several columns",
  noPrimaryKey: "Tables without a primary key",
  uniqueKeys: "Unique keys",
  checks: "Checks",
  indexes: "Indexes",
  descendingIndexes: "Descending parts of indexes",
  partialIndexes: "Partial indexes",
  expressionIndexes: "Indexes of expressions",
  foreignKeys: "Foreign keys",
  compositeForeignKeys: "Foreign keys of several columns",
  uniqueTargets: "Foreign keys to a unique key",
  referentialActions: "ON DELETE and ON UPDATE",
  constraintNames: "Names of constraints",
  oneToOne: "One-to-one relations",
  manyToMany: "Many-to-many relations by a join table",
  selfReferences: "Self-references and cycles",
  computedColumns: "Computed columns",
  identities: "Identity columns that never reuse a number",
  collations: "Collations",
  comments: "Comments",
  names: "Names of tables and columns that differ from those in code",
  unknownTypes: "Types that are known only by name",
} as const;

export type Feature = keyof typeof features;

/** How well a feature is expressed, and a sentence about what differs; empty for "full". */
export type FeatureSupport = {
  readonly level: "full" | "approximated" | "none";
  readonly note: string;
};

/** A forgotten feature does not compile. */
export type Support = Readonly<Record<Feature, FeatureSupport>>;

export const full: FeatureSupport = { level: "full", note: "" };
export const approximated = (note: string): FeatureSupport => ({ level: "approximated", note });
export const unsupported = (note: string): FeatureSupport => ({ level: "none", note });
