/** Classes that the models need and Tortoise ORM does not have. */
import type { Imports } from "../python/index.ts";
import { COMPUTED, NAMED_TYPE, SQL_INDEX } from "./names.ts";

export const printNamedType = (): string => `class ${NAMED_TYPE}(fields.Field):
    """A field of a type that is known only by the name it has in the database."""

    field_type = object

    def __init__(self, sql_type, **options):
        super().__init__(**options)
        self.sql_type = self.SQL_TYPE = sql_type

    def to_python_value(self, value):
        return value`;

export const printComputed = (): string => `class ${COMPUTED}(fields.Field):
    """A field whose value the database computes."""

    def __init__(self, kind, options, sql, **others):
        super().__init__(**{**others, "generated": True, "null": True})
        self.kind, self.options, self.sql = kind, options, sql
        self.field = kind(**options)
        self.field_type = self.field.field_type

    def get_for_dialect(self, dialect, key):
        if key == "GENERATED_SQL":
            return self.sql
        return self.field.get_for_dialect(dialect, key)

    def to_python_value(self, value):
        return self.field.to_python_value(value)`;

export const printSqlIndex = (
  imports: Imports,
): string => `class ${SQL_INDEX}(${imports.from("tortoise.indexes", "Index")}):
    """An index whose parts, and the condition of its rows, are written in SQL."""

    def __init__(self, *parts, name, unique=False, where=""):
        super().__init__(*parts, name=name)
        self.options = {"unique": unique, "where": where}
        self.INDEX_TYPE = "UNIQUE" if unique else ""
        self.extra = f" WHERE {where}" if where else ""

    @property
    def field_names(self):
        return list(self.expressions)

    def deconstruct(self):
        path, parts, options = super().deconstruct()
        return path, parts, {**options, **self.options}`;
