/** Random conditions: each as an object query and as a function of a row. */
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

/** An expression of the query language, its value for a row, and its source text. */
type RandomExpression<Path, Row, Expression, Result> = {
  readonly build: (path: Path) => Expression;
  readonly evaluate: (row: Row) => Result;
  readonly shown: string;
};

export type RandomCondition<Path, Row> = RandomExpression<Path, Row, Stele.Condition, Truth>;
export type RandomNumber<Path, Row> = RandomExpression<Path, Row, Stele.NumberExpression, Value>;
export type RandomText<Path, Row> = RandomExpression<Path, Row, Stele.TextExpression, Value>;

type Numbers<Path, Row> = fc.Arbitrary<RandomNumber<Path, Row>>;
type Texts<Path, Row> = fc.Arbitrary<RandomText<Path, Row>>;
type Conditions<Path, Row> = fc.Arbitrary<RandomCondition<Path, Row>>;

const operators = fc.constantFrom<Operator>("eq", "ne", "gt", "gte", "lt", "lte");
const numbers = fc.option(fc.oneof(randomWhole, randomHalf), { freq: 6 });

/** `eq(null)` and `ne(null)` test whether a value is null. */
const compared = (operator: Operator, left: Value, right: Value, isLiteral: boolean): Truth => {
  if (isLiteral && right === null && operator === "eq") return left === null;
  if (isLiteral && right === null && operator === "ne") return left !== null;
  return compare(operator, left, right);
};

const calculated = <Path, Row>(leaves: Numbers<Path, Row>): Numbers<Path, Row> => {
  const names = fc.constantFrom("plus", "minus", "times");
  const sums = fc.tuple(leaves, names, leaves).map(([left, name, right]) => ({
    build: (path: Path) => left.build(path)[name](right.build(path)),
    evaluate: (row: Row) => calculate(name, left.evaluate(row), right.evaluate(row)),
    shown: `${left.shown}.${name}(${right.shown})`,
  }));
  const filled = fc.tuple(leaves, randomWhole).map(([operand, otherwise]) => ({
    build: (path: Path) => operand.build(path).coalesce(otherwise),
    evaluate: (row: Row) => operand.evaluate(row) ?? otherwise,
    shown: `${operand.shown}.coalesce(${otherwise})`,
  }));
  return fc.oneof({ weight: 3, arbitrary: leaves }, sums, filled);
};

const onNumbers = <Path, Row>(operands: Numbers<Path, Row>): Conditions<Path, Row> =>
  fc.oneof(
    fc.tuple(operands, operators, numbers).map(([left, operator, right]) => ({
      build: (path: Path) => left.build(path)[operator](right),
      evaluate: (row: Row) => compared(operator, left.evaluate(row), right, true),
      shown: `${left.shown}.${operator}(${right})`,
    })),
    fc.tuple(operands, operators, operands).map(([left, operator, right]) => ({
      build: (path: Path) => left.build(path)[operator](right.build(path)),
      evaluate: (row: Row) => compared(operator, left.evaluate(row), right.evaluate(row), false),
      shown: `${left.shown}.${operator}(${right.shown})`,
    })),
    fc.tuple(operands, numbers, operands).map(([operand, low, high]) => ({
      build: (path: Path) => operand.build(path).between(low, high.build(path)),
      evaluate: (row: Row) =>
        and([
          compare("gte", operand.evaluate(row), low),
          compare("lte", operand.evaluate(row), high.evaluate(row)),
        ]),
      shown: `${operand.shown}.between(${low}, ${high.shown})`,
    })),
    fc
      .tuple(operands, fc.array(numbers, { maxLength: 3 }), fc.boolean())
      .map(([operand, list, isNegated]) => ({
        build: (path: Path) => operand.build(path)[isNegated ? "notIn" : "in"](list),
        evaluate: (row: Row) => {
          const isListed = inList(operand.evaluate(row), list);
          return isNegated ? not(isListed) : isListed;
        },
        shown: `${operand.shown}.${isNegated ? "notIn" : "in"}([${list}])`,
      })),
  );

const patterns = fc.constantFrom("%", "_", "a%", "%B", "a\\_b", "%\\%", "", "%\\\\%", "__");

