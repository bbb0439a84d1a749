/**
 * Removes the functions for network, storage and workers from a worker. The sandbox denies them in any case;
 * this is a second line for a browser with a fault in its sandbox, and it gives a clearer message.
 */

const FORBIDDEN = [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "WebSocketStream",
  "EventSource",
  "WebTransport",
  "RTCPeerConnection",
  "importScripts",
  "indexedDB",
  "caches",
  "cookieStore",
  "BroadcastChannel",
  "Worker",
  "SharedWorker",
  "navigator",
  "Notification",
] as const;

/** Removes the functions from the object and from its prototypes. */
export const lockDown = (scope: object): void => {
  for (let owner: object | null = scope; owner; owner = Object.getPrototypeOf(owner)) {
    for (const name of FORBIDDEN) {
      if (Object.hasOwn(owner, name)) Reflect.deleteProperty(owner, name);
    }
  }
  for (const name of FORBIDDEN) {
    Object.defineProperty(scope, name, { value: undefined, configurable: false, writable: false });
  }
};
