/** How the text of a file shows that it defines models of a library. */
import type { PythonImport, PythonText } from "./python-text.ts";

/** The ids of the libraries, as in `python/libraries.ts`. */
export type ModelsLibrary = "sqlmodel" | "sqlalchemy" | "django" | "tortoise" | "peewee";

export type ModelSigns = {
  readonly library: ModelsLibrary;
  readonly label: string;
  /** A file that imports one of these modules uses the library. */
  readonly modules: RegExp;
  /** A class with this base, in a file that uses the library, is a model. */
  readonly bases: RegExp;
  /** Code of models, in a file that uses the library. */
  readonly code: RegExp | null;
  /** Whether a file without the import defines models of the library all the same. */
  readonly isCertain: (text: PythonText) => boolean;
  /** Names of bases without a table, such as `Base = declarative_base()`. */
  readonly rootBases: (text: PythonText) => readonly string[];
  /** Whether a class that inherits from a model is a model. */
  readonly areInherited: boolean;
};

const noRoots = (): readonly string[] => [];

const MODEL = /(?:^|\.)Model$/;
const FIELD = /^[ \t]+\w+[ \t]*(?::[^=\n]*)?=[ \t]*(?:\w+\.)?(?:\w+Field|ForeignKey)\(/m;

const sqlmodel: ModelSigns = {
  library: "sqlmodel",
  label: "SQLModel",
  modules: /^sqlmodel(?:\.|$)/,
  // A class without `table=True` has no table.
  bases: /^$/,
  code: null,
  isCertain: ({ classes }) => classes.some(({ keywords }) => keywords.includes("table=True")),
  rootBases: noRoots,
  areInherited: false,
};

const DECLARATIVE =
  /^(?:\w+\.)*(?:DeclarativeBase\w*|Model|(?:declarative_base|automap_base)\(.*\))$/s;
const DECLARATIVE_NAME =
  /^[ \t]*(\w+)(?:[ \t]*:[^=\n]+)?[ \t]*=[ \t]*(?:\w+\.)*(?:declarative_base|automap_base|generate_base)\(/gm;

const sqlalchemy: ModelSigns = {
  library: "sqlalchemy",
  label: "SQLAlchemy",
  modules:
    /^(?:sqlalchemy|flask_sqlalchemy|flask_sqlalchemy_lite|sqlalchemy_utils|advanced_alchemy)(?:\.|$)/,
  bases: /(?:^|\.)Model$/,
  code: /\b(?:mapped_column|Column|relationship|Table)\(|\bMapped\[|\b__tablename__\b/,
  isCertain: ({ code, classes, imports }) =>
    /\bmapped_column\(|\bMapped\[/.test(code) ||
    (/\b__tablename__\b/.test(code) && /\bColumn\(/.test(code)) ||
    // Flask-SQLAlchemy; the extension for Peewee has the same name.
    (classes.some(({ bases }) => bases.includes("db.Model")) &&
      !imports.some(({ module }) => /peewee|playhouse/.test(module))),
  rootBases: ({ code, classes }) => [
    ...[...code.matchAll(DECLARATIVE_NAME)].flatMap(([, name]) => name ?? []),
    ...classes
      .filter(({ bases }) => bases.some(base => DECLARATIVE.test(base)))
      .map(({ name }) => name),
  ],
  areInherited: true,
};

const django: ModelSigns = {
  library: "django",
  label: "Django",
  modules: /^django\.(?:db|contrib\.gis\.db|contrib\.auth)(?:\.|$)/,
  bases:
    /(?:^|\.)(?:Model|Abstract(?:Base)?User|MPTTModel|TimeStampedModel|PolymorphicModel|ClusterableModel)$/,
  code: /^[ \t]+\w+[ \t]*(?::[^=\n]*)?=[ \t]*models\.(?:\w+Field|\w+Key)\(/m,
  isCertain: ({ code, classes }) =>
    /\bmodels\.(?:\w+Field|ForeignKey)\(/.test(code) &&
    classes.some(({ bases }) => bases.includes("models.Model")),
  rootBases: noRoots,
  areInherited: true,
};

const tortoise: ModelSigns = {
  library: "tortoise",
  label: "Tortoise ORM",
  modules: /^tortoise(?:\.|$)/,
  bases: MODEL,
  code: /^[ \t]+\w+[ \t]*(?::[^=\n]*)?=[ \t]*(?:fields\.)?\w+(?:Field|Relation)\(/m,
  isCertain: ({ code, classes }) =>
    /=[ \t]*fields\.\w+(?:Field|Relation)\(/.test(code) &&
    classes.some(({ bases }) => bases.some(base => MODEL.test(base))),
  rootBases: noRoots,
  areInherited: true,
};

const peewee: ModelSigns = {
  library: "peewee",
  label: "Peewee",
  modules: /^(?:peewee|playhouse|peewee_async)(?:\.|$)/,
  bases: MODEL,
  code: FIELD,
  isCertain: ({ code }) => /\b(?:pw|peewee)\.(?:\w+Field|CompositeKey)\(/.test(code),
  rootBases: noRoots,
  areInherited: true,
};

/** In order of precedence: SQLModel's models use SQLAlchemy too. */
export const modelSigns: readonly ModelSigns[] = [sqlmodel, sqlalchemy, django, tortoise, peewee];

/** The names of the libraries, for the interface. */
export const modelLibraryLabels: readonly string[] = modelSigns.map(({ label }) => label);

/** `from django import db` imports `django.db`. */
const modulesOf = ({ level, module, names }: PythonImport): readonly string[] =>
  level > 0 ? [] : [module, ...names.map(name => `${module}.${name}`)];

export const usesLibrary = ({ modules }: ModelSigns, { imports }: PythonText): boolean =>
  imports.flatMap(modulesOf).some(module => modules.test(module));

/** A migration creates tables with columns, and defines no models. */
const isMigration = ({ imports }: PythonText): boolean =>
  imports.some(({ module }) => /^alembic(?:\.|$)/.test(module));

/** Whether the text, without the other files of the project, shows that it defines models. */
export const definesModels = (signs: ModelSigns, text: PythonText): boolean => {
  if (signs.isCertain(text)) return true;
  if (!usesLibrary(signs, text) || isMigration(text)) return false;
  return (
    signs.code?.test(text.code) === true ||
    text.classes.some(({ bases }) => bases.some(base => signs.bases.test(base)))
  );
};
