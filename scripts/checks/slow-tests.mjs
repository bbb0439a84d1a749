// The unit tests that npm run check leaves out.

/** They try hundreds of random examples. */
const random = ["**/*-property.test.ts", "**/random-graphs.test.ts"];

/** They run the real Python libraries. */
const python = [
  "**/*-proof.test.ts",
  "engine/testing/python/**",
  "app/runners/python/serve-python.test.ts",
];

/** They start PostgreSQL or MySQL. */
const servers = [
  "big-generated-keys",
  "carried-out",
  "club-exercises",
  "constraints",
  "create-script",
  "drop-script",
  "generated-values",
  "injection",
  "injection-names",
  "insert-batch",
  "bulk-insert",
  "key-changes",
  "long-lists",
  "lost-twice",
  "page",
  "query-suite",
  "reserved-words",
  "stored-values",
  "type-losses",
  "unique-values",
  "upsert-keys",
  "value-limits",
].map(name => `engine/**/${name}.test.ts`);

/** They run every query of a suite, or type-check with the editor's compiler. */
const long = [
  "app/playground/editor/libraries.test.ts",
  "engine/importers/corpora.test.ts",
  "engine/session/plain-query.test.ts",
];

export const slowTests = [...random, ...python, ...servers, ...long];
