/** What is declared for the blog, so that its tests are typed as a person's code is. */
import type { Api as Stele } from "../query/index.ts";

interface User extends Stele.Row<UserPath> {
  id: number;
  name: string;
  readonly posts: Stele.Many<Post>;
}
interface UserPath extends Stele.EntityPath<User> {
  readonly id: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly posts: Stele.ManyPath<PostPath>;
}
interface UserColumns {
  id: number;
  name: string;
}
interface NewUser {
  id?: number;
  name: string;
}
interface UserTypes extends Stele.EntityTypes {
  readonly entity: User;
  readonly path: UserPath;
  readonly columns: UserColumns;
  readonly create: NewUser;
  readonly key: number;
}
interface Post extends Stele.Row<PostPath> {
  id: number;
  title: string;
  author_id: number;
  get author(): Stele.One<User>;
  set author(value: User);
}
interface PostPath extends Stele.EntityPath<Post> {
  readonly id: Stele.NumberExpression;
  readonly title: Stele.TextExpression;
  readonly author_id: Stele.NumberExpression;
  readonly author: UserPath & Stele.OnePath<User>;
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
interface PostTypes extends Stele.EntityTypes {
  readonly entity: Post;
  readonly path: PostPath;
  readonly columns: PostColumns;
  readonly create: NewPost;
  readonly key: number;
}
export interface Database extends Stele.DatabaseMethods {
  readonly User: Stele.EntitySet<UserTypes>;
  readonly Post: Stele.EntitySet<PostTypes>;
}
