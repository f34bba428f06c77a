// Defaults, as JSON. What JSON lacks is an object with one key that begins with "$".

export function writeDefault(value, types, depth = 0) {
  const {HasProps, unset} = types
  const again = (v) => writeDefault(v, types, depth + 1)
  if (value === unset || value === undefined || depth > 6) return undefined
  if (value === null || typeof value == "boolean" || typeof value == "string") return value
  if (typeof value == "number") return Number.isFinite(value) ? value : {$number: String(value)}
  if (typeof value == "function") return {$function: true}
  if (value instanceof HasProps) return {$new: types.className(value.constructor)}
  const tag = Object.prototype.toString.call(value).slice(8, -1)
  switch (tag) {
    case "Array": return value.map(again)
    case "Object": return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, again(v)]))
    case "Set": return {$set: [...value].map(again)}
    case "Map": return {$map: [...value].map(([k, v]) => [again(k), again(v)])}
    case "ArrayBuffer": return {$bytes: value.byteLength}
  }
  if (ArrayBuffer.isView(value)) return {$array: [...value]}
  return {$other: tag}
}
