/** Takes network, storage and further workers away from the code that will run here. */

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

/** Removes them from the object and from all that it inherits from. */
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
