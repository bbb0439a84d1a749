/** A blog, the same each time: 1,000 users, 20,000 posts, 100,000 comments. */

export const sizes = { users: 1_000, posts: 20_000, comments: 100_000 };

export const schema = `
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE,
  age INTEGER NOT NULL, country TEXT NOT NULL, created_at INTEGER NOT NULL);
CREATE TABLE posts (
  id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL REFERENCES users (id),
  title TEXT NOT NULL, body TEXT NOT NULL, views INTEGER NOT NULL, score REAL NOT NULL,
  published INTEGER NOT NULL, created_at INTEGER NOT NULL);
CREATE TABLE comments (
  id INTEGER PRIMARY KEY AUTOINCREMENT, post_id INTEGER NOT NULL REFERENCES posts (id),
  user_id INTEGER NOT NULL REFERENCES users (id), body TEXT NOT NULL, likes INTEGER NOT NULL,
  created_at INTEGER NOT NULL);
CREATE INDEX ix_posts_user ON posts (user_id);
CREATE INDEX ix_comments_post ON comments (post_id);
CREATE INDEX ix_comments_user ON comments (user_id);`;

/** Numbers from 0 to 1 that look random: mulberry32. */
const randomNumbers = seed => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const words =
  "stone river letter harbour lamp garden window paper bread winter music bridge clock island mirror story".split(
    " ",
  );
const farWords = ["café", "naïve", "Zürich", "東京", "🙂"];
const countries = ["US", "GB", "DE", "FR", "JP", "BR", "IN", "AU", "CA", "SE"];

const below = (random, count) => Math.floor(random() * count);
const oneOf = (random, values) => values[below(random, values.length)];

/** About so many characters; one text in 25 has others than ASCII's. */
const text = (random, length) => {
  let made = oneOf(random, words);
  while (made.length < length) made += ` ${oneOf(random, words)}`;
  return random() < 0.04 ? `${made} ${oneOf(random, farWords)}` : made;
};

const START = 1_700_000_000;

const insertAll = (database, sql, count, row) => {
  const statement = database.prepare(sql);
  for (let index = 1; index <= count; index += 1) statement.run(row(index));
  statement.free();
};

/** Fills an sql.js database. */
export const fill = database => {
  const random = randomNumbers(20240607);
  database.exec(schema);
  database.exec("BEGIN");
  insertAll(database, "INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", sizes.users, index => [
    index,
    `User ${index} ${oneOf(random, words)}`,
    `user${index}@example.com`,
    18 + below(random, 60),
    oneOf(random, countries),
    START + index,
  ]);
  insertAll(database, "INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", sizes.posts, index => [
    index,
    1 + below(random, sizes.users),
    text(random, 25),
    text(random, 200),
    below(random, 5000),
    below(random, 10_000) / 128 + 0.5,
    random() < 0.8 ? 1 : 0,
    START + index * 7,
  ]);
  insertAll(database, "INSERT INTO comments VALUES (?, ?, ?, ?, ?, ?)", sizes.comments, index => [
    index,
    1 + below(random, sizes.posts),
    1 + below(random, sizes.users),
    text(random, 55),
    below(random, 100),
    START + index * 3,
  ]);
  database.exec("COMMIT");
  database.exec("ANALYZE");
};

/** Rows to be inserted. */
export const newComments = count => {
  const random = randomNumbers(99);
  return Array.from({ length: count }, (_, index) => ({
    postId: 1 + below(random, sizes.posts),
    userId: 1 + below(random, sizes.users),
    body: text(random, 55),
    likes: below(random, 100),
    createdAt: 1_800_000_000 + index,
  }));
};
