/** Random edits of random graphs over random designs: another session reads what was saved. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { createScript } from "../../ddl/index.ts";
import { DatabaseError, type Driver, type EmbeddedDriver } from "../../drivers/index.ts";
import { type EntityModel, modelOf, type RelationModel } from "../../query/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { everyServer } from "../../testing/every-server.ts";
import {
  deletedWith,
  followDeletions,
  inverseOf,
  isAlone,
  isKept,
  isLostTwice,
  linksOf,
  nodesOf,
  referencesOf,
  rememberTwins,
  type Twin,
  type Value,
} from "../../testing/graph-twin.ts";
import { openDatabase as openSqlite } from "../../testing/open-database.ts";
import { randomGraphDraft } from "../../testing/random-graphs.ts";
import { openDatabase } from "../database.ts";

const edit = fc.record({
  kind: fc.constantFrom(
    "create",
    "create",
    "create",
    "rename",
    "mark",
    "mark",
    "refer",
    "refer",
    "add",
    "key",
    "take",
    "link",
    "link",
    "unlink",
    "delete",
    "save",
  ),
  first: fc.nat(),
  second: fc.nat(),
  third: fc.nat(),
});
type Edit = typeof edit extends fc.Arbitrary<infer Made> ? Made : never;

const pick = <Item>(items: readonly Item[], number: number): Item | undefined =>
  items.length === 0 ? undefined : items[number % items.length];

type Many = PromiseLike<readonly Value[]> & {
  add(entity: Value): void;
  remove(entity: Value): void;
};
type EntitySet = {
  create(values: Value): Value;
  all(): Promise<readonly Value[]>;
  get(key: unknown): Promise<Value | null>;
};
type Db = Readonly<Record<string, EntitySet>> & {
  save(): Promise<void>;
  transaction(body: () => Promise<void>): Promise<void>;
  delete(entity: Value): void;
  expire(entity: Value): void;
  refresh(entity: Value): Promise<void>;
};

const many = (entity: Value, { name }: RelationModel) => entity[name] as Many;

const refused = new Error("rolled back");

/** Runs a body in a transaction that is rolled back. */
const rolledBack = async (db: Db, body: () => Promise<void>): Promise<void> => {
  const failed = db.transaction(async () => {
    await body();
    throw refused;
  });
  await expect(failed).rejects.toBe(refused);
};

class Graph {
  readonly twins: Twin[] = [];
  readonly #db: Db;
  readonly #models: readonly EntityModel[];
  readonly #deleted = new Set<Twin>();
  /** Whether the database rejects the deletions that {@link isLostTwice} detects. */
  readonly #checksTwice: boolean;
  /** Twins whose collections are outdated, because keys were assigned directly. */
  readonly #outOfDate = new Set<Twin>();

  constructor(db: unknown, models: readonly EntityModel[], { checksTwice = false } = {}) {
    this.#db = db as Db;
    this.#models = models;
    this.#checksTwice = checksTwice;
  }

