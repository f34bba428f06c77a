// Reads the front end's models out of its running bundles and writes them down as JSON.
//
//   node dump.mjs NODE_MODULES ../schema.json
//
// NODE_MODULES is a folder that holds @bokeh/bokehjs and @holoviz/panel as npm unpacked them.
import fs from "node:fs"
import path from "node:path"
import {openPage} from "./page.mjs"
import {declarations, classesIn} from "./declared.mjs"
import {KindWriter, namedKinds} from "./kinds.mjs"
import {writeDefault} from "./defaults.mjs"
import {layOut} from "./layout.mjs"

const [root, schema] = process.argv.slice(2)
if (schema == null) throw new Error("usage: node dump.mjs NODE_MODULES SCHEMA")
const bokehjs = path.join(root, "@bokeh/bokehjs")
const panel = path.join(root, "@holoviz/panel")
const bundles = [
  ["bokeh", path.join(bokehjs, "build/js/bokeh.min.js")],
  ...["widgets", "tables", "gl", "mathjax"].map((name) => [name, path.join(bokehjs, `build/js/bokeh-${name}.min.js`)]),
  ["panel", path.join(panel, "dist/panel.min.js")],
]

const version = (dir) => JSON.parse(fs.readFileSync(path.join(dir, "package.json"), "utf8")).version
const window = openPage((error) => console.error("dump:", error.message))

const bundleOf = new Map() // wire name → bundle
let modules = []           // the modules of bokehjs: {module, exports, classes}
for (const [bundle, file] of bundles) {
  if (bundle == "panel") modules = loadModules() // before Panel's own modules of the same names
  window.eval(fs.readFileSync(file, "utf8"))
  for (const name of Object.keys(window.Bokeh.Models))
    if (!bundleOf.has(name)) bundleOf.set(name, bundle)
}

const {Bokeh} = window
const {Kind} = Bokeh.require("core/kinds")
const {HasProps} = Bokeh.require("core/has_props")
const properties = Bokeh.require("core/properties")
const homes = homesOf(modules)
const specNames = namesOfSpecs(modules)
const types = {HasProps, unset: properties.unset, className}
const writer = new KindWriter(namedKinds(modules, Kind), className)
const instances = new Map() // class → an instance to ask for defaults
const registered = new Map(Object.entries(Bokeh.Models).map(([name, type]) => [type, name]))

const classes = [...allClasses()].map(describe).sort((a, b) => a.name < b.name ? -1 : 1)
fs.writeFileSync(schema, layOut({bokeh: version(bokehjs), panel: version(panel), kinds: writer.dictionary(), classes}))
process.exit(0) // jsdom keeps timers

function loadModules() {
  const found = []
  for (const {module, text} of declarations(path.join(bokehjs, "build/js/lib"))) {
    if (module.endsWith("/index") || module == "index") continue
    try {
      found.push({module, exports: window.Bokeh.require(module), classes: classesIn(text)})
    } catch {
      // a module of types only, or of the API bundle, which pages do not load
    }
  }
  return found
}

// homesOf finds where each class of models lives and whether its declaration says "abstract".
function homesOf(modules) {
  const homes = new Map()
  for (const {module, exports, classes} of modules)
    for (const [name, type] of Object.entries(exports))
      if (typeof type == "function" && type.prototype instanceof HasProps && !homes.has(type) && classes.has(name))
        homes.set(type, {module, abstract: classes.get(name)})
  return homes
}

// allClasses are the registered ones and whatever they inherit from or refer to, up to Model.
function* allClasses() {
  for (const type of registered.keys()) yield type
  const seen = new Set(registered.keys())
  for (const type of registered.keys()) {
    for (let c = Object.getPrototypeOf(type); c !== HasProps && !seen.has(c); c = Object.getPrototypeOf(c)) {
      seen.add(c)
      yield c
    }
  }
}

// className is the wire name, or for a class that is not registered its own name, with the module where two share it.
function className(type) {
  if (type === window.Date) return "Date"
  if (type === HasProps) return "HasProps"
  if (!(type?.prototype instanceof HasProps)) return type == null ? "HasProps" : "DOM" // a node of the page: no browser can send one
  if (registered.has(type)) return registered.get(type)
  const name = type.__qualified__
  return bundleOf.has(name) ? `${name}@${homes.get(type).module}` : name
}

function describe(type) {
  const base = Object.getPrototypeOf(type)
  const home = homes.get(type)
  const name = className(type)
  return {
    name,
    bundle: bundleOf.get(registered.get(type)), // absent: not registered, only a base of others
    module: home?.module,
    abstract: home?.abstract || undefined,
    base: base === HasProps ? undefined : className(base),
    props: Object.entries(type.prototype._props)
      .filter(([attr, prop]) => base.prototype._props?.[attr] !== prop)
      .map(([attr, prop]) => describeProperty(attr, prop, type)),
  }
}

function describeProperty(name, {type, default_value, options}, owner) {
  if (type instanceof properties.PropertyAlias) return {name, alias: type.attr}
  return {
    name,
    kind: type instanceof Kind ? writer.write(type) : type === properties.Font ? "Font" : ["Spec", specName(type)],
    default: writeDefault(evaluate(default_value, owner), types),
    internal: options.internal || undefined,
    readonly: options.readonly || undefined,
  }
}

// namesOfSpecs finds the classes of properties that modules export, those of core/properties first.
function namesOfSpecs(modules) {
  const names = new Map(Object.entries(properties).map(([name, type]) => [type, name]))
  for (const {exports} of modules)
    for (const [name, type] of Object.entries(exports))
      if (typeof type == "function" && type.prototype instanceof properties.Property && !names.has(type)) names.set(type, name)
  return names
}

// specName is the exported class of a data spec, or of what it is derived from.
function specName(type) {
  for (let c = type; c != null; c = Object.getPrototypeOf(c))
    if (specNames.has(c)) return specNames.get(c)
  throw new Error(`dump: no name for the data spec ${type}`)
}

function evaluate(default_value, owner) {
  const made = instance(owner)
  try {
    return default_value(made)
  } catch (error) {
    console.error(`dump: a default of ${owner.__qualified__} cannot be had: ${error.message}`)
    return undefined
  }
}

function instance(type) {
  if (!instances.has(type)) {
    let made
    try {
      made = new type()
    } catch {
      made = Object.create(type.prototype) // cannot be made without arguments or a whole browser
    }
    instances.set(type, made)
  }
  return instances.get(type)
}
