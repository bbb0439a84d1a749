/** Keeps V8 from forgetting what it knows of a class. */

const samples: object[] = [];

/**
 * Keeps an object of a class whose objects come and go together. When a full collection of garbage finds none, V8
 * forgets their shape, and with it all the code that it made for them: the next ones start as slowly as the first. The
 * constructor looks at nothing that it is given, for it is given nothing here; the parts that it makes are kept with it.
 */
export const keepShape = (Class: new (...given: never[]) => object): void => {
  samples.push(Reflect.construct(Class, []));
};
