/** What is declared for the library, so that its tests are typed as a person's code is. */
import type { Api as Stele } from "../query/index.ts";

interface Author extends Stele.Row<AuthorPath> {
  id: number;
  name: string;
  get profile(): Stele.One<Profile> | null;
  set profile(value: Profile | null);
  readonly books: Stele.Many<Book>;
}
interface AuthorPath extends Stele.EntityPath<Author> {
  readonly id: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly profile: ProfilePath & Stele.OnePath<Profile>;
  readonly books: Stele.ManyPath<BookPath>;
}
interface AuthorColumns {
  id: number;
  name: string;
}
interface NewAuthor {
  id?: number;
  name: string;
}
interface AuthorTypes extends Stele.EntityTypes {
  readonly entity: Author;
  readonly path: AuthorPath;
  readonly columns: AuthorColumns;
  readonly create: NewAuthor;
  readonly key: number;
}
interface Profile extends Stele.Row<ProfilePath> {
  id: number;
  bio: string | null;
  author_id: number | null;
  get author(): Stele.One<Author> | null;
  set author(value: Author | null);
}
interface ProfilePath extends Stele.EntityPath<Profile> {
  readonly id: Stele.NumberExpression;
  readonly bio: Stele.TextExpression;
  readonly author_id: Stele.NumberExpression;
  readonly author: AuthorPath & Stele.OnePath<Author>;
}
interface ProfileColumns {
  id: number;
  bio: string | null;
  author_id: number | null;
}
interface NewProfile {
  id?: number;
  bio?: string | null;
  author_id?: number | null;
  author?: Author | null;
}
interface ProfileTypes extends Stele.EntityTypes {
  readonly entity: Profile;
  readonly path: ProfilePath;
  readonly columns: ProfileColumns;
  readonly create: NewProfile;
  readonly key: number;
}
interface Category extends Stele.Row<CategoryPath> {
  id: number;
  name: string;
  parent_id: number | null;
  get parent(): Stele.One<Category> | null;
  set parent(value: Category | null);
  readonly children: Stele.Many<Category>;
  readonly books: Stele.Many<Book>;
}
interface CategoryPath extends Stele.EntityPath<Category> {
  readonly id: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly parent_id: Stele.NumberExpression;
  readonly parent: CategoryPath & Stele.OnePath<Category>;
  readonly children: Stele.ManyPath<CategoryPath>;
  readonly books: Stele.ManyPath<BookPath>;
}
interface CategoryColumns {
  id: number;
  name: string;
  parent_id: number | null;
}
interface NewCategory {
  id?: number;
  name: string;
  parent_id?: number | null;
  parent?: Category | null;
}
interface CategoryTypes extends Stele.EntityTypes {
  readonly entity: Category;
  readonly path: CategoryPath;
  readonly columns: CategoryColumns;
  readonly create: NewCategory;
  readonly key: number;
}
interface Book extends Stele.Row<BookPath> {
  id: number;
  title: string;
  author_id: number | null;
  category_id: number | null;
  get author(): Stele.One<Author> | null;
  set author(value: Author | null);
  get category(): Stele.One<Category> | null;
  set category(value: Category | null);
  readonly book_tags: Stele.Many<BookTag>;
  readonly tags: Stele.Many<Tag>;
}
interface BookPath extends Stele.EntityPath<Book> {
  readonly id: Stele.NumberExpression;
  readonly title: Stele.TextExpression;
  readonly author_id: Stele.NumberExpression;
  readonly category_id: Stele.NumberExpression;
  readonly author: AuthorPath & Stele.OnePath<Author>;
  readonly category: CategoryPath & Stele.OnePath<Category>;
  readonly book_tags: Stele.ManyPath<BookTagPath>;
  readonly tags: Stele.ManyPath<TagPath>;
}
interface BookColumns {
  id: number;
  title: string;
  author_id: number | null;
  category_id: number | null;
}
interface NewBook {
  id?: number;
  title: string;
  author_id?: number | null;
  category_id?: number | null;
  author?: Author | null;
  category?: Category | null;
}
interface BookTypes extends Stele.EntityTypes {
  readonly entity: Book;
  readonly path: BookPath;
  readonly columns: BookColumns;
  readonly create: NewBook;
  readonly key: number;
}
interface Tag extends Stele.Row<TagPath> {
  id: number;
  name: string;
  readonly book_tags: Stele.Many<BookTag>;
  readonly books: Stele.Many<Book>;
}
interface TagPath extends Stele.EntityPath<Tag> {
  readonly id: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly book_tags: Stele.ManyPath<BookTagPath>;
  readonly books: Stele.ManyPath<BookPath>;
}
interface TagColumns {
  id: number;
  name: string;
}
interface NewTag {
  id?: number;
  name: string;
}
interface TagTypes extends Stele.EntityTypes {
  readonly entity: Tag;
  readonly path: TagPath;
  readonly columns: TagColumns;
  readonly create: NewTag;
  readonly key: number;
}
interface BookTag extends Stele.Row<BookTagPath> {
  book_id: number;
  tag_id: number;
  get book(): Stele.One<Book>;
  set book(value: Book);
  get tag(): Stele.One<Tag>;
  set tag(value: Tag);
}
interface BookTagPath extends Stele.EntityPath<BookTag> {
  readonly book_id: Stele.NumberExpression;
  readonly tag_id: Stele.NumberExpression;
  readonly book: BookPath & Stele.OnePath<Book>;
  readonly tag: TagPath & Stele.OnePath<Tag>;
}
interface BookTagColumns {
  book_id: number;
  tag_id: number;
}
interface NewBookTag {
  book_id?: number;
  tag_id?: number;
  book?: Book;
  tag?: Tag;
}
interface BookTagTypes extends Stele.EntityTypes {
  readonly entity: BookTag;
  readonly path: BookTagPath;
  readonly columns: BookTagColumns;
  readonly create: NewBookTag;
  readonly key: { book_id: number; tag_id: number };
}
interface Edition extends Stele.Row<EditionPath> {
  isbn: string;
  printing: number;
  readonly copies: Stele.Many<Copy>;
}
interface EditionPath extends Stele.EntityPath<Edition> {
  readonly isbn: Stele.TextExpression;
  readonly printing: Stele.NumberExpression;
  readonly copies: Stele.ManyPath<CopyPath>;
}
interface EditionColumns {
  isbn: string;
  printing: number;
}
interface NewEdition {
  isbn: string;
  printing: number;
}
interface EditionTypes extends Stele.EntityTypes {
  readonly entity: Edition;
  readonly path: EditionPath;
  readonly columns: EditionColumns;
  readonly create: NewEdition;
  readonly key: { isbn: string; printing: number };
}
interface Copy extends Stele.Row<CopyPath> {
  id: number;
  isbn: string | null;
  printing: number | null;
  shelf: string | null;
  get edition(): Stele.One<Edition> | null;
  set edition(value: Edition | null);
}
interface CopyPath extends Stele.EntityPath<Copy> {
  readonly id: Stele.NumberExpression;
  readonly isbn: Stele.TextExpression;
  readonly printing: Stele.NumberExpression;
  readonly shelf: Stele.TextExpression;
  readonly edition: EditionPath & Stele.OnePath<Edition>;
}
interface CopyColumns {
  id: number;
  isbn: string | null;
  printing: number | null;
  shelf: string | null;
}
interface NewCopy {
  id?: number;
  isbn?: string | null;
  printing?: number | null;
  shelf?: string | null;
  edition?: Edition | null;
}
interface CopyTypes extends Stele.EntityTypes {
  readonly entity: Copy;
  readonly path: CopyPath;
  readonly columns: CopyColumns;
  readonly create: NewCopy;
  readonly key: number;
}
export interface Database extends Stele.DatabaseMethods {
  readonly Author: Stele.EntitySet<AuthorTypes>;
  readonly Profile: Stele.EntitySet<ProfileTypes>;
  readonly Category: Stele.EntitySet<CategoryTypes>;
  readonly Book: Stele.EntitySet<BookTypes>;
  readonly Tag: Stele.EntitySet<TagTypes>;
  readonly BookTag: Stele.EntitySet<BookTagTypes>;
  readonly Edition: Stele.EntitySet<EditionTypes>;
  readonly Copy: Stele.EntitySet<CopyTypes>;
}
