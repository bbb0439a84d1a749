// The unit tests that npm run check leaves out.

/** They try hundreds of random examples. */
const random = ["**/*-property.test.ts", "**/random-graphs.test.ts"];

/** They run the real Python libraries. */
const python = ["**/*-proof.test.ts", "engine/testing/python/**"];

/** They start PostgreSQL or MySQL. */
const servers = [
  "club-exercises",
  "constraints",
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
  "carried-out",
  "unique-values",
].map(name => `engine/**/${name}.test.ts`);

/** They type-check with the editor's compiler. */
const editor = ["app/playground/editor/libraries.test.ts"];

export const slowTests = [...random, ...python, ...servers, ...editor];
