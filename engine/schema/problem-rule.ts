/** A rule of the design: it finds problems of one table. */
import type { Diagnostic } from "../base/index.ts";
import type { SchemaDocument } from "./records.ts";
import type { TableView } from "./views.ts";

export type Rule = (view: TableView, document: SchemaDocument) => readonly Diagnostic[];
