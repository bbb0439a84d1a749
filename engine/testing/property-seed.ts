/** Runs before every test file: fixes the seed of property tests, unless the environment sets another. */
import fc from "fast-check";

const seed = process.env.PROPERTY_SEED ?? "2026";
if (seed !== "random") fc.configureGlobal({ seed: Number(seed) });
