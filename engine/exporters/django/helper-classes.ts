/** Classes that the models need and Django does not have. */
import { NAMED_TYPE, SQL_CONSTRAINT } from "./names.ts";

export const printNamedType = (): string => `class ${NAMED_TYPE}(models.Field):
    """A field of a type that is known only by the name it has in the database."""

    def __init__(self, *args, type_name="", **options):
        self.type_name = type_name
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "type_name": self.type_name}

    def db_type(self, connection):
        return self.type_name`;

export const printSqlConstraint = (): string => `class ${SQL_CONSTRAINT}(models.BaseConstraint):
    """A constraint that is written in SQL. Only the database checks it."""

    def __init__(self, *, sql, **options):
        self.sql = sql
        super().__init__(**options)

    def __eq__(self, other):
        same_class = isinstance(other, ${SQL_CONSTRAINT})
        return same_class and self.deconstruct() == other.deconstruct()

    def deconstruct(self):
        path, args, options = super().deconstruct()
        return path, args, {**options, "sql": self.sql}

    def constraint_sql(self, model, schema_editor):
        return f"CONSTRAINT {schema_editor.quote_name(self.name)} {self.sql}"

    def create_sql(self, model, schema_editor):
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model, schema_editor):
        table = schema_editor.quote_name(model._meta.db_table)
        name = schema_editor.quote_name(self.name)
        return f"ALTER TABLE {table} DROP CONSTRAINT {name}"

    def validate(self, model, instance, exclude=None, using=None):
        pass`;
