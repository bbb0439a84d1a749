/** Designs that are hard to write as models, by what is hard about them. */
import type { DocumentDraft } from "../draft-document.ts";

export const designSamples: Readonly<Record<string, DocumentDraft>> = {
  "names in the manner of Chinook": {
    tables: {
      Artist: { columns: ["ArtistId integer pk", "Name varchar(120)"] },
      Album: {
        columns: ["AlbumId integer pk", "Title varchar(160) not null", "ArtistId integer not null"],
        indexes: [
          { name: "IFK_AlbumArtistId", parts: ["ArtistId"] },
          { name: "ix_Album_Title", parts: ["Title"] },
        ],
        foreignKeys: [{ columns: ["ArtistId"], target: "Artist", targetColumns: ["ArtistId"] }],
      },
      PlaylistTrack: {
        columns: ["PlaylistId integer", "TrackId integer"],
        primaryKey: ["PlaylistId", "TrackId"],
        foreignKeys: [
          { columns: ["PlaylistId"], target: "Playlist", targetColumns: ["PlaylistId"] },
          { columns: ["TrackId"], target: "Track", targetColumns: ["TrackId"] },
        ],
      },
      Playlist: { columns: ["PlaylistId integer pk", "Name varchar(120)"] },
      Track: {
        columns: ["TrackId integer pk", "UnitPrice decimal(10,2) not null", "AlbumId integer"],
        foreignKeys: [{ columns: ["AlbumId"], target: "Album", targetColumns: ["AlbumId"] }],
      },
      Employee: {
        columns: ["EmployeeId integer pk", "ReportsTo integer"],
        foreignKeys: [
          { columns: ["ReportsTo"], target: "Employee", targetColumns: ["EmployeeId"] },
        ],
      },
    },
  },
  "names that Python and SQLAlchemy have taken": {
    enums: { "order state": ["name", "None", "2nd", "", "a b", "mro"] },
    tables: {
      tables: {
        columns: [
          "id integer pk",
          "class text",
          "metadata text",
          "registry text",
          "list text",
          "text text = 'x'",
          "func integer = 1",
        ],
      },
      base: {
        columns: [
          "date date pk",
          "datetime datetime",
          "time time",
          "int integer",
          "str varchar(3)",
        ],
      },
      "select from": {
        columns: [
          '"id:1" integer',
          "__x text",
          "_sa_y text",
          '"order state" text',
          "state text",
          "percent text = 'a:b % c'",
        ],
        primaryKey: ["id:1"],
        details: { state: { default: { kind: "expression", text: "'1' || ':x'" } } },
        checks: [{ name: "ck:1", expression: "percent <> ':no' AND length(percent) % 2 >= 0" }],
        indexes: [{ name: "by order", parts: ["order state desc"], where: "percent = 'x:y'" }],
      },
      enums: {
        columns: [
          "id integer pk",
          '"Enum" integer',
          '"Base" integer',
          '"Select From" integer',
          '"Mapped" integer',
        ],
      },
      müller: { columns: ["id integer pk", '"größe" real', '"日本" text'] },
    },
  },
  "several keys to one table, one-to-one, self-references": {
    tables: {
      people: {
        columns: ["id integer pk", "boss_id integer", "mate_id integer unique"],
        foreignKeys: [
          { columns: ["boss_id"], target: "people", targetColumns: ["id"], onDelete: "cascade" },
          { columns: ["mate_id"], target: "people", targetColumns: ["id"], onDelete: "set null" },
        ],
      },
      friendships: {
        columns: ["person_id integer", "friend_id integer"],
        primaryKey: ["person_id", "friend_id"],
        foreignKeys: [
          { columns: ["person_id"], target: "people", targetColumns: ["id"] },
          { columns: ["friend_id"], target: "people", targetColumns: ["id"] },
        ],
      },
      letters: {
        columns: ["id integer pk", "sender_id integer not null", "receiver_id integer"],
        foreignKeys: [
          { columns: ["sender_id"], target: "people", targetColumns: ["id"], onUpdate: "cascade" },
          {
            columns: ["receiver_id"],
            target: "people",
            targetColumns: ["id"],
            onDelete: "restrict",
          },
        ],
      },
    },
  },
  "composite keys that share columns": {
    tables: {
      tenants: { columns: ["id integer pk"] },
      folders: {
        columns: ["tenant_id integer", "id integer", "parent_id integer"],
        primaryKey: ["tenant_id", "id"],
        foreignKeys: [
          { columns: ["tenant_id"], target: "tenants", targetColumns: ["id"], name: "fk_tenant" },
          {
            columns: ["tenant_id", "parent_id"],
            target: "folders",
            targetColumns: ["tenant_id", "id"],
          },
        ],
      },
      files: {
        columns: [
          "id integer pk",
          "tenant_id integer not null",
          "folder_id integer",
          "copy_id integer",
        ],
        foreignKeys: [
          { columns: ["tenant_id"], target: "tenants", targetColumns: ["id"] },
          {
            columns: ["tenant_id", "folder_id"],
            target: "folders",
            targetColumns: ["tenant_id", "id"],
          },
          {
            columns: ["tenant_id", "copy_id"],
            target: "folders",
            targetColumns: ["tenant_id", "id"],
            onDelete: "cascade",
          },
        ],
      },
      pairs: { columns: ["a integer", "b integer"], primaryKey: ["b", "a"] },
    },
  },
  "keys to unique columns, and two keys of one column": {
    tables: {
      countries: {
        columns: ["id integer pk", "code char(2) not null unique", "label text not null unique"],
      },
      capitals: {
        columns: ["country_code char(2)", "name varchar not null"],
        primaryKey: ["country_code"],
        foreignKeys: [
          {
            columns: ["country_code"],
            target: "countries",
            targetColumns: ["code"],
            onDelete: "cascade",
          },
        ],
      },
      towns: {
        columns: [
          "id bigint pk",
          "country_label text not null",
          "state varchar(9)",
          "city integer",
        ],
        foreignKeys: [
          {
            name: "fk_label",
            columns: ["country_label"],
            target: "countries",
            targetColumns: ["label"],
          },
          { columns: ["city"], target: "towns", targetColumns: ["id"], onDelete: "set null" },
          { columns: ["city"], target: "countries", targetColumns: ["id"] },
        ],
        unique: [["state", "city"]],
        indexes: [
          { name: "ux_city", parts: ["city"], unique: true, where: "city > 3" },
          { name: "ux_state", parts: ["(upper(state))", "city desc"], unique: true },
        ],
      },
    },
  },
  "keys that lead to keys, the last table first": {
    tables: {
      badges: {
        columns: ["id integer pk", "member_id integer not null unique", "mood text"],
        foreignKeys: [{ columns: ["member_id"], target: "members", targetColumns: ["person_id"] }],
      },
      pins: {
        columns: ["badge_member_id integer"],
        primaryKey: ["badge_member_id"],
        foreignKeys: [
          { columns: ["badge_member_id"], target: "badges", targetColumns: ["member_id"] },
        ],
      },
      members: {
        columns: ["person_id integer", "since date"],
        primaryKey: ["person_id"],
        foreignKeys: [
          { columns: ["person_id"], target: "people", targetColumns: ["id"], onDelete: "cascade" },
        ],
      },
      people: { columns: ["id integer pk", "share decimal(2,4)"] },
      friends: {
        columns: ["member_id integer", "person_id integer"],
        primaryKey: ["member_id", "person_id"],
        foreignKeys: [
          { columns: ["member_id"], target: "members", targetColumns: ["person_id"] },
          { columns: ["person_id"], target: "people", targetColumns: ["id"] },
        ],
      },
      members_pins: {
        columns: ["member_id integer", "pin_id integer"],
        primaryKey: ["member_id", "pin_id"],
        foreignKeys: [
          { columns: ["member_id"], target: "badges", targetColumns: ["member_id"] },
          { columns: ["pin_id"], target: "pins", targetColumns: ["badge_member_id"] },
        ],
      },
    },
  },
  "defaults of every type": {
    enums: { mood: ["happy", "it's sad"] },
    tables: {
      defaults: {
        columns: [
          "id integer pk",
          "small smallint = -3",
          "big bigint not null = 9007199254740993",
          "price decimal(6,2) = 1.5",
          "ratio real = 0.25",
          "word varchar(20) not null = 'a\\\\b 100% {x} it''s'",
          "letters char(3) = 'abc'",
          "body text = ''",
          "done boolean not null = false",
          "day date = '2026-01-31'",
          "hour time = '12:30:00'",
          "at datetime = '2026-01-31 12:30:00'",
          "token uuid = '0b5c2f2e6a5141c69d4e2f0f6f1f7a10'",
          "meta json = '{}'",
          "feeling mood = 'it''s sad'",
        ],
      },
    },
  },
  "two join tables between the same tables": {
    tables: {
      users: { columns: ["id integer primary key"] },
      posts: {
        columns: ["id integer primary key", "user_id integer not null"],
        foreignKeys: [{ columns: ["user_id"], target: "users", targetColumns: ["id"] }],
      },
      ...Object.fromEntries(
        ["likes", "favorites"].map(name => [
          name,
          {
            columns: ["user_id integer not null", "post_id integer not null"],
            primaryKey: ["user_id", "post_id"],
            foreignKeys: [
              { columns: ["user_id"], target: "users", targetColumns: ["id"] },
              { columns: ["post_id"], target: "posts", targetColumns: ["id"] },
            ],
          },
        ]),
      ),
    },
  },
  "tables that cannot be classes, and types by name": {
    tables: {
      users: {
        columns: ["id integer", "email text unique"],
        primaryKey: ["id"],
        details: { id: { generated: null } },
      },
      log: {
        columns: [
          "at datetime not null = CURRENT_TIMESTAMP",
          "user_id integer",
          "place point",
          "size decimal",
        ],
        foreignKeys: [
          { columns: ["user_id"], target: "users", targetColumns: ["id"], onDelete: "set null" },
        ],
        unique: [["at", "user_id"]],
        indexes: [{ name: "ix_log", parts: ["at"] }],
      },
    },
  },
  "composite keys that share a column which must not be null": {
    tables: {
      clinics: { columns: ["id integer pk"] },
      wards: {
        columns: ["clinic_id integer", "no integer"],
        primaryKey: ["clinic_id", "no"],
        foreignKeys: [{ columns: ["clinic_id"], target: "clinics", targetColumns: ["id"] }],
      },
      nurses: {
        columns: ["clinic_id integer", "badge varchar(8)"],
        primaryKey: ["clinic_id", "badge"],
        foreignKeys: [{ columns: ["clinic_id"], target: "clinics", targetColumns: ["id"] }],
      },
      shifts: {
        columns: [
          "clinic_id integer",
          "no integer",
          "ward_no integer not null",
          "nurse_badge varchar(8)",
          "follows_no integer",
        ],
        primaryKey: ["clinic_id", "no"],
        foreignKeys: [
          { columns: ["clinic_id"], target: "clinics", targetColumns: ["id"] },
          {
            columns: ["clinic_id", "ward_no"],
            target: "wards",
            targetColumns: ["clinic_id", "no"],
            onDelete: "cascade",
          },
          {
            columns: ["clinic_id", "nurse_badge"],
            target: "nurses",
            targetColumns: ["clinic_id", "badge"],
          },
          {
            columns: ["clinic_id", "follows_no"],
            target: "shifts",
            targetColumns: ["clinic_id", "no"],
          },
        ],
      },
    },
  },
  "cycles of tables": {
    tables: {
      ships: {
        columns: ["id integer pk", "master_id integer not null", "name text not null"],
        unique: [["master_id", "name"]],
        indexes: [
          { name: "ships_by_master", parts: ["master_id desc"] },
          { name: "ships_by_name", parts: ["name", "master_id"] },
        ],
        foreignKeys: [{ columns: ["master_id"], target: "sailors", targetColumns: ["id"] }],
      },
      sailors: {
        columns: ["id integer pk", "ship_id integer", "home_id integer"],
        indexes: [{ name: "one_home", parts: ["home_id"], unique: true }],
        foreignKeys: [
          { columns: ["ship_id"], target: "ships", targetColumns: ["id"], onDelete: "set null" },
          { columns: ["home_id"], target: "ports", targetColumns: ["id"], name: "home_of_sailor" },
        ],
      },
      ports: {
        columns: ["id integer pk", "pilot_id integer", "ship_id integer"],
        foreignKeys: [
          { columns: ["pilot_id"], target: "sailors", targetColumns: ["id"] },
          { columns: ["ship_id"], target: "ships", targetColumns: ["id"], onDelete: "cascade" },
        ],
      },
    },
  },
  "join tables without a primary key": {
    tables: {
      songs: { columns: ["id integer pk", "title text"] },
      lists: { columns: ["id integer pk"] },
      ...Object.fromEntries(
        ["heard", "liked"].map(name => [
          name,
          {
            columns: ["song_id integer not null", "list_id integer not null"],
            unique: name === "liked" ? [["song_id", "list_id"]] : [],
            foreignKeys: [
              { columns: ["song_id"], target: "songs", targetColumns: ["id"] },
              { columns: ["list_id"], target: "lists", targetColumns: ["id"] },
            ],
          },
        ]),
      ),
    },
  },
  "SQL with colons, percent signs and backslashes": {
    tables: {
      files: {
        columns: ["id integer pk", "path text not null", "note text", "twice text"],
        details: {
          note: { default: { kind: "expression", text: "'50% of ' || ':x' || '\\:y'" } },
          twice: {
            generated: { kind: "computed", text: "path || '\\:' || path", stored: true },
          },
        },
        checks: [
          {
            name: "ck_path",
            expression: "path NOT LIKE 'c\\:temp' AND path <> '\\:' AND path <> 'a::b'",
          },
        ],
        indexes: [{ name: "ix_path", parts: ["path"], where: "path <> '\\\\:x:y :z%'" }],
      },
    },
  },
};
