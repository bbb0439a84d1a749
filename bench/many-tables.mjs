/** SQL of generated tables, each but the first with one or two foreign keys. */

/** A deterministic sequence from 0 to 1. */
const randomNumbers = seed => () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

export const manyTables = count => {
  const random = randomNumbers(7);
  return Array.from({ length: count }, (_, at) => {
    const targets = Array.from({ length: at === 0 ? 0 : 1 + (at % 2) }, () =>
      Math.floor(random() * at),
    );
    const columns = Array.from(
      { length: 4 + (at % 7) },
      (_, column) => `value_${column} VARCHAR(40)`,
    );
    const keys = targets.map((target, key) => `ref_${key} INTEGER REFERENCES thing_${target} (id)`);
    return `CREATE TABLE thing_${at} (id INTEGER PRIMARY KEY, ${[...columns, ...keys].join(", ")});`;
  }).join("\n");
};
