/** The queries of each sample. */
import type { SavedQuery } from "../state/index.ts";

const LAZY = `const user = await db.User.where({ name: "Maciej" }).first();
for (const post of await user.posts) console.log(post.title);
`;

const EAGER = `const users = await db.User
  .with(u => u.posts.orderBy(p => p.title))
  .orderBy(u => u.name)
  .all();

for (const user of users) console.log(user.name, user.posts.length);
`;

const N_PLUS_ONE = `// One statement for the users, and one more for each of them.
for (const user of await db.User.all()) {
  const posts = await user.posts;
  console.log(user.name, posts.length);
}
`;

const GROUPED = `const rows = await db.Post
  .groupBy(p => p.author.name)
  .select(p => ({ author: p.author.name, posts: count(), latest: max(p.title) }))
  .having(() => count().gt(1))
  .all();

console.log(rows);
`;

const WRITING = `const author = db.User.create({ name: "Robert'); DROP TABLE users; --" });
const post = db.Post.create({ title: "Little Bobby Tables", author });
await db.save();

console.log(author.id, post.id, await db.User.count());
`;

const OVERDUE = `// Readers with a book that never came back, and the books.
const readers = await db.Reader
  .where(r => r.loans.some(l => l.returned_on.isNull()))
  .with(r => r.loans.where(l => l.returned_on.isNull()).with(l => l.book.author))
  .orderBy(r => r.name)
  .all();

for (const reader of readers) {
  console.log(reader.name, reader.loans.map(loan => loan.book.title).join(", "));
}
`;

const FAVOURITES = `const rows = await db.Review
  .groupBy(r => r.book.title, r => r.book.author.name)
  .select(r => ({
    title: r.book.title,
    author: r.book.author.name,
    stars: avg(r.stars),
    reviews: count(),
  }))
  .having(() => count().gte(2))
  .all();

console.log(rows.length);
`;

const TAGGED = `// Many-to-many: books that are both new and recommended, in one statement more for their tags.
const books = await db.Book
  .where(b => b.tags.some(t => t.name.eq("new")).and(b.tags.some(t => t.name.eq("recommended"))))
  .with(b => b.tags, b => b.category)
  .orderBy(b => b.title)
  .all();

for (const book of books) console.log(book.title, book.tags.map(tag => tag.name), book.category?.name);
`;

const queries = (
  ...entries: readonly (readonly [name: string, text: string])[]
): readonly SavedQuery[] =>
  entries.map(([name, text], index) => ({
    id: `query:${index + 1}`,
    name,
    language: "typescript",
    text,
  }));

export const sampleQueries: Readonly<Record<string, readonly SavedQuery[]>> = {
  blog: queries(
    ["Lazy loading", LAZY],
    ["Eager loading", EAGER],
    ["N+1", N_PLUS_ONE],
    ["Group and count", GROUPED],
    ["Writing", WRITING],
  ),
  library: queries(["Never came back", OVERDUE], ["Favourites", FAVOURITES], ["Two tags", TAGGED]),
};
