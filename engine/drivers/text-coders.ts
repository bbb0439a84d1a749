/** The UTF-8 encoder and decoder of the platform. */

export type TextDecoding = { readonly decode: (bytes: Uint8Array) => string };
export type TextEncoding = {
  readonly encodeInto: (text: string, bytes: Uint8Array) => { readonly written: number };
};

/** All supported platforms have these classes, but the ECMAScript library types do not. */
const platform = globalThis as unknown as {
  readonly TextDecoder: new (
    label: string,
    options: { readonly ignoreBOM: boolean },
  ) => TextDecoding;
  readonly TextEncoder: new () => TextEncoding;
};

/** A byte order mark is part of the text; with `ignoreBOM` the decoder keeps it. */
export const newDecoder = (): TextDecoding =>
  new platform.TextDecoder("utf-8", { ignoreBOM: true });

export const newEncoder = (): TextEncoding => new platform.TextEncoder();
