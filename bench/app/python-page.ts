/** A page that only opens Python, for the measurements of python.mjs. */
import { createPython } from "../../app/runners/python/index.ts";
import { twoTables } from "../../engine/testing/python/two-tables.ts";

Object.assign(window, { python: createPython(), twoTables });
