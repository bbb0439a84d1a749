/** Runs before every test file: properties are tried on the same examples each time, unless others are asked for. */
import fc from "fast-check";

const seed = process.env.PROPERTY_SEED ?? "2026";
if (seed !== "random") fc.configureGlobal({ seed: Number(seed) });
