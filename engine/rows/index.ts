/** The row store keeps rows through every change of the design. */
export { absorb } from "./absorb.ts";
export { materialize } from "./materialize.ts";
export { renameInPlace } from "./rename-in-place.ts";
export { formedColumns, otherForms, unreadableValues } from "./value-forms.ts";
