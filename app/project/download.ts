/** Downloads text or bytes as a file. */
export type FileToSave = {
  readonly name: string;
  readonly content: string | Uint8Array | Blob;
  readonly type?: string;
};

export const download = ({
  name,
  content,
  type = "application/octet-stream",
}: FileToSave): void => {
  const address = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the blob after the click, in much less than a minute.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

/** A file name that is valid in every file system. */
export const fileName = (name: string, extension: string): string => {
  const safe = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-").replaceAll(/^-+|-+$/g, "");
  return `${safe || "project"}.${extension}`;
};
