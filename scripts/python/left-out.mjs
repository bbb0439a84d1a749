// What the archives leave out of the wheels: nothing that models, sessions or queries use.

/** By archive: patterns of the paths, in which * also matches slashes. */
const ofArchives = {
  "standard-library": ["_pyrepl/*", "ctypes/macholib/*", "pydoc_data/*", "turtledemo/*"],
  sqlalchemy: [
    "sqlalchemy/testing/*",
    "sqlalchemy/dialects/mssql/*",
    "sqlalchemy/dialects/oracle/*",
  ],
  sqlmodel: ["pydantic/v1/*", "pydantic/mypy.py"],
  django: [
    "django/conf/*_template/*",
    "django/contrib/admin/*",
    "django/contrib/admindocs/*",
    "django/contrib/flatpages/*",
    "django/contrib/gis/*",
    "django/contrib/humanize/*",
    "django/contrib/redirects/*",
    "django/contrib/sitemaps/*",
    "django/contrib/staticfiles/*",
    "django/contrib/syndication/*",
    "*/static/*",
    "*/templates/*",
  ],
  tortoise: [
    "tortoise/backends/asyncpg/*",
    "tortoise/backends/mssql/*",
    "tortoise/backends/mysql/*",
    "tortoise/backends/odbc/*",
    "tortoise/backends/oracle/*",
    "tortoise/backends/psycopg/*",
    "tortoise/contrib/aiohttp/*",
    "tortoise/contrib/blacksheep/*",
    "tortoise/contrib/fastapi/*",
    "tortoise/contrib/pylint/*",
    "tortoise/contrib/quart/*",
    "tortoise/contrib/sanic/*",
    "tortoise/contrib/starlette/*",
  ],
  peewee: [],
};

/** In every archive: what tools read, and the files that only pip reads. */
const everywhere = [
  "*.pyi",
  "*.pyx",
  "*.pxd",
  "*.c",
  "*.po",
  "*/py.typed",
  "*/sboms/*",
  "*.dist-info/RECORD",
  "*.dist-info/WHEEL",
  "*.dist-info/top_level.txt",
];

/** Of the translations, only the English texts are used. */
const translations = "*/locale/*";
const english = "*/locale/en/*";

/**
 * @param {string} archive
 * @returns {{ readonly leftOut: readonly string[], readonly kept: readonly string[] }}
 */
export function contentOf(archive) {
  const own = Object.entries(ofArchives).find(([name]) => name === archive)?.[1] ?? [];
  return {
    leftOut: [...everywhere, translations, ...own],
    kept: [english, "django/conf/locale/__init__.py"],
  };
}
