/** The fonts of a picture as a style sheet with data, because a picture loads no files. */
import inter from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import mono from "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2?url";

const FACES = [
  { family: "Inter Variable", address: inter, weights: "100 900" },
  { family: "JetBrains Mono Variable", address: mono, weights: "100 800" },
];

/** Without the network and the cache, a face is left out, and a font of the system is used. */
export const embeddedFonts = async (): Promise<string> => {
  const faces = await Promise.all(
    FACES.map(async ({ family, address, weights }) => {
      const data = await dataAddress(address).catch(() => null);
      return data === null
        ? ""
        : `@font-face{font-family:"${family}";font-weight:${weights};src:url(${data}) format("woff2")}`;
    }),
  );
  return faces.join("");
};

const dataAddress = async (address: string): Promise<string> => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} was not loaded`);
  const blob = new Blob([await response.arrayBuffer()], { type: "font/woff2" });
  return readAsAddress(blob);
};

const readAsAddress = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error("The font was not read."));
    reader.readAsDataURL(blob);
  });
