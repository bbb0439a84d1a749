export type PythonFile = {
  readonly name: string;
  /** As it is used. */
  readonly file: string;
  /** Compressed with gzip. */
  readonly packed: string;
};

export const libraryArchives: readonly string[];

/** The stamp is a file that exists when all files are complete. */
export function pythonFiles(): {
  readonly folder: string;
  readonly stamp: string;
  readonly files: readonly PythonFile[];
};
