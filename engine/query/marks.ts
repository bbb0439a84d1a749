/** The symbols by which parts of queries and entities are recognized. */

/** Marks the rows of callbacks. */
export const ROW: unique symbol = Symbol("row");

/** Marks the to-many relations of callbacks. */
export const COLLECTION: unique symbol = Symbol("collection");

/** Gives the model of an entity. */
export const MODEL: unique symbol = Symbol("model of an entity");

/** Whether a value is a row of a callback. */
export const isRow = (value: object): boolean => ROW in value;
