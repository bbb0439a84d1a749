/** What is declared for the blog, so that its tests are typed as a person's code is. */
import type {
  DatabaseMethods,
  EntitySet,
  EntityTypes,
  Loadable,
  Many,
  ManyPath,
  NumberExpression,
  One,
  TextExpression,
} from "../query/api.ts";

interface User {
  id: number;
  name: string;
  readonly posts: Many<Post>;
}
interface UserPath {
  readonly id: NumberExpression;
  readonly name: TextExpression;
  readonly posts: ManyPath<PostPath>;
}
interface UserColumns {
  id: number;
  name: string;
}
interface NewUser {
  id?: number;
  name: string;
}
interface UserTypes extends EntityTypes {
  readonly entity: User;
  readonly path: UserPath;
  readonly columns: UserColumns;
  readonly create: NewUser;
  readonly key: number;
}
interface Post {
  id: number;
  title: string;
  author_id: number;
  get author(): One<User>;
  set author(value: User);
}
interface PostPath {
  readonly id: NumberExpression;
  readonly title: TextExpression;
  readonly author_id: NumberExpression;
  readonly author: UserPath & Loadable;
}
interface PostColumns {
  id: number;
  title: string;
  author_id: number;
}
interface NewPost {
  id?: number;
  title: string;
  author_id?: number;
  author?: User;
}
interface PostTypes extends EntityTypes {
  readonly entity: Post;
  readonly path: PostPath;
  readonly columns: PostColumns;
  readonly create: NewPost;
  readonly key: number;
}
export interface Database extends DatabaseMethods {
  readonly User: EntitySet<UserTypes>;
  readonly Post: EntitySet<PostTypes>;
}
