// A page for BokehJS to run in: jsdom, with stand-ins for what it lacks.
import {JSDOM, VirtualConsole} from "jsdom"

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

// Port hands messages over, as those of a MessageChannel do.
class Port {
  postMessage(data) { setTimeout(() => this.other.onmessage?.({data}), 0) }
  start() {}
  close() {}
}

class Channel {
  port1 = new Port()
  port2 = new Port()
  constructor() {
    this.port1.other = this.port2
    this.port2.other = this.port1
  }
}

// context answers every method of a canvas context with something empty.
const context = new Proxy({}, {
  get: (target, name) => name in target ? target[name] : () => ({width: 0, data: []}),
  set: (target, name, value) => { target[name] = value; return true },
})

export function openPage(url, complain) {
  const virtualConsole = new VirtualConsole()
  virtualConsole.on("jsdomError", complain)
  virtualConsole.on("error", (...words) => complain(words.join(" ")))
  virtualConsole.on("warn", (...words) => complain(words.join(" ")))
  const {window} = new JSDOM("<!doctype html><body></body>", {url, runScripts: "outside-only", pretendToBeVisual: true, virtualConsole})
  const nothing = () => {}
  Object.assign(window, {
    matchMedia: () => ({matches: false, addListener: nothing, removeListener: nothing, addEventListener: nothing, removeEventListener: nothing}),
    ResizeObserver: Observer, IntersectionObserver: Observer, MessageChannel: Channel,
    Path2D: class {}, OffscreenCanvas: class { getContext() { return context } },
    structuredClone, TextEncoder, TextDecoder,
  })
  window.HTMLCanvasElement.prototype.getContext = () => context
  return window
}
