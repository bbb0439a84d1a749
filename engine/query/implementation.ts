/** Checks implementations against the declared API. */

type Method = (...input: never) => unknown;

/**
 * The methods of a declared type as their implementation must accept them. Type parameters are erased: the builders
 * work with any type, which the declared types narrow.
 */
export type Implementation<Declared, Result = unknown> = {
  readonly [Name in Extract<keyof Declared, string> as Declared[Name] extends Method
    ? Name
    : never]: Declared[Name] extends (...input: infer Input extends readonly unknown[]) => unknown
    ? (...input: Input) => Result
    : never;
};
