/** The guides within the product. */
export { GuideDialog } from "./guide-dialog.tsx";
