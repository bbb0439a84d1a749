/** Where a design can be tried: SQLite, and every server that this machine has. */
import { createScript, dropScript } from "../ddl/index.ts";
import type { Driver } from "../drivers/index.ts";
import type { SchemaDocument } from "../schema/index.ts";
import { everyServer } from "./every-server.ts";
import { openDatabase } from "./open-database.ts";

export type Place = {
  readonly driver: Driver;
  /** The tables of the design, without rows. */
  renew(): Promise<void>;
  close(): Promise<void>;
};

type NamedPlace = { readonly where: string; readonly open: () => Promise<Place> };

const sqlite = async (document: SchemaDocument): Promise<Place> => {
  const driver = openDatabase();
  return {
    driver,
    async renew() {
      for (const { text } of dropScript(document, "sqlite")) driver.query(text);
      for (const { text } of createScript(document, "sqlite").value) driver.query(text);
    },
    close: async () => driver.close(),
  };
};

export const everyPlace = (document: SchemaDocument): readonly NamedPlace[] => [
  { where: "SQLite", open: () => sqlite(document) },
  ...everyServer.map(({ where, open }) => ({
    where,
    async open() {
      const driver = await open();
      const script = createScript(document, driver.dialect.name).value.map(({ text }) => text);
      return { driver, renew: () => driver.renew(script), close: () => driver.close() };
    },
  })),
];
