/** Why an import failed, for the user. */
export class ImportFailure extends Error {
  override readonly name = "ImportFailure";
  readonly title: string;

  constructor(title: string, detail: string) {
    super(detail);
    this.title = title;
  }
}

export type Failure = { readonly title: string; readonly detail: string };

export const failureOf = (thrown: unknown): Failure => {
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { title: thrown instanceof ImportFailure ? thrown.title : "The import failed", detail };
};
