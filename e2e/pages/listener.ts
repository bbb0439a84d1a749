/** Another origin that records everything that reaches it, by TCP and by UDP. */
import { createSocket, type Socket } from "node:dgram";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export class Listener {
  /** Addresses of requests; `tcp` for a connection and `udp` for a packet. */
  readonly arrived: string[] = [];
  readonly #server: Server;
  readonly #packets: Socket;

  constructor() {
    this.#server = createServer((request, response) => {
      this.arrived.push(request.url ?? "");
      response.writeHead(200, {
        "access-control-allow-origin": "*",
        "content-type": "text/javascript",
      });
      response.end("export default 1;");
    });
    this.#server.on("connection", () => this.arrived.push("tcp"));
    this.#packets = createSocket("udp4").on("message", () => this.arrived.push("udp"));
  }

  /** Starts to listen; returns the address of the origin. */
  async start(): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as AddressInfo;
    await new Promise<void>(resolve => this.#packets.bind(port, "127.0.0.1", resolve));
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#packets.close();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
