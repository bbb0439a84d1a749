/** The worker's side with the real Peewee, which starts fastest. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";
import { beforeAll, describe, expect, test } from "vitest";
import { interpreterOptions } from "../../../python/index.ts";
import type { PythonCall, WorkerReply } from "./protocol.ts";
import { type PythonServerPort, servePython } from "./serve-python.ts";

const folder = fileURLToPath(new URL("../../../.python/", import.meta.url));
const runtime = path.dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));

const boot = async () => ({
  python: await loadPyodide({
    ...interpreterOptions,
    indexURL: runtime,
    stdLibURL: path.join(folder, "standard-library.zip"),
  }),
  memoryBytes: () => 0,
});

const readArchive = (): ArrayBuffer =>
  new Uint8Array(readFileSync(path.join(folder, "peewee.zip"))).buffer;

class Port implements PythonServerPort {
  onmessage: PythonServerPort["onmessage"] = null;
  readonly replies: WorkerReply[] = [];

  postMessage(reply: WorkerReply): void {
    this.replies.push(reply);
  }

  /** The reply of Python to models. */
  check(models: string, milliseconds = 60_000): unknown {
    // The stack of Node is smaller than the one of a worker in a browser.
    const limit = { milliseconds, recursion: 180 };
    const data: PythonCall = {
      request: "check",
      parameters: { files: { "models.py": models } },
      limit,
    };
    this.onmessage?.({ data } as MessageEvent<PythonCall>);
    const reply = this.replies.at(-1);
    return reply?.kind === "answer" ? reply.reply : reply;
  }
}

const isInstalled = existsSync(path.join(folder, "stamp"));

describe.skipIf(!isInstalled)("a worker of Python", () => {
  const port = new Port();
  beforeAll(async () => {
    await servePython({ port, start: { library: "peewee", archives: [readArchive()] }, boot });
  }, 120_000);

  test("is ready when the library is imported", () => {
    expect(port.replies[0]).toEqual({ kind: "ready" });
  });

  test("answers with the tables of models, and with what they print", () => {
    const models = "import peewee\nprint('seen')\nclass Thing(peewee.Model):\n    pass\n";
    expect(port.check(models)).toMatchObject({
      version: expect.stringMatching(/^4\./),
      database: expect.any(Uint8Array),
      warnings: [],
      output: "seen\n",
    });
  });

  const endless = {
    "a loop": "while True:\n    pass\n",
    "a loop that catches everything":
      "while True:\n    try:\n        1 / 0\n    except:\n        pass\n",
    "calls without a loop": "def tree(n):\n    return n and tree(n - 1) + tree(n - 1)\ntree(60)\n",
    "a generator": "import itertools\nsum(1 for _ in itertools.count())\n",
    "a statement": `
import sqlite3
sqlite3.connect(":memory:").execute(
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
)
`,
  };

  test.each(Object.entries(endless))("ends %s at the deadline", (_name, models) => {
    expect(port.check(models, 200)).toMatchObject({ stopped: "too-long" });
    expect(port.check("")).toHaveProperty("database");
  });

  test("reports recursion without end as an exception of the models", () => {
    expect(port.check("def again():\n    again()\nagain()\n")).toMatchObject({
      error: { kind: "RecursionError", file: "models.py" },
    });
    const nested =
      "class Text:\n    def __repr__(self):\n        return f'{self!r}'\nrepr(Text())\n";
    expect(port.check(nested)).toMatchObject({ error: { kind: "RecursionError" } });
  });

  test("keeps the beginning of a long output", () => {
    const reply = port.check("for number in range(1_000_000):\n    print(number)\n");
    const { output } = reply as { readonly output: string };
    expect(output.slice(0, 4)).toBe("0\n1\n");
    expect(output.length).toBeLessThan(100_100);
  });

  test("reports an archive that it cannot read", async () => {
    const broken = new Port();
    const archives = [new ArrayBuffer(10)];
    await servePython({ port: broken, start: { library: "peewee", archives }, boot });
    expect(broken.replies).toEqual([{ kind: "failed", message: expect.any(String) }]);
  });
});
