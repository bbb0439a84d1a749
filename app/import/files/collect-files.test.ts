import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { collectFiles, fileLimits } from "./collect-files.ts";

const signal = new AbortController().signal;

const collect = async (...items: File[]) => {
  const { texts, diagnostics } = await collectFiles(items, signal);
  const reports = diagnostics.map(({ message, place }) => `${place?.file}: ${message}`);
  return { texts: Object.fromEntries(texts), reports };
};

const zip = (entries: Zippable, name = "site.zip"): File =>
  new File([new Uint8Array(zipSync(entries))], name);

/** A file as a folder picker returns it. */
const inFolder = (path: string, text: string): File =>
  Object.defineProperty(new File([text], "x.py"), "webkitRelativePath", { value: path });

describe("files", () => {
  it("are collected if they are Python", async () => {
    const files = [new File(["a = 1"], "a.py"), new File(["b"], "b.md"), new File(["c"], "c.pyc")];
    expect(await collect(...files)).toEqual({ texts: { "a.py": "a = 1" }, reports: [] });
  });

  it("have the paths of their folder, without libraries and hidden folders", async () => {
    const paths = ["site/shop/models.py", "site/.venv/lib/x.py", "site/node_modules/y/setup.py"];
    const { texts } = await collect(...paths.map(path => inFolder(path, path)));
    expect(Object.keys(texts)).toEqual(["site/shop/models.py"]);
  });

  it("are left out if they are too large or not UTF-8, and the rest is read", async () => {
    const large = new File(["#".repeat(fileLimits.fileBytes + 1)], "large.py");
    const latin = new File([new Uint8Array([35, 0xe9])], "latin.py");
    expect(await collect(large, latin, new File(["a = 1"], "a.py"))).toEqual({
      texts: { "a.py": "a = 1" },
      reports: [
        "large.py: The file is left out. It is larger than 1 MB.",
        "latin.py: The file is left out. It is not text in UTF-8.",
      ],
    });
  });

  it("are left out after a total size, which is reported once", async () => {
    const text = "#".repeat(fileLimits.fileBytes);
    const files = Array.from({ length: 23 }, (_, index) => new File([text], `f${index}.py`));
    const { texts, diagnostics } = await collectFiles(files, signal);
    expect(texts.size).toBe(20);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "Some files are left out: they are larger than 20 MB.",
    ]);
  });

  it("are not read after a cancellation", async () => {
    const controller = new AbortController();
    controller.abort(new Error("cancelled"));
    await expect(collectFiles([new File([""], "a.py")], controller.signal)).rejects.toThrow(
      "cancelled",
    );
  });
});

describe("zip archives", () => {
  it("have packed and stored files", async () => {
    const archive = zip({
      "site/models.py": strToU8("a = 1\n".repeat(1_000)),
      "site/db.py": [strToU8("b = 2"), { level: 0 }],
      "site/readme.md": strToU8("c"),
      "site/empty.py": new Uint8Array(),
    });
    expect(await collect(archive)).toEqual({
      texts: {
        "site/models.py": "a = 1\n".repeat(1_000),
        "site/db.py": "b = 2",
        "site/empty.py": "",
      },
      reports: [],
    });
  });

  it("are recognized without their extension, and can be empty", async () => {
    expect(await collect(zip({ "a.py": strToU8("a") }, "download"))).toEqual({
      texts: { "a.py": "a" },
      reports: [],
    });
    expect(await collect(zip({}))).toEqual({ texts: {}, reports: [] });
  });

  it("have paths that lead nowhere else", async () => {
    const { texts } = await collect(
      zip({
        "../../etc/models.py": strToU8("a"),
        "/root.py": strToU8("b"),
        "c\\d.py": strToU8("c"),
      }),
    );
    expect(texts).toEqual({ "etc/models.py": "a", "root.py": "b", "c/d.py": "c" });
  });

  it("do not unpack to more than they state", async () => {
    const bytes = zipSync({
      "bomb.py": new Uint8Array(fileLimits.fileBytes * 50),
      "a.py": strToU8("a"),
    });
    const stated = new DataView(bytes.buffer);
    const honest = await collect(new File([bytes], "honest.zip"));
    expect(honest.texts).toEqual({ "a.py": "a" });
    expect(honest.reports).toEqual(["bomb.py: The file is left out. It is larger than 1 MB."]);
    // The size in the list of files, which is in front of the name.
    const at = Buffer.from(bytes).lastIndexOf("bomb.py") - 46;
    stated.setUint32(at + 24, 1_000, true);
    const forged = await collect(new File([bytes], "forged.zip"));
    expect(forged.texts).toEqual({ "a.py": "a" });
    expect(forged.reports).toEqual([
      "bomb.py: The file is left out. It is larger than the archive states.",
    ]);
  });

  it("that are damaged are reported, wherever they are cut or changed", async () => {
    const bytes = zipSync({ "a.py": strToU8("a = 1\n".repeat(50)), "b.py": strToU8("b") });
    for (let length = 4; length < bytes.length; length += 7) {
      const { texts, reports } = await collect(new File([bytes.slice(0, length)], "cut.zip"));
      expect(texts).toEqual({});
      expect(reports).toEqual([expect.stringMatching(/^cut\.zip: The zip archive is damaged/)]);
    }
    for (let at = 4; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes);
      changed[at] = 255 - (changed[at] ?? 0);
      await collect(new File([changed], "changed.zip"));
    }
  });

  it("that are encrypted are reported", async () => {
    const bytes = zipSync({ "a.py": strToU8("a") });
    const at = Buffer.from(bytes).lastIndexOf("a.py") - 46;
    new DataView(bytes.buffer).setUint16(at + 8, 1, true);
    expect((await collect(new File([bytes], "secret.zip"))).reports).toEqual([
      "a.py: The file is left out. It is encrypted.",
    ]);
  });
});
