/** Random edits of random graphs: another session reads what was saved. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DatabaseError, type EmbeddedDriver } from "../../drivers/index.ts";
import { forumDocument, openForum } from "../../testing/forum.ts";
import type { Database } from "../../testing/forum-entities.ts";
import { openDatabase } from "../database.ts";

type Db = ReturnType<typeof openDatabase<Database>>["db"];
type Member = ReturnType<Db["Member"]["create"]>;
type Thread = ReturnType<Db["Thread"]["create"]>;
type Message = ReturnType<Db["Message"]["create"]>;

/** The expected state of an entity, kept apart from the session. */
type Twin<Entity> = { readonly entity: Entity; text: string; isSaved: boolean; isGone: boolean };
type MemberTwin = Twin<Member>;
type ThreadTwin = Twin<Thread> & { member: MemberTwin | null };
type MessageTwin = Twin<Message> & { thread: ThreadTwin; parent: MessageTwin | null };

/** The numbers select existing entities. */
const edit = fc.record({
  kind: fc.constantFrom(
    "member",
    "thread",
    "message",
    "message",
    "rename",
    "move thread",
    "move message",
    "answer",
    "delete member",
    "delete thread",
    "delete message",
    "save",
  ),
  text: fc.string({ maxLength: 4 }),
  first: fc.nat(),
  second: fc.nat(),
});
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

const pick = <Item>(items: readonly Item[], number: number): Item | undefined =>
  items.length === 0 ? undefined : items[number % items.length];

class Forum {
  readonly members: MemberTwin[] = [];
  readonly threads: ThreadTwin[] = [];
  readonly messages: MessageTwin[] = [];
  readonly #db: Db;
  readonly #deleted = new Set<Twin<unknown>>();

  constructor(db: Db) {
    this.#db = db;
  }

  async run(step: Edit): Promise<void> {
    if (step.kind === "save") return this.save();
    if (step.kind.startsWith("delete")) this.#delete(step);
    else if (step.kind === "rename") this.#rename(step);
    else if (/^(move|answer)/.test(step.kind)) this.#relate(step);
    else this.#create(step);
  }

