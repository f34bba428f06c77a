// A page for the front end's bundles to load in: jsdom, with stand-ins for what it lacks.
import {JSDOM, VirtualConsole} from "jsdom"

const noop = () => {}

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

class Port {
  postMessage() {}
  start() {}
  close() {}
}

// context answers every method of a canvas context with something empty.
const context = new Proxy({}, {
  get: (target, name) => name in target ? target[name] : () => ({width: 0, data: []}),
  set: (target, name, value) => { target[name] = value; return true },
})

export function openPage(complain) {
  const virtualConsole = new VirtualConsole()
  virtualConsole.on("jsdomError", complain)
  const {window} = new JSDOM("<!doctype html><body></body>", {
    runScripts: "outside-only", pretendToBeVisual: true, virtualConsole, url: "http://localhost/",
  })
  Object.assign(window, {
    matchMedia: () => ({matches: false, addListener: noop, removeListener: noop, addEventListener: noop, removeEventListener: noop}),
    ResizeObserver: Observer,
    IntersectionObserver: Observer,
    MessageChannel: class { port1 = new Port(); port2 = new Port() },
    Path2D: class {},
    OffscreenCanvas: class { getContext() { return context } },
    structuredClone, TextEncoder, TextDecoder,
  })
  window.HTMLCanvasElement.prototype.getContext = () => context
  return window
}
