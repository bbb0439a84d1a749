/** The inspector panel. */

export { Inspector } from "./inspector.tsx";
export { AddRelationDialog } from "./relation/add-relation-dialog.tsx";
