/** What every peer does, and what must come of it. */
import { newComments, sizes } from "./data.mjs";

const INSERTED = 20_000;
const rows = newComments(INSERTED);

const require = (condition, message) => {
  if (!condition) throw new Error(message);
};

const itemsOf = many => (typeof many.getItems === "function" ? many.getItems() : [...many]);

const checkFlat = found => {
  require(found.length === sizes.comments, `${found.length} comments`);
  require(typeof found[777].body === "string" && found[777].likes >= 0, "a comment is not mapped");
};

const checkGraph = users => {
  const posts = users.flatMap(user => itemsOf(user.posts));
  const comments = posts.flatMap(post => itemsOf(post.comments));
  require(users.length === sizes.users, `${users.length} users`);
  require(posts.length === sizes.posts, `${posts.length} posts`);
  checkFlat(comments);
};

const whole = check => async (_, run) => {
  const start = performance.now();
  const result = await run();
  const time = performance.now() - start;
  check(result);
  return time;
};

/** Microseconds of one of many calls. */
const looped = check => async (_, run) => {
  const calls = 20_000;
  let result;
  const start = performance.now();
  for (let index = 0; index < calls; index += 1) {
    result = run(1 + ((index * 37) % sizes.users));
    if (result instanceof Promise) result = await result;
  }
  const time = performance.now() - start;
  check(result);
  return (1000 * time) / calls;
};

const insert = async ({ query }, run) => {
  const start = performance.now();
  await run(rows);
  const time = performance.now() - start;
  const [[count]] = query(`SELECT count(*) FROM comments WHERE id > ${sizes.comments}`);
  require(count === INSERTED, `${count} rows were inserted`);
  query(`DELETE FROM comments WHERE id > ${sizes.comments}`);
  return time;
};

let base = 0;

const update = async ({ query }, { prepare, run }) => {
  const prepared = await prepare();
  base += 10_007;
  const start = performance.now();
  await run(prepared, base);
  const time = performance.now() - start;
  const [[count]] = query(`SELECT count(*) FROM posts WHERE id <= 5000 AND views = id + ${base}`);
  require(count === 5000, `${count} rows were updated`);
  return time;
};

const isText = ([text]) => require(typeof text === "string", "no SQL");
const isUser = user => require(user.name && user.email, "no user");

export const cases = {
  compileSimple: { unit: "µs", measure: looped(isText) },
  compileGrouped: { unit: "µs", measure: looped(isText) },
  compileNested: { unit: "µs", measure: looped(isText) },
  key: { unit: "µs", measure: looped(isUser) },
  flat: { unit: "ms", measure: whole(checkFlat) },
  graph: { unit: "ms", measure: whole(checkGraph) },
  insertBulk: { unit: "ms", measure: insert },
  insertEntities: { unit: "ms", measure: insert },
  update: { unit: "ms", measure: update },
  lazy: {
    unit: "ms",
    measure: whole(count => require(count === sizes.posts, `${count} posts`)),
  },
};
