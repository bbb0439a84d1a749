/** Draws an SVG picture as pixels, and prints it. */

/** Browsers refuse larger canvases. */
const MOST_PIXELS = 16_384;

const imageOf = async (svg: string): Promise<{ image: HTMLImageElement; release: () => void }> => {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const release = () => URL.revokeObjectURL(address);
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return { image, release };
  } catch {
    release();
    throw new Error("The browser could not draw the picture.");
  }
};

/**
 * The picture as PNG, with `scale` pixels for a pixel of the diagram.
 * @throws Error when it is too large for the browser.
 */
export const pngOf = async (svg: string, scale: number): Promise<Blob> => {
  const { image, release } = await imageOf(svg);
  try {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    if (Math.max(canvas.width, canvas.height) > MOST_PIXELS) {
      const size = `${canvas.width} × ${canvas.height}`;
      throw new Error(`A PNG of ${size} pixels is too large. Choose a smaller scale, or SVG.`);
    }
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error("The browser could not write the picture. Choose SVG.");
    return blob;
  } finally {
    release();
  }
};

/** Opens the print dialog of the browser, which can save a PDF. The style sheet hides the rest of the page. */
export const printPicture = async (svg: string): Promise<void> => {
  const { image, release } = await imageOf(svg);
  image.className = "printed-picture";
  image.alt = "";
  document.body.append(image);
  addEventListener(
    "afterprint",
    () => {
      image.remove();
      release();
    },
    { once: true },
  );
  print();
};
