/** Models of SQLAlchemy and SQLModel in every style of their documentation. */
import {
  defaultsInType,
  enumChecks,
  proveStyles,
  relationNames,
  zones,
} from "../../testing/models/index.ts";

const differences = [relationNames, zones, enumChecks, defaultsInType];

const lost = {
  // A many-to-many relation is named after a key of its join table, in the plural.
  associations: ["Member.following to many Member"],
};

const relations = `
from sqlalchemy.orm import mapperlib

mappers = [mapper for registry in mapperlib._all_registries() for mapper in registry.mappers]
[
    f"{mapper.class_.__name__}.{each.key} to {'many' if each.uselist else 'one'} {each.mapper.class_.__name__}"
    for mapper in mappers
    for each in mapper.relationships
    if each.parent is mapper and not each.viewonly
]
`;

proveStyles({ library: "sqlalchemy", differences, relations, lost });
proveStyles({ library: "sqlmodel", differences, relations });