  async save(): Promise<void> {
    await this.#db.save();
    this.#followDeletions();
    for (const twin of this.#all) twin.isSaved = true;
  }

  #create({ kind, text, first, second }: Edit): void {
    const isNew = { text, isSaved: false, isGone: false };
    const member = pick(this.#live(this.members), first) ?? null;
    const thread = pick(this.#live(this.threads), first);
    const parent = pick(this.#live(this.messages), second) ?? null;
    if (kind === "member") {
      this.members.push({ ...isNew, entity: this.#db.Member.create({ name: text }) });
    } else if (kind === "thread") {
      const values = { title: text, member: member?.entity ?? null };
      this.threads.push({ ...isNew, entity: this.#db.Thread.create(values), member });
    } else if (thread) {
      const values = { body: text, thread: thread.entity, parent: parent?.entity ?? null };
      this.messages.push({ ...isNew, entity: this.#db.Message.create(values), thread, parent });
    }
  }

  #rename({ text, first }: Edit): void {
    const twin = pick(this.#live(this.messages), first);
    if (!twin) return;
    twin.text = text;
    twin.entity.body = text;
  }

  #relate({ kind, first, second }: Edit): void {
    const thread = pick(this.#live(this.threads), first);
    const message = pick(this.#live(this.messages), first);
    if (kind === "move thread" && thread) {
      thread.member = pick([null, ...this.#live(this.members)], second) ?? null;
      thread.entity.member = thread.member?.entity ?? null;
    }
    const goal = pick(this.#live(this.threads), second);
    if (kind === "move message" && message && goal) {
      message.thread = goal;
      message.entity.thread = goal.entity;
    }
    if (kind === "answer" && message) {
      message.parent = pick([null, ...this.#live(this.messages)], second) ?? null;
      message.entity.parent = message.parent?.entity ?? null;
    }
  }

  /** New entities are not deleted, as others may reference them. */
  #delete({ kind, first }: Edit): void {
    const kinds = {
      "delete member": this.members,
      "delete thread": this.threads,
      "delete message": this.messages,
    };
    const all: readonly Twin<object>[] = kinds[kind as keyof typeof kinds];
    const twin = pick(
      this.#live(all).filter(each => each.isSaved),
      first,
    );
    if (!twin) return;
    this.#deleted.add(twin);
    this.#db.delete(twin.entity);
  }

  /** Applies the cascades of the foreign keys. */
  #followDeletions(): void {
    for (const twin of this.#deleted) twin.isGone = true;
    for (const thread of this.threads) if (thread.member?.isGone) thread.member = null;
    let before = -1;
    for (let gone = 0; gone !== before; ) {
      before = gone;
      for (const message of this.messages) {
        if (message.thread.isGone || message.parent?.isGone) message.isGone = true;
      }
      gone = this.messages.filter(message => message.isGone).length;
    }
    this.#deleted.clear();
  }

  #live<Kind extends Twin<unknown>>(twins: readonly Kind[]): readonly Kind[] {
    return twins.filter(twin => !twin.isGone && !this.#deleted.has(twin));
  }

  get #all(): readonly Twin<unknown>[] {
    return [...this.members, ...this.threads, ...this.messages];
  }
}

const idOf = (twin: Twin<{ readonly id: number }> | null) => twin?.entity.id ?? null;

/** The expected rows. */
const expected = ({ members, threads, messages }: Forum) => {
  const rows = <Kind extends Twin<{ readonly id: number }>>(
    twins: readonly Kind[],
    row: (twin: Kind) => readonly unknown[],
  ) =>
    twins
      .filter(twin => !twin.isGone)
      .map(twin => [twin.entity.id, twin.text, ...row(twin)])
      .sort(([a], [b]) => Number(a) - Number(b));
  return {
    members: rows(members, () => []),
    threads: rows(threads, ({ member }) => [idOf(member)]),
    messages: rows(messages, ({ thread, parent }) => [idOf(thread), idOf(parent)]),
  };
};

/** The rows that another session reads. */
const read = async (driver: EmbeddedDriver) => {
  const { db } = openDatabase<Database>({ document: forumDocument, driver });
  const members = await db.Member.orderBy(m => m.id).all();
  const threads = await db.Thread.with(t => t.member)
    .orderBy(t => t.id)
    .all();
  const messages = await db.Message.with(
    m => m.thread,
    m => m.parent,
  )
    .orderBy(m => m.id)
    .all();
  return {
    members: members.map(({ id, name }) => [id, name]),
    threads: threads.map(({ id, title, member }) => [id, title, member?.id ?? null]),
    messages: messages.map(({ id, body, thread, parent }) => [
      id,
      body,
      thread.id,
      parent?.id ?? null,
    ]),
  };
};

const openEmpty = (): EmbeddedDriver => {
  const driver = openForum();
  for (const table of ["messages", "threads", "members"]) driver.query(`DELETE FROM ${table}`);
  return driver;
};

/** A database that can be set to reject one write. */
const refusing = (driver: EmbeddedDriver) => {
  let left = Number.POSITIVE_INFINITY;
  const query: EmbeddedDriver["query"] = (text, parameters) => {
    const writes = /^(INSERT|UPDATE|DELETE|COMMIT)/.test(text);
    if (writes) left -= 1;
    if (writes && left === 0) throw new DatabaseError("the disk is gone", text);
    return driver.query(text, parameters);
  };
  const refuse = (nth: number) => {
    left = nth;
  };
  return { driver: { ...driver, query }, refuse };
};

const RUNS = Number(process.env.UNIT_OF_WORK_RUNS ?? 150);

const edits = fc.array(edit, { maxLength: 40 });

describe("a unit of work", () => {
  it("writes the changes to the entities", async () => {
    await fc.assert(
      fc.asyncProperty(edits, async steps => {
        const driver = openEmpty();
        const { db, session } = openDatabase<Database>({ document: forumDocument, driver });
        const forum = new Forum(db);
        for (const step of steps) await forum.run(step);
        await forum.save();
        expect(await read(driver)).toEqual(expected(forum));
        expect(session.planSave()).toEqual([]);
        driver.close();
      }),
      { numRuns: RUNS },
    );
  });

  it("leaves no partial changes when a write is rejected, and can be repeated", async () => {
    await fc.assert(
      fc.asyncProperty(edits, fc.integer({ min: 1, max: 12 }), async (steps, nth) => {
        const { driver, refuse } = refusing(openEmpty());
        const { db } = openDatabase<Database>({ document: forumDocument, driver });
        const forum = new Forum(db);
        for (const step of steps) await forum.run(step);
        const before = await read(driver);
        refuse(nth);
        const refused = await db.save().then(
          () => false,
          () => true,
        );
        refuse(Number.POSITIVE_INFINITY);
        if (refused) expect(await read(driver)).toEqual(before);
        await forum.save();
        expect(await read(driver)).toEqual(expected(forum));
        driver.close();
      }),
      { numRuns: RUNS },
    );
  });
});
