/** The canvas panel. */
export { Canvas } from "./canvas.tsx";
export { PictureDialog } from "./picture/picture-dialog.tsx";
