/** Import: SQL, database files, Python models, project files. */
export { ImportDialog } from "./import-dialog.tsx";