  async run(step: Edit): Promise<void> {
    const twin = pick(this.#live, step.first);
    if (step.kind === "save") await this.save();
    else if (step.kind === "create") this.#create(step);
    else if (twin) await this.#change(twin, step);
  }

  async save(): Promise<void> {
    if (this.#checksTwice) fc.pre(!isLostTwice(this.twins, this.#deleted));
    await this.#db.save();
    followDeletions(this.twins, this.#deleted);
    this.#deleted.clear();
    for (const twin of this.twins) twin.isSaved = true;
  }

  /** Runs edits in a transaction that is rolled back. */
  async rollBack(steps: readonly Edit[], isSaved: boolean): Promise<void> {
    const restore = rememberTwins(this.twins);
    const deleted = [...this.#deleted];
    await rolledBack(this.#db, async () => {
      for (const step of steps) await this.run(step);
      if (isSaved) await this.save();
    });
    restore();
    this.#deleted.clear();
    for (const twin of deleted) this.#deleted.add(twin);
  }

  /** Saves, and expires all entities. Unique values move between rows only if they are loaded, so then nothing expires. */
  async expire(): Promise<void> {
    await this.save();
    const isUnique = (model: EntityModel): boolean =>
      model.columnsByName.has("mark") || referencesOf(model).some(isAlone);
    if (!this.#models.some(isUnique)) for (const { entity } of this.#live) this.#db.expire(entity);
  }

  /** Refreshes the entities whose collections are outdated. */
  async readAgain(): Promise<void> {
    const outOfDate = this.twins.filter(twin => this.#outOfDate.has(twin) && !twin.isGone);
    for (const twin of outOfDate) await this.#db.refresh(twin.entity);
  }

  get #live(): readonly Twin[] {
    return this.twins.filter(twin => !twin.isGone && !this.#deleted.has(twin));
  }

  #of(model: EntityModel): readonly Twin[] {
    return this.#live.filter(twin => twin.model === model);
  }

  #create({ first, second, third }: Edit): void {
    const model = pick(this.#models, first);
    if (!model) return;
    const references = new Map<RelationModel, Twin | null>();
    for (const relation of referencesOf(model)) {
      const targets = this.#of(relation.target).filter(each => this.#isFree(relation, each));
      const target = pick(relation.optional ? [null, ...targets] : targets, second + third) ?? null;
      if (!target && !relation.optional) return;
      references.set(relation, target);
    }
    const number = this.twins.length;
    const values: Value = { label: "" };
    for (const { name, nullable } of model.columns) {
      if (/^r\d+_half$/.test(name) && !nullable) values[name] = "none";
    }
    for (const [{ name }, target] of references) values[name] = target?.entity ?? null;
    if (model.columnsByName.has("code")) values.code = `c${number}`;
    if (model.columnsByName.has("half"))
      Object.assign(values, { part: number % 3, half: `h${number}` });
    const mark = this.#freeMark(model, third) ?? null;
    if (model.columnsByName.has("mark")) values.mark = mark;
    const entity = this.#db[model.name]?.create(values) as Value;
    const links = new Map(linksOf(model).map(relation => [relation, new Set<Twin>()]));
    const isNew = { text: "", mark, isSaved: false, isGone: false };
    this.twins.push({ ...isNew, model, entity, references, links });
  }

  /** The twin with a mark. */
  #marked(model: EntityModel, mark: Twin["mark"]): Twin | undefined {
    return mark === null ? undefined : this.#of(model).find(twin => twin.mark === mark);
  }

  /** Marks of twins that are to be deleted are free. */
  #freeMark(model: EntityModel, number: number): Twin["mark"] {
    const column = model.columnsByName.get("mark");
    if (!column) return null;
    const marks = [0, 1, 2, 3, 4].map(each => (number + each) % 5);
    const all = column.nullable ? marks : marks.map(each => `m${each}`);
    const free = all.find(mark => !this.#marked(model, mark));
    return free ?? (column.nullable ? null : `n${this.twins.length}`);
  }

  /** Assigns a mark; a twin that has it gets the previous mark in exchange. */
  #mark(twin: Twin, number: number): void {
    const column = twin.model.columnsByName.get("mark");
    if (!column) return;
    const place = number % 6;
    const value = column.nullable ? place : `m${place}`;
    const mark = column.nullable && place === 5 ? null : value;
    const other = this.#marked(twin.model, mark);
    if (other) this.#setMark(other, twin.mark);
    this.#setMark(twin, mark);
  }

  #setMark(twin: Twin, mark: Twin["mark"]): void {
    twin.mark = mark;
    twin.entity.mark = mark;
  }

  /** Whether a new twin can reference another. */
  #isFree(relation: RelationModel, target: Twin): boolean {
    const isGoing =
      relation.onDelete === "restrict" && deletedWith(this.#live, this.#deleted).has(target);
    return !isGoing && !this.#holder(relation, target);
  }

  /** The twin that references another by a one-to-one relation. */
  #holder(relation: RelationModel, target: Twin): Twin | undefined {
    if (!isAlone(relation)) return undefined;
    return this.#live.find(twin => twin.references.get(relation) === target);
  }

