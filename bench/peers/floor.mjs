/** What a person would write by hand: loops on sql.js's own API, with statements that are kept. */
const user = row => ({
  id: row[0],
  name: row[1],
  email: row[2],
  age: row[3],
  country: row[4],
  createdAt: row[5],
});
const post = row => ({
  id: row[0],
  userId: row[1],
  title: row[2],
  body: row[3],
  views: row[4],
  score: row[5],
  published: row[6],
  createdAt: row[7],
});
const comment = row => ({
  id: row[0],
  postId: row[1],
  userId: row[2],
  body: row[3],
  likes: row[4],
  createdAt: row[5],
});

const USERS = "SELECT id, name, email, age, country, created_at FROM users";
const POSTS = "SELECT id, user_id, title, body, views, score, published, created_at FROM posts";
const COMMENTS = "SELECT id, post_id, user_id, body, likes, created_at FROM comments";
const INSERT =
  "INSERT INTO comments (post_id, user_id, body, likes, created_at) VALUES (?, ?, ?, ?, ?)";

const rowsOf = (statement, make) => {
  const rows = [];
  while (statement.step()) rows.push(make(statement.get()));
  statement.reset();
  return rows;
};

export default ({ db }) => {
  const kept = new Map();
  const prepare = sql => {
    if (!kept.has(sql)) kept.set(sql, db.prepare(sql));
    return kept.get(sql);
  };
  const all = (sql, make) => rowsOf(prepare(sql), make);
  const userById = prepare(`${USERS} WHERE id = ?`);
  const postsOfUser = prepare(`${POSTS} WHERE user_id = ?`);

  const graph = () => {
    const users = new Map(all(USERS, user).map(each => [each.id, { ...each, posts: [] }]));
    const posts = new Map(all(POSTS, post).map(each => [each.id, { ...each, comments: [] }]));
    for (const each of posts.values()) users.get(each.userId).posts.push(each);
    for (const each of all(COMMENTS, comment)) posts.get(each.postId).comments.push(each);
    return [...users.values()];
  };

  const insert = rows => {
    db.exec("BEGIN");
    const statement = prepare(INSERT);
    for (const row of rows) {
      statement.run([row.postId, row.userId, row.body, row.likes, row.createdAt]);
    }
    db.exec("COMMIT");
  };

  return {
    name: "floor",
    cases: {
      key: {
        "kept statement": id => {
          userById.bind([id]);
          userById.step();
          const found = user(userById.get());
          userById.reset();
          return found;
        },
      },
      flat: { loop: () => all(COMMENTS, comment) },
      graph: { "three loops": graph },
      insertBulk: { loop: insert },
      insertEntities: { loop: insert },
      update: {
        loop: {
          prepare: () => all(`${POSTS} WHERE id <= 5000`, post),
          run: (posts, base) => {
            db.exec("BEGIN");
            const statement = prepare("UPDATE posts SET views = ? WHERE id = ?");
            for (const each of posts) {
              each.views = base + each.id;
              statement.run([each.views, each.id]);
            }
            db.exec("COMMIT");
          },
        },
      },
      lazy: {
        loop: () => {
          let count = 0;
          for (const each of all(USERS, user)) {
            postsOfUser.bind([each.id]);
            each.posts = rowsOf(postsOfUser, post);
            count += each.posts.length;
          }
          return count;
        },
      },
    },
  };
};
