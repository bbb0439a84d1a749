/** The public door of the engine. */
export * from "./advice/index.ts";
export * from "./base/index.ts";
export * from "./ddl/index.ts";
export * from "./drivers/index.ts";
export * from "./exporters/index.ts";
export * from "./importers/index.ts";
export * from "./query/index.ts";
export * from "./rows/index.ts";
export * from "./schema/index.ts";
export * from "./session/index.ts";
export * from "./sql/index.ts";