  async #change(twin: Twin, step: Edit): Promise<void> {
    const { kind, second } = step;
    if (kind === "rename") {
      twin.text = `label ${second}`;
      twin.entity.label = twin.text;
    } else if (kind === "mark") this.#mark(twin, second);
    else if (kind === "delete") this.#delete(twin);
    else if (kind === "link" || kind === "unlink") await this.#link(twin, step);
    else await this.#refer(twin, step);
  }

  /** New entities are not deleted, as others may reference them. */
  #delete(twin: Twin): void {
    const deleted = new Set([...this.#deleted, twin]);
    if (!twin.isSaved || isKept(this.twins, deleted) || this.#takesLinked(deleted)) return;
    this.#deleted.add(twin);
    this.#db.delete(twin.entity);
  }

  /** Whether a cascade deletes a linked twin: a save cannot distinguish its links from new ones. */
  #takesLinked(deleted: ReadonlySet<Twin>): boolean {
    return [...deletedWith(this.#live, deleted)].some(
      twin => !deleted.has(twin) && [...twin.links.values()].some(linked => linked.size > 0),
    );
  }

  /** Sets the relation from the side with the key, or from the other. */
  async #refer(twin: Twin, { kind, second, third }: Edit): Promise<void> {
    const relation = pick(referencesOf(twin.model), second);
    if (!relation) return;
    if (kind === "take") return this.#take(twin, relation);
    const targets = this.#of(relation.target);
    const isLoose = relation.optional && kind !== "add";
    const target = pick(isLoose ? [null, ...targets] : targets, third);
    if (target === undefined || !this.#canRefer(twin, relation, target)) return;
    if (kind === "key" && !isAlone(relation)) return this.#setKey(twin, relation, target);
    const holder = target && this.#holder(relation, target);
    if (holder && holder !== twin) this.#replace(holder, relation, third % 2 === 0 ? null : twin);
    twin.references.set(relation, target);
    const inverse = inverseOf(relation);
    if (kind !== "add" || !target || !inverse) twin.entity[relation.name] = target?.entity ?? null;
    else if (isAlone(relation)) target.entity[inverse.name] = twin.entity;
    else many(target.entity, inverse).add(twin.entity);
  }

  /** The replaced twin gets the reference of the other in exchange, or loses its reference without an assignment. */
  #replace(holder: Twin, relation: RelationModel, other: Twin | null): void {
    const next = other?.references.get(relation) ?? null;
    const changes = other && this.#canRefer(holder, relation, next);
    if (changes || !relation.optional) holder.entity[relation.name] = next?.entity ?? null;
    holder.references.set(relation, changes || !relation.optional ? next : null);
  }

  /** Assigns the foreign key columns if the key is known. */
  #setKey(twin: Twin, relation: RelationModel, target: Twin | null): void {
    const key = relation.targetColumns.map(({ name }) => target?.entity[name] ?? null);
    if (target && key.includes(null)) return;
    relation.sourceColumns.forEach(({ name, nullable }, index) => {
      if (target || nullable) twin.entity[name] = key[index];
    });
    for (const each of [twin.references.get(relation), target]) {
      if (each) this.#outOfDate.add(each);
    }
    twin.references.set(relation, target);
  }

  #take(twin: Twin, relation: RelationModel): void {
    const inverse = inverseOf(relation);
    const before = twin.references.get(relation);
    if (!before || !relation.optional || !inverse || this.#deleted.has(before)) return;
    if (isAlone(relation)) before.entity[inverse.name] = null;
    else many(before.entity, inverse).remove(twin.entity);
    twin.references.set(relation, null);
  }

  /** A new reference must not prevent a pending deletion or its cascade. */
  #canRefer(twin: Twin, relation: RelationModel, target: Twin | null): boolean {
    const before = twin.references.get(relation) ?? null;
    twin.references.set(relation, target);
    const can = !isKept(this.twins, this.#deleted);
    twin.references.set(relation, before);
    return can;
  }

  async #link(twin: Twin, { kind, second, third }: Edit): Promise<void> {
    const relation = pick(linksOf(twin.model), second);
    const target = relation && pick(this.#of(relation.target), third);
    if (!relation || !target) return;
    const going = deletedWith(this.#live, this.#deleted);
    if (going.has(twin) || going.has(target)) return;
    const other = inverseOf(relation);
    const collection = many(twin.entity, relation);
    if (third % 2 === 0) await collection;
    if (kind === "link") {
      collection.add(target.entity);
      twin.links.get(relation)?.add(target);
      if (other) target.links.get(other)?.add(twin);
    } else {
      collection.remove(target.entity);
      twin.links.get(relation)?.delete(target);
      if (other) target.links.get(other)?.delete(twin);
    }
  }
}

const keyOf = ({ primaryKey }: EntityModel, entity: Value | null) =>
  entity && primaryKey.map(({ name }) => entity[name]).join("/");

const sorted = (keys: readonly unknown[]) => keys.map(String).sort();

/** The expected graph: the columns, references and links of every entity. */
const expectedOf = (twins: readonly Twin[]) =>
  sorted(
    twins
      .filter(twin => !twin.isGone)
      .map(({ model, entity, text, mark, references, links }) => {
        const referred = [...references].map(
          ([{ name, target }, twin]) => `${name}: ${keyOf(target, twin?.entity ?? null)}`,
        );
        const linked = [...links].map(
          ([{ name, target }, to]) =>
            `${name}: ${sorted([...to].map(twin => keyOf(target, twin.entity)))}`,
        );
        return JSON.stringify([model.name, keyOf(model, entity), text, mark, referred, linked]);
      }),
  );

