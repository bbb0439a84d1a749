/** The platform's coders of UTF-8. */

export type TextDecoding = { readonly decode: (bytes: Uint8Array) => string };
export type TextEncoding = {
  readonly encodeInto: (text: string, bytes: Uint8Array) => { readonly written: number };
};

/** Every platform that we run on has them; the language does not. */
const platform = globalThis as unknown as {
  readonly TextDecoder: new (
    label: string,
    options: { readonly ignoreBOM: boolean },
  ) => TextDecoding;
  readonly TextEncoder: new () => TextEncoding;
};

/** A mark of byte order is a character of the text: a decoder drops it unless told to ignore it. */
export const newDecoder = (): TextDecoding =>
  new platform.TextDecoder("utf-8", { ignoreBOM: true });

export const newEncoder = (): TextEncoding => new platform.TextEncoder();
