/** Random conditions, each said in the query language beside what it means of a row. */
import fc from "fast-check";
import type { Api as Stele } from "../query/index.ts";
import {
  and,
  calculate,
  compare,
  inList,
  like,
  not,
  type Operator,
  or,
  type Truth,
  type Value,
} from "./naive-conditions.ts";
import {
  type BookPath,
  type BookRow,
  randomHalf,
  randomText,
  randomWhole,
  type WriterPath,
  type WriterRow,
} from "./writers.ts";

/** An expression: how it is said of a path, what it gives of a row, and how it reads. */
type Said<Path, Row, Expression, Given> = {
  readonly say: (path: Path) => Expression;
  readonly of: (row: Row) => Given;
  readonly shown: string;
};

export type RandomCondition<Path, Row> = Said<Path, Row, Stele.Condition, Truth>;
export type RandomNumber<Path, Row> = Said<Path, Row, Stele.NumberExpression, Value>;
export type RandomText<Path, Row> = Said<Path, Row, Stele.TextExpression, Value>;

type Numbers<Path, Row> = fc.Arbitrary<RandomNumber<Path, Row>>;
type Texts<Path, Row> = fc.Arbitrary<RandomText<Path, Row>>;
type Conditions<Path, Row> = fc.Arbitrary<RandomCondition<Path, Row>>;

const operators = fc.constantFrom<Operator>("eq", "ne", "gt", "gte", "lt", "lte");
const numbers = fc.option(fc.oneof(randomWhole, randomHalf), { freq: 6 });

/** `eq(null)` and `ne(null)` ask whether there is a value. */
const compared = (operator: Operator, left: Value, right: Value, isLiteral: boolean): Truth => {
  if (isLiteral && right === null && operator === "eq") return left === null;
  if (isLiteral && right === null && operator === "ne") return left !== null;
  return compare(operator, left, right);
};

const calculated = <Path, Row>(leaves: Numbers<Path, Row>): Numbers<Path, Row> => {
  const names = fc.constantFrom("plus", "minus", "times");
  const sums = fc.tuple(leaves, names, leaves).map(([left, name, right]) => ({
    say: (path: Path) => left.say(path)[name](right.say(path)),
    of: (row: Row) => calculate(name, left.of(row), right.of(row)),
    shown: `${left.shown}.${name}(${right.shown})`,
  }));
  const filled = fc.tuple(leaves, randomWhole).map(([operand, otherwise]) => ({
    say: (path: Path) => operand.say(path).coalesce(otherwise),
    of: (row: Row) => operand.of(row) ?? otherwise,
    shown: `${operand.shown}.coalesce(${otherwise})`,
  }));
  return fc.oneof({ weight: 3, arbitrary: leaves }, sums, filled);
};

const onNumbers = <Path, Row>(operands: Numbers<Path, Row>): Conditions<Path, Row> =>
  fc.oneof(
    fc.tuple(operands, operators, numbers).map(([left, operator, right]) => ({
      say: (path: Path) => left.say(path)[operator](right),
      of: (row: Row) => compared(operator, left.of(row), right, true),
      shown: `${left.shown}.${operator}(${right})`,
    })),
    fc.tuple(operands, operators, operands).map(([left, operator, right]) => ({
      say: (path: Path) => left.say(path)[operator](right.say(path)),
      of: (row: Row) => compared(operator, left.of(row), right.of(row), false),
      shown: `${left.shown}.${operator}(${right.shown})`,
    })),
    fc.tuple(operands, numbers, operands).map(([operand, low, high]) => ({
      say: (path: Path) => operand.say(path).between(low, high.say(path)),
      of: (row: Row) =>
        and([compare("gte", operand.of(row), low), compare("lte", operand.of(row), high.of(row))]),
      shown: `${operand.shown}.between(${low}, ${high.shown})`,
    })),
    fc
      .tuple(operands, fc.array(numbers, { maxLength: 3 }), fc.boolean())
      .map(([operand, list, isNegated]) => ({
        say: (path: Path) => operand.say(path)[isNegated ? "notIn" : "in"](list),
        of: (row: Row) => {
          const found = inList(operand.of(row), list);
          return isNegated ? not(found) : found;
        },
        shown: `${operand.shown}.${isNegated ? "notIn" : "in"}([${list}])`,
      })),
  );

const patterns = fc.constantFrom("%", "_", "a%", "%B", "a\\_b", "%\\%", "", "%\\\\%", "__");

const onTexts = <Path, Row>(operands: Texts<Path, Row>): Conditions<Path, Row> =>
  fc.oneof(
    fc.tuple(operands, operators, fc.option(randomText)).map(([left, operator, right]) => ({
      say: (path: Path) => left.say(path)[operator](right),
      of: (row: Row) => compared(operator, left.of(row), right, true),
      shown: `${left.shown}.${operator}(${JSON.stringify(right)})`,
    })),
    fc.tuple(operands, patterns, fc.boolean()).map(([operand, pattern, isNegated]) => ({
      say: (path: Path) => operand.say(path)[isNegated ? "notLike" : "like"](pattern),
      of: (row: Row) => {
        const matches = like(operand.of(row), pattern);
        return isNegated ? not(matches) : matches;
      },
      shown: `${operand.shown}.${isNegated ? "notLike" : "like"}(${JSON.stringify(pattern)})`,
    })),
    fc.tuple(operands, randomText).map(([operand, part]) => ({
      say: (path: Path) => operand.say(path).contains(part),
      of: (row: Row) => {
        const text = operand.of(row);
        return text === null ? null : String(text).toLowerCase().includes(part.toLowerCase());
      },
      shown: `${operand.shown}.contains(${JSON.stringify(part)})`,
    })),
    operands.map(operand => ({
      say: (path: Path) => operand.say(path).isNull(),
      of: (row: Row) => operand.of(row) === null,
      shown: `${operand.shown}.isNull()`,
    })),
  );

