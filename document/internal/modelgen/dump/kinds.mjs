// Kinds, as nested lists: "Float", ["Nullable", "Str"], ["Ref", "Ticker"], ["Named", "Padding"], ["Struct", ["x", "Int"], …].

// namedKinds finds the kinds that the front end's modules export under a name of their own: Map from kind to name.
// Enums of core/enums come first; a kind exported twice keeps the first name, and a name used twice the first kind.
export function namedKinds(modules, Kind) {
  const names = new Map()
  const taken = new Set()
  const primitives = /^core\/kinds$/
  const rank = ({module}) => module == "core/enums" ? 0 : 1
  for (const {module, exports} of [...modules].sort((a, b) => rank(a) - rank(b))) {
    if (primitives.test(module)) continue
    for (const [name, kind] of Object.entries(exports).sort(([a], [b]) => a < b ? -1 : 1)) {
      if (kind instanceof Kind && structured(kind) && !names.has(kind) && !taken.has(name)) {
        names.set(kind, name)
        taken.add(name)
      }
    }
  }
  return names
}

// structured tells the kinds that say more than a primitive does.
const structured = (kind) => kind.kind_args.length > 0 || kind.struct_type != null

export class KindWriter {
  constructor(names, className) {
    this.names = names
    this.className = className
    this.enums = new Map([...names].filter(([kind]) => kind.values).map(([kind, name]) => [String(kind), name]))
  }

  // dictionary spells out every kind that has a name.
  dictionary() {
    const spelt = [...this.names].map(([kind, name]) => [name, this.spell(kind)])
    return Object.fromEntries(spelt.sort(([a], [b]) => a < b ? -1 : 1))
  }

  // write refers to a kind by its name, if it has one; an enum also if another with the same values has.
  write(kind) {
    const name = this.names.get(kind) ?? this.enums.get(String(kind))
    return name == null ? this.spell(kind) : ["Named", name]
  }

  spell(kind) {
    const name = kind.kind_name
    switch (name) {
      case "Ref": return ["Ref", this.className(kind.obj_type)]
      case "Enum": return ["Enum", ...kind.values]
      case "PrefixedStr": return ["PrefixedStr", kind.prefix]
      case "Func": return "Func"
      case "Struct":
      case "PartialStruct": return [name, ...Object.entries(kind.struct_type).map(([field, type]) => [field, this.write(type)])]
    }
    const inner = [kind.base_type ?? kind.types ?? [kind.key_type, kind.item_type]].flat().filter((k) => k != null)
    return inner.length == 0 ? name : [name, ...inner.map((k) => this.write(k))]
  }
}
