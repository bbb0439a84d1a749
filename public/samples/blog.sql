-- The blog of every ORM tutorial: users write posts.

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name VARCHAR(100) NOT NULL
);

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  title VARCHAR(200),
  author_id INTEGER NOT NULL REFERENCES users (id)
);

INSERT INTO users (id, name) VALUES
  (1, 'Maciej'),
  (2, 'Ada'),
  (3, 'Grace'),
  (4, 'Linus'),
  (5, 'Siobhán O''Neill');

INSERT INTO posts (id, title, author_id) VALUES
  (1, 'Hello, world', 1),
  (2, 'What an ORM does all day', 1),
  (3, 'Lazy loading, and when to mind it', 1),
  (4, 'Reading a query plan', 1),
  (5, 'Notes on the analytical engine', 2),
  (6, 'A diagram is a promise', 2),
  (7, 'Loops, and loops within loops', 2),
  (8, 'The first bug was a moth', 3),
  (9, 'Compilers are patient readers', 3),
  (10, 'Ask forgiveness in a transaction', 3),
  (11, 'Why parameters are not text', 5),
  (12, 'Joins for people in a hurry', 5),
  (13, NULL, 4);