const onTexts = <Path, Row>(operands: Texts<Path, Row>): Conditions<Path, Row> =>
  fc.oneof(
    fc.tuple(operands, operators, fc.option(randomText)).map(([left, operator, right]) => ({
      build: (path: Path) => left.build(path)[operator](right),
      evaluate: (row: Row) => compared(operator, left.evaluate(row), right, true),
      shown: `${left.shown}.${operator}(${JSON.stringify(right)})`,
    })),
    fc.tuple(operands, patterns, fc.boolean()).map(([operand, pattern, isNegated]) => ({
      build: (path: Path) => operand.build(path)[isNegated ? "notLike" : "like"](pattern),
      evaluate: (row: Row) => {
        const matches = like(operand.evaluate(row), pattern);
        return isNegated ? not(matches) : matches;
      },
      shown: `${operand.shown}.${isNegated ? "notLike" : "like"}(${JSON.stringify(pattern)})`,
    })),
    fc.tuple(operands, randomText).map(([operand, part]) => ({
      build: (path: Path) => operand.build(path).contains(part),
      evaluate: (row: Row) => {
        const text = operand.evaluate(row);
        return text === null ? null : String(text).toLowerCase().includes(part.toLowerCase());
      },
      shown: `${operand.shown}.contains(${JSON.stringify(part)})`,
    })),
    operands.map(operand => ({
      build: (path: Path) => operand.build(path).isNull(),
      evaluate: (row: Row) => operand.evaluate(row) === null,
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
        build: (path: Path) => negated.build(path).not(),
        evaluate: (row: Row) => not(negated.evaluate(row)),
        shown: `not(${negated.shown})`,
      })),
      fc.tuple(tie("tree"), fc.boolean(), tie("tree")).map(([left, isAnd, right]) => ({
        build: (path: Path) => left.build(path)[isAnd ? "and" : "or"](right.build(path)),
        evaluate: (row: Row) => (isAnd ? and : or)([left.evaluate(row), right.evaluate(row)]),
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

/** Conditions over a to-many relation. A row whose condition is unknown does not make `every` false. */
const onBooks = <Path, Row>(
  reach: {
    readonly build: (path: Path) => WriterPath;
    readonly evaluate: (row: Row) => readonly BookRow[];
  },
  conditions: Conditions<BookPath, BookRow>,
): Conditions<Path, Row> => {
  const quantified = fc
    .tuple(fc.constantFrom("some", "every", "none"), conditions)
    .map(([name, condition]) => ({
      build: (path: Path) => reach.build(path).books[name](book => condition.build(book)),
      evaluate: (row: Row) => {
        const truths = reach.evaluate(row).map(condition.evaluate);
        if (name === "every") return !truths.includes(false);
        return truths.includes(true) === (name === "some");
      },
      shown: `books.${name}(${condition.shown})`,
    }));
  const counted = fc
    .tuple(conditions, operators, fc.nat({ max: 3 }))
    .map(([condition, operator, size]) => ({
      build: (path: Path) =>
        reach
          .build(path)
          .books.count(book => condition.build(book))
          [operator](size),
      evaluate: (row: Row) =>
        compare(
          operator,
          reach.evaluate(row).filter(book => condition.evaluate(book) === true).length,
          size,
        ),
      shown: `books.count(${condition.shown}).${operator}(${size})`,
    }));
  return fc.oneof(quantified, counted);
};

export const writerNumbers: Numbers<WriterPath, WriterRow> = calculated(
  writerColumns.map(name => ({
    build: (path: WriterPath) => path[name],
    evaluate: (row: WriterRow) => row[name],
    shown: `writer.${name}`,
  })),
);

export const bookNumbers: Numbers<BookPath, BookRow> = calculated(
  fc.oneof(
    bookColumns.map(name => ({
      build: (path: BookPath) => path[name],
      evaluate: (row: BookRow) => row[name],
      shown: `book.${name}`,
    })),
    writerColumns.map(name => ({
      build: (path: BookPath) => path.writer[name],
      evaluate: (row: BookRow) => row.writer?.[name] ?? null,
      shown: `book.writer.${name}`,
    })),
  ),
);

const writerTexts: Texts<WriterPath, WriterRow> = fc.constant({
  build: path => path.name,
  evaluate: row => row.name,
  shown: "writer.name",
});

export const bookTexts: Texts<BookPath, BookRow> = fc.constantFrom(
  {
    build: (path: BookPath) => path.title,
    evaluate: (row: BookRow) => row.title,
    shown: "book.title",
  },
  {
    build: (path: BookPath) => path.writer.name,
    evaluate: (row: BookRow) => row.writer?.name ?? null,
    shown: "book.writer.name",
  },
);

const plainBooks = connected(fc.oneof(onNumbers(bookNumbers), onTexts(bookTexts)));

const ownBooks = { build: (path: WriterPath) => path, evaluate: (row: WriterRow) => row.books };
const booksOfSame = {
  build: (path: BookPath) => path.writer,
  evaluate: (row: BookRow) => row.writer?.books ?? [],
};

export const writerConditions: Conditions<WriterPath, WriterRow> = connected(
  fc.oneof(onNumbers(writerNumbers), onTexts(writerTexts), onBooks(ownBooks, plainBooks)),
);

/** Includes conditions over the books of the writer of a book. */
export const bookConditions: Conditions<BookPath, BookRow> = connected(
  fc.oneof(onNumbers(bookNumbers), onTexts(bookTexts), onBooks(booksOfSame, plainBooks)),
);
