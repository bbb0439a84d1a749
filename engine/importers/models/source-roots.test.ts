import { describe, expect, it } from "vitest";
import { recognizeModels } from "./index.ts";

const MODEL = "from peewee import Model\nclass Kite(Model): pass\n";

/** Each path as Python imports it, by the given path; files with `models` in their name define models. */
const mounted = (files: Readonly<Record<string, string>>) => {
  const texts = Object.entries(files).map(([path, text]): [string, string] => [
    path,
    /models|kites/.test(path) ? MODEL + text : text,
  ]);
  const found = recognizeModels(new Map(texts));
  const paths = [...(found?.givenPaths ?? [])].map(([path, given]) => [given, path]);
  return { paths: Object.fromEntries(paths), diagnostics: found?.diagnostics ?? [] };
};

const pathsOf = (files: Readonly<Record<string, string>>) => mounted(files).paths;

describe("source roots", () => {
  it("are the parents of packages", () => {
    expect(
      pathsOf({ "repo-main/src/shop/__init__.py": "", "repo-main/src/shop/models.py": "" }),
    ).toEqual({
      "repo-main/src/shop/__init__.py": "shop/__init__.py",
      "repo-main/src/shop/models.py": "shop/models.py",
    });
  });

  it("are the folders that imports expect", () => {
    expect(
      pathsOf({
        "repo/backend/app/db.py": "",
        "repo/backend/app/models.py": "from app.db import Base",
      }),
    ).toEqual({
      "repo/backend/app/db.py": "app/db.py",
      "repo/backend/app/models.py": "app/models.py",
    });
  });

  it("are above a package if imports start there", () => {
    expect(
      pathsOf({
        "site/__init__.py": "",
        "site/app/__init__.py": "",
        "site/app/db.py": "",
        "site/app/models.py": "from app.db import Base\nfrom app import db",
      }),
    ).toMatchObject({ "site/app/models.py": "app/models.py", "site/app/db.py": "app/db.py" });
  });

  it("are the folder of files that import each other without a package", () => {
    expect(pathsOf({ "code/db.py": "", "code/models.py": "import db" })).toEqual({
      "code/db.py": "db.py",
      "code/models.py": "models.py",
    });
  });

  it("are the folder of all files, if nothing shows more", () => {
    expect(pathsOf({ "site/shop/models.py": "", "site/blog/models.py": "" })).toEqual({
      "site/shop/models.py": "shop/models.py",
      "site/blog/models.py": "blog/models.py",
    });
    expect(pathsOf({ "shop/models.py": "", "shop/db.py": "" })).toMatchObject({
      "shop/models.py": "shop/models.py",
    });
  });

  it("are not within a package whose modules have names of Python's library", () => {
    expect(
      pathsOf({
        "app/__init__.py": "",
        "app/types.py": "",
        "app/models.py": "import types\nimport types",
      }),
    ).toMatchObject({ "app/models.py": "app/models.py" });
  });

  it("can be several", () => {
    expect(
      pathsOf({
        "services/users/models.py": "from shared.base import X",
        "libs/shared/base.py": "",
        "services/users/__init__.py": "",
      }),
    ).toMatchObject({
      "services/users/models.py": "users/models.py",
      "libs/shared/base.py": "shared/base.py",
    });
  });
});

describe("relative imports", () => {
  it("of files in a folder use its name as a package", () => {
    expect(
      pathsOf({ "my-app/shop/db.py": "", "my-app/shop/models.py": "from .db import Base" }),
    ).toEqual({
      "my-app/shop/db.py": "shop/db.py",
      "my-app/shop/models.py": "shop/models.py",
    });
  });

  it("of files without a folder get a package", () => {
    expect(pathsOf({ "db.py": "", "models.py": "from .db import Base\nfrom . import db" })).toEqual(
      {
        "db.py": "project/db.py",
        "models.py": "project/models.py",
      },
    );
    expect(pathsOf({ "my-app/db.py": "", "my-app/models.py": "from .db import Base" })).toEqual({
      "my-app/db.py": "project/db.py",
      "my-app/models.py": "project/models.py",
    });
  });
});

describe("paths that Python cannot import", () => {
  it("are renamed if they define models, and left out otherwise", () => {
    expect(
      pathsOf({
        "shop/models (1).py": "",
        "shop/import-data.py": "",
        "shop/my-kites.py": "",
        "shop/db.py": "",
      }),
    ).toEqual({
      "shop/models (1).py": "shop/_models__1_.py",
      "shop/my-kites.py": "shop/_my_kites.py",
      "shop/db.py": "shop/db.py",
    });
  });

  it("do not replace a library", () => {
    const files = new Map([["peewee.py", MODEL]]);
    expect(recognizeModels(files)?.paths).toEqual(["peewee_models.py"]);
  });

  it("are reported if two models have the same", () => {
    const { paths, diagnostics } = mounted({
      "a/app/__init__.py": "",
      "a/app/models.py": "",
      "b/app/__init__.py": "",
      "b/app/models.py": "",
    });
    expect(paths).toEqual({
      "a/app/models.py": "app/models.py",
      "a/app/__init__.py": "app/__init__.py",
    });
    expect(diagnostics).toMatchObject([
      { code: "same-module", place: { file: "b/app/models.py", line: null } },
    ]);
  });
});