/** Conditions, and AND, OR and NOT of them. */
const connected = <Path, Row>(leaves: Conditions<Path, Row>): Conditions<Path, Row> => {
  const { tree } = fc.letrec<{ tree: RandomCondition<Path, Row> }>(tie => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaves,
      tie("tree").map(negated => ({
        say: (path: Path) => negated.say(path).not(),
        of: (row: Row) => not(negated.of(row)),
        shown: `not(${negated.shown})`,
      })),
      fc.tuple(tie("tree"), fc.boolean(), tie("tree")).map(([left, isAnd, right]) => ({
        say: (path: Path) => left.say(path)[isAnd ? "and" : "or"](right.say(path)),
        of: (row: Row) => (isAnd ? and : or)([left.of(row), right.of(row)]),
        shown: `(${left.shown} ${isAnd ? "and" : "or"} ${right.shown})`,
      })),
    ),
  }));
  return tree;
};

type WriterColumn = "id" | "age" | "score";
type BookColumn = "id" | "pages" | "price";

const writerColumns = fc.constantFrom<WriterColumn>("id", "age", "score");
const bookColumns = fc.constantFrom<BookColumn>("id", "pages", "price");

/** Of a to-many relation, a row of which it is unknown whether it meets the condition breaks no `every`. */
const onBooks = <Path, Row>(
  reach: {
    readonly say: (path: Path) => WriterPath;
    readonly of: (row: Row) => readonly BookRow[];
  },
  conditions: Conditions<BookPath, BookRow>,
): Conditions<Path, Row> => {
  const quantified = fc
    .tuple(fc.constantFrom("some", "every", "none"), conditions)
    .map(([name, condition]) => ({
      say: (path: Path) => reach.say(path).books[name](book => condition.say(book)),
      of: (row: Row) => {
        const truths = reach.of(row).map(condition.of);
        if (name === "every") return !truths.includes(false);
        return truths.includes(true) === (name === "some");
      },
      shown: `books.${name}(${condition.shown})`,
    }));
  const counted = fc
    .tuple(conditions, operators, fc.nat({ max: 3 }))
    .map(([condition, operator, size]) => ({
      say: (path: Path) =>
        reach
          .say(path)
          .books.count(book => condition.say(book))
          [operator](size),
      of: (row: Row) =>
        compare(operator, reach.of(row).filter(book => condition.of(book) === true).length, size),
      shown: `books.count(${condition.shown}).${operator}(${size})`,
    }));
  return fc.oneof(quantified, counted);
};

export const writerNumbers: Numbers<WriterPath, WriterRow> = calculated(
  writerColumns.map(name => ({
    say: (path: WriterPath) => path[name],
    of: (row: WriterRow) => row[name],
    shown: `writer.${name}`,
  })),
);

export const bookNumbers: Numbers<BookPath, BookRow> = calculated(
  fc.oneof(
    bookColumns.map(name => ({
      say: (path: BookPath) => path[name],
      of: (row: BookRow) => row[name],
      shown: `book.${name}`,
    })),
    writerColumns.map(name => ({
      say: (path: BookPath) => path.writer[name],
      of: (row: BookRow) => row.writer?.[name] ?? null,
      shown: `book.writer.${name}`,
    })),
  ),
);

const writerTexts: Texts<WriterPath, WriterRow> = fc.constant({
  say: path => path.name,
  of: row => row.name,
  shown: "writer.name",
});

export const bookTexts: Texts<BookPath, BookRow> = fc.constantFrom(
  {
    say: (path: BookPath) => path.title,
    of: (row: BookRow) => row.title,
    shown: "book.title",
  },
  {
    say: (path: BookPath) => path.writer.name,
    of: (row: BookRow) => row.writer?.name ?? null,
    shown: "book.writer.name",
  },
);

const plainBooks = connected(fc.oneof(onNumbers(bookNumbers), onTexts(bookTexts)));

const ownBooks = { say: (path: WriterPath) => path, of: (row: WriterRow) => row.books };
const booksOfSame = {
  say: (path: BookPath) => path.writer,
  of: (row: BookRow) => row.writer?.books ?? [],
};

export const writerConditions: Conditions<WriterPath, WriterRow> = connected(
  fc.oneof(onNumbers(writerNumbers), onTexts(writerTexts), onBooks(ownBooks, plainBooks)),
);

/** Over the books of a book's writer too. */
export const bookConditions: Conditions<BookPath, BookRow> = connected(
  fc.oneof(onNumbers(bookNumbers), onTexts(bookTexts), onBooks(booksOfSame, plainBooks)),
);
