/** What is declared for the forum, so that its tests are typed as a person's code is. */
import type { Api as Stele } from "../query/index.ts";

interface Member extends Stele.Row<MemberPath> {
  id: number;
  name: string;
  readonly threads: Stele.Many<Thread>;
}
interface MemberPath extends Stele.EntityPath<Member> {
  readonly id: Stele.NumberExpression;
  readonly name: Stele.TextExpression;
  readonly threads: Stele.ManyPath<ThreadPath>;
}
interface MemberColumns {
  id: number;
  name: string;
}
interface NewMember {
  id?: number;
  name: string;
}
interface MemberTypes extends Stele.EntityTypes {
  readonly entity: Member;
  readonly path: MemberPath;
  readonly columns: MemberColumns;
  readonly create: NewMember;
  readonly key: number;
}
interface Thread extends Stele.Row<ThreadPath> {
  id: number;
  title: string;
  member_id: number | null;
  version: number | null;
  get member(): Stele.One<Member> | null;
  set member(value: Member | null);
  readonly messages: Stele.Many<Message>;
}
interface ThreadPath extends Stele.EntityPath<Thread> {
  readonly id: Stele.NumberExpression;
  readonly title: Stele.TextExpression;
  readonly member_id: Stele.NumberExpression;
  readonly version: Stele.NumberExpression;
  readonly member: MemberPath & Stele.OnePath<Member>;
  readonly messages: Stele.ManyPath<MessagePath>;
}
interface ThreadColumns {
  id: number;
  title: string;
  member_id: number | null;
  version: number | null;
}
interface NewThread {
  id?: number;
  title: string;
  member_id?: number | null;
  version?: number | null;
  member?: Member | null;
}
interface ThreadTypes extends Stele.EntityTypes {
  readonly entity: Thread;
  readonly path: ThreadPath;
  readonly columns: ThreadColumns;
  readonly create: NewThread;
  readonly key: number;
}
interface Message extends Stele.Row<MessagePath> {
  id: number;
  body: string;
  thread_id: number;
  parent_id: number | null;
  get thread(): Stele.One<Thread>;
  set thread(value: Thread);
  get parent(): Stele.One<Message> | null;
  set parent(value: Message | null);
  readonly children: Stele.Many<Message>;
}
interface MessagePath extends Stele.EntityPath<Message> {
  readonly id: Stele.NumberExpression;
  readonly body: Stele.TextExpression;
  readonly thread_id: Stele.NumberExpression;
  readonly parent_id: Stele.NumberExpression;
  readonly thread: ThreadPath & Stele.OnePath<Thread>;
  readonly parent: MessagePath & Stele.OnePath<Message>;
  readonly children: Stele.ManyPath<MessagePath>;
}
interface MessageColumns {
  id: number;
  body: string;
  thread_id: number;
  parent_id: number | null;
}
interface NewMessage {
  id?: number;
  body: string;
  thread_id?: number;
  parent_id?: number | null;
  thread?: Thread;
  parent?: Message | null;
}
interface MessageTypes extends Stele.EntityTypes {
  readonly entity: Message;
  readonly path: MessagePath;
  readonly columns: MessageColumns;
  readonly create: NewMessage;
  readonly key: number;
}
export interface Database extends Stele.DatabaseMethods {
  readonly Member: Stele.EntitySet<MemberTypes>;
  readonly Thread: Stele.EntitySet<ThreadTypes>;
  readonly Message: Stele.EntitySet<MessageTypes>;
}
