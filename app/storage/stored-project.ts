/** The form of projects in the browser's storage, and its reader. */
import * as v from "valibot";
import {
  CONTENT_VERSION,
  error,
  type ProjectContent,
  type Report,
  readProjectContent,
  report,
  type SchemaDocument,
  type SchemaRecord,
  type StoredQuery,
} from "../../engine/index.ts";

/** Of projects that were stored without a revision. */
export const FIRST_REVISION = 1;

/** A project without its records and rows. */
export type ProjectHeader = {
  readonly id: string;
  /** The version of the content. */
  readonly version: number;
  readonly name: string;
  readonly queries: readonly StoredQuery[];
  readonly activeQuery: string;
  /** Whether the queries run without asking. */
  readonly trusted: boolean;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
};

/** A project without its rows. */
export type StoredProject = ProjectHeader & { readonly records: readonly SchemaRecord[] };

/** An open project, as it is saved. */
export type ProjectSnapshot = {
  readonly header: ProjectHeader;
  readonly document: SchemaDocument;
  /** The row store; null for a project without rows. */
  readonly rows: Uint8Array | null;
};

export const headerOf = (fields: Omit<ProjectHeader, "version">): ProjectHeader => ({
  version: CONTENT_VERSION,
  ...fields,
});

/** A stored project that was read. */
export type ReadProject = ProjectContent &
  Pick<ProjectHeader, "id" | "activeQuery" | "trusted" | "savedAt"> & {
    /** Increases with each write. */
    readonly revision: number;
  };

/** Older versions stored only projects whose queries ran without asking. */
const envelopeSchema = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  activeQuery: v.optional(v.string(), ""),
  trusted: v.optional(v.boolean(), true),
  savedAt: v.optional(v.number(), 0),
  revision: v.optional(v.number(), FIRST_REVISION),
});

/** Reads a project from storage, in any version. The value is null if it cannot be read. */
export const readStoredProject = (stored: unknown): Report<ReadProject | null> => {
  const envelope = v.safeParse(envelopeSchema, stored);
  if (!envelope.success) {
    return report(null, [error("not-a-project", "The stored project is damaged.")]);
  }
  const { value, diagnostics } = readProjectContent(stored);
  const { id, activeQuery, trusted, savedAt, revision } = envelope.output;
  const content = value && { ...value, id, activeQuery, trusted, savedAt, revision };
  return report(content, diagnostics);
};