/** The graph as the entities contain it. */
const graphOf = async (
  models: readonly EntityModel[],
  entities: (model: EntityModel) => unknown,
) => {
  const actual: string[] = [];
  for (const model of models) {
    for (const entity of (await entities(model)) as readonly Value[]) {
      const referred: string[] = [];
      for (const { name, target } of referencesOf(model)) {
        referred.push(`${name}: ${keyOf(target, (await entity[name]) as Value | null)}`);
      }
      const linked: string[] = [];
      for (const relation of linksOf(model)) {
        const others = await many(entity, relation);
        const keys = others.map(other => keyOf(relation.target, other));
        linked.push(`${relation.name}: ${sorted(keys)}`);
      }
      const own = [entity.label, entity.mark ?? null];
      actual.push(JSON.stringify([model.name, keyOf(model, entity), ...own, referred, linked]));
    }
  }
  return sorted(actual);
};

/** The inverse relations: actual and expected. */
const inversesOf = async (twins: readonly Twin[]) => {
  const actual: string[] = [];
  const expected: string[] = [];
  for (const { model, entity, isGone } of twins) {
    if (isGone) continue;
    for (const relation of model.relations.values()) {
      const forward = !relation.through && !relation.holdsKey && inverseOf(relation);
      if (!forward || !relation.target.columnsByName.has("label")) continue;
      const related = twins.filter(
        twin => !twin.isGone && twin.references.get(forward)?.entity === entity,
      );
      const keys = (others: readonly Value[]) =>
        sorted(others.map(each => keyOf(relation.target, each)));
      const label = `${relation.label} of ${keyOf(model, entity)}: `;
      expected.push(label + keys(related.map(twin => twin.entity)));
      const others = await (entity[relation.name] as PromiseLike<Value | readonly Value[] | null>);
      actual.push(label + keys([others ?? []].flat()));
    }
  }
  return { actual, expected };
};

const openEmpty = (document: SchemaDocument): EmbeddedDriver => {
  const driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  return driver;
};

const read = (document: SchemaDocument, driver: Driver) => {
  const { db } = openDatabase<Db>({ document, driver });
  return graphOf(nodesOf(modelOf(document)), model => db[model.name]?.all());
};

/** The tables with a version column. */
const versionsOf = (document: SchemaDocument) => {
  const counted = nodesOf(modelOf(document)).filter(each => each.columnsByName.has("version"));
  return Object.fromEntries(counted.map(({ name }) => [name, "version"]));
};

const open = (document: SchemaDocument, driver: Driver) =>
  openDatabase<Db>({ document, driver, versions: versionsOf(document) });

/** A database that can be set to reject one write. */
const refusing = (driver: EmbeddedDriver) => {
  let left = Number.POSITIVE_INFINITY;
  const requireWritable = (text: string): void => {
    left -= 1;
    if (left === 0) throw new DatabaseError("the disk is gone", text);
  };
  const query: EmbeddedDriver["query"] = (text, parameters) => {
    if (/^(INSERT|UPDATE|DELETE|COMMIT)/.test(text)) requireWritable(text);
    return driver.query(text, parameters);
  };
  const refuse = (nth: number) => {
    left = nth;
  };
  return { driver: { ...driver, query }, refuse };
};

const RUNS = Number(process.env.UNIT_OF_WORK_RUNS ?? 400);
/** In milliseconds; includes the time for shrinking a failed example. */
const PATIENCE = 60_000 * Math.max(1, RUNS / 400);

const edits = fc.array(edit, { maxLength: 40, size: "max" });

/** Runs the edits, saves, and compares rows and entities with the twins. */
const expectWritten = async (document: SchemaDocument, driver: Driver, steps: readonly Edit[]) => {
  const { db, session } = open(document, driver);
  const checksTwice = driver.dialect.name === "postgres";
  const graph = new Graph(db, nodesOf(modelOf(document)), { checksTwice });
  for (const step of steps) await graph.run(step);
  await graph.save();
  await expectSaved(document, driver, graph);
  expect(session.planSave()).toEqual([]);
};

/** Compares rows and entities with the twins. */
const expectSaved = async (document: SchemaDocument, driver: Driver, graph: Graph) => {
  expect(await read(document, driver)).toEqual(expectedOf(graph.twins));
  const live = (model: EntityModel) =>
    graph.twins.filter(twin => twin.model === model && !twin.isGone).map(twin => twin.entity);
  expect(await graphOf(nodesOf(modelOf(document)), live)).toEqual(expectedOf(graph.twins));
  await graph.readAgain();
  const { actual, expected } = await inversesOf(graph.twins);
  expect(actual).toEqual(expected);
};

