/** The inspector panel. */
export { AddRelationDialog } from "./add-relation-dialog.tsx";
export { Inspector } from "./inspector.tsx";
