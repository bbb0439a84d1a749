/** Migrations of stored projects, one for each change of the format. */

/** The content of a project in any version, before validation. */
export type RawContent = {
  readonly name: string;
  readonly records: readonly unknown[];
  readonly queries: readonly unknown[];
};

type ContentMigration = {
  /** What changes. */
  readonly name: string;
  readonly migrate: (content: RawContent) => RawContent;
};

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The migration at index `n` leads from version `n + 1` to version `n + 2`. */
const migrations: readonly ContentMigration[] = [
  {
    name: "queries have a language",
    migrate: ({ queries, ...content }) => ({
      ...content,
      queries: queries.map(query =>
        isObject(query) ? { language: "typescript", ...query } : query,
      ),
    }),
  },
  // Without a new version, an older page would drop the new records of a project that it saves.
  { name: "notes, areas and the colors of tables exist", migrate: content => content },
];

/** The version that is written. */
export const CONTENT_VERSION = migrations.length + 1;

/** Brings content of an older version into the current one. */
export const migrateContent = (content: RawContent, version: number): RawContent =>
  migrations.slice(version - 1).reduce((current, { migrate }) => migrate(current), content);
