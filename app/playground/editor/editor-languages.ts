/** How the editor treats each language of a query. */
import type { QueryLanguage } from "../../../engine/index.ts";

export type EditorLanguage = {
  readonly label: string;
  /** The editor's id of the language. */
  readonly id: string;
  /** A file that exists only in the editor. */
  readonly file: string;
};

export const editorLanguages: Readonly<Record<QueryLanguage, EditorLanguage>> = {
  typescript: { label: "TypeScript", id: "typescript", file: "file:///query.ts" },
};
