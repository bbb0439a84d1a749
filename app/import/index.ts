/** Import: pasted SQL, database files, project files. */
export { ImportDialog } from "./import-dialog.tsx";
