/** All dialects, in display order. */

import { mysql } from "./dialects/mysql.ts";
import { postgres } from "./dialects/postgres.ts";
import { sqlite } from "./dialects/sqlite.ts";
import type { Dialect, DialectName } from "./printing.ts";

export const dialects: readonly Dialect[] = [sqlite, postgres, mysql];

const byName: Readonly<Record<DialectName, Dialect>> = { sqlite, postgres, mysql };

export const dialectOf = (name: DialectName): Dialect => byName[name];
