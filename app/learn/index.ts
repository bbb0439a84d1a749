/** What people read within the product. */
export { GuideDialog } from "./guide-dialog.tsx";
