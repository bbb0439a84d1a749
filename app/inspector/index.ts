/** The inspector panel. */

export { DeletionDialog } from "./deletion-dialog.tsx";
export { Inspector } from "./inspector.tsx";
export { AddRelationDialog } from "./relation/add-relation-dialog.tsx";
