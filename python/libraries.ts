/** The Python libraries that models can be loaded in, and the archives that each one needs. */

export const pythonLibraries = {
  sqlalchemy: { label: "SQLAlchemy", archives: ["sqlalchemy"] },
  // SQLModel is a layer on SQLAlchemy, whose archive is not repeated.
  sqlmodel: { label: "SQLModel", archives: ["sqlalchemy", "sqlmodel"] },
  django: { label: "Django", archives: ["django"] },
  tortoise: { label: "Tortoise ORM", archives: ["tortoise"] },
  peewee: { label: "Peewee", archives: ["peewee"] },
} as const satisfies Readonly<
  Record<string, { readonly label: string; readonly archives: readonly string[] }>
>;

export type PythonLibrary = keyof typeof pythonLibraries;

/** The name of an archive of a library. */
export type PythonArchive = (typeof pythonLibraries)[PythonLibrary]["archives"][number];

/** The modules of Python itself, compiled. */
export const standardLibrary = "standard-library";