const keyValue = ({ primaryKey }: EntityModel, entity: Value): unknown => {
  const [first, second] = primaryKey;
  if (!second) return first && entity[first.name];
  return Object.fromEntries(primaryKey.map(({ name }) => [name, entity[name]]));
};

/** Entities first loaded in a transaction that is rolled back match their rows, and can be changed and saved. */
const expectLoadedWritable = async (document: SchemaDocument, driver: Driver) => {
  const models = nodesOf(modelOf(document));
  const { db } = open(document, driver);
  const before = await read(document, driver);
  const loaded: (readonly [EntityModel, Value])[] = [];
  await rolledBack(db, async () => {
    for (const model of models) {
      for (const entity of (await db[model.name]?.all()) ?? []) loaded.push([model, entity]);
    }
    for (const [, entity] of loaded) entity.label = "never";
    await db.save();
  });
  expect(await read(document, driver)).toEqual(before);
  for (const [model, entity] of loaded) {
    expect(await db[model.name]?.get(keyValue(model, entity))).toBe(entity);
    entity.label = `${entity.label} later`;
  }
  await db.save();
  const labels = loaded.map(([, entity]) => entity.label);
  const later = JSON.stringify(await read(document, driver)).match(/ later/g) ?? [];
  expect([labels.some(text => `${text}`.includes("never")), later.length]).toEqual([
    false,
    loaded.length,
  ]);
};

it(
  "writes the changes to entities of any design, and keeps both sides of relations consistent",
  async () => {
    await fc.assert(
      fc.asyncProperty(randomGraphDraft, edits, async (draft, steps) => {
        const document = draftDocument(draft);
        const driver = openEmpty(document);
        await expectWritten(document, driver, steps);
        driver.close();
      }),
      { numRuns: RUNS },
    );
  },
  PATIENCE,
);

it.each(everyServer)(
  "writes the same on $where",
  async ({ open }) => {
    const server = await open();
    const { name } = server.dialect;
    await fc.assert(
      fc.asyncProperty(randomGraphDraft, edits, async (draft, steps) => {
        const document = draftDocument(draft);
        await server.renew(createScript(document, name).value.map(({ text }) => text));
        await expectWritten(document, server, steps);
      }),
      // Shrinking would take minutes on a server.
      { numRuns: Math.ceil(RUNS / 10), endOnFailure: true },
    );
    await server.close();
  },
  PATIENCE,
);

it(
  "leaves no partial changes when a write is rejected, and can be repeated",
  async () => {
    const nth = fc.integer({ min: 1, max: 12 });
    await fc.assert(
      fc.asyncProperty(randomGraphDraft, edits, nth, async (draft, steps, refused) => {
        const document = draftDocument(draft);
        const { driver, refuse } = refusing(openEmpty(document));
        const graph = new Graph(open(document, driver).db, nodesOf(modelOf(document)));
        for (const step of steps) await graph.run(step);
        const before = await read(document, driver);
        refuse(refused);
        const isRefused = await graph.save().then(
          () => false,
          () => true,
        );
        refuse(Number.POSITIVE_INFINITY);
        if (isRefused) expect(await read(document, driver)).toEqual(before);
        await graph.save();
        expect(await read(document, driver)).toEqual(expectedOf(graph.twins));
        driver.close();
      }),
      { numRuns: RUNS },
    );
  },
  PATIENCE,
);

it(
  "continues after transactions that were rolled back",
  async () => {
    const parts = fc.tuple(edits, edits, edits, fc.boolean(), fc.boolean());
    await fc.assert(
      fc.asyncProperty(
        randomGraphDraft,
        parts,
        async (draft, [first, inside, last, isSaved, expires]) => {
          const document = draftDocument(draft);
          const driver = openEmpty(document);
          const { db } = open(document, driver);
          const graph = new Graph(db, nodesOf(modelOf(document)));
          for (const step of first) await graph.run(step);
          if (expires) await graph.expire();
          await graph.rollBack(inside, isSaved);
          for (const { model, entity, isSaved: hasRow, isGone } of graph.twins) {
            if (!hasRow || isGone) continue;
            expect(await db[model.name]?.get(keyValue(model, entity))).toBe(entity);
          }
          for (const step of last) await graph.run(step);
          await graph.save();
          await expectSaved(document, driver, graph);
          await expectLoadedWritable(document, driver);
          driver.close();
        },
      ),
      { numRuns: RUNS },
    );
  },
  PATIENCE,
);
