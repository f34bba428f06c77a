package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strings"
	"time"

	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// describeJS is describe for the browser.
const describeJS = `((v) => {
	const describe = (v) => {
		const all = (items) => [...items].map(describe);
		if (v === null || v === undefined || typeof v === "boolean") return String(v);
		if (typeof v === "number") return v === 9223372036854775807 ? "9223372036854775807" : v === 18446744073709551615 ? "18446744073709551615" : String(v);
		if (typeof v === "string") return JSON.stringify(v);
		if (v instanceof Map) return "Map{" + [...v].map(([k, x]) => describe(k) + ":" + describe(x)).join(",") + "}";
		if (v instanceof Set) return "Set{" + all(v).join(",") + "}";
		if (v instanceof ArrayBuffer) return "bytes(" + [...new Uint8Array(v)].join(" ") + ")";
		if (v.dtype !== undefined && v.shape !== undefined) {
			const head = "nd " + v.dtype + "[" + v.shape.join(" ") + "]";
			return v.length > 100 ? head + " ending in " + v[v.length - 1] : head + "(" + all(v).join(" ") + ")";
		}
		if (ArrayBuffer.isView(v)) return "typed " + Object.prototype.toString.call(v).slice(8, -6).toLowerCase() + "(" + all(v).join(" ") + ")";
		if (Array.isArray(v)) return "[" + all(v).join(",") + "]";
		if (v instanceof Date) return "Date " + v.getTime();
		if (typeof v.id === "string" && v.type !== undefined && v.document !== undefined) return "model " + v.type + " " + v.text;
		if ("start" in v && "stop" in v && "step" in v && v.constructor !== Object) return "slice(" + all([v.start, v.stop, v.step]).join(",") + ")";
		return "{" + Object.keys(v).sort().map((k) => JSON.stringify(k) + ":" + describe(v[k])).join(",") + "}";
	};
	return v.map(describe);
})`

// describe tells of a value as describeJS does.
func describe(v any) string {
	switch v := v.(type) {
	case float64:
		return describeNumber(v)
	case string:
		return describeText(v)
	case []byte:
		return "bytes(" + strings.Trim(fmt.Sprint(v), "[]") + ")"
	case time.Time:
		return fmt.Sprint("Date ", v.UnixMilli())
	case *doc.Array:
		return describeArray(v)
	case *models.Div:
		return "model Div " + v.Text.Get()
	case doc.Slice:
		return "slice(" + describeAll([]any{whole(v.Start), whole(v.Stop), whole(v.Step)}, ",") + ")"
	case doc.Set:
		return "Set{" + describeAll(v, ",") + "}"
	case []any:
		return "[" + describeAll(v, ",") + "]"
	case doc.Entries:
		pairs := make([]string, len(v))
		for i, pair := range v {
			pairs[i] = describe(pair[0]) + ":" + describe(pair[1])
		}
		return "Map{" + strings.Join(pairs, ",") + "}"
	case map[string]any:
		pairs := make([]string, 0, len(v))
		for name, x := range v {
			pairs = append(pairs, describeText(name)+":"+describe(x))
		}
		sort.Strings(pairs)
		return "{" + strings.Join(pairs, ",") + "}"
	case nil:
		return "null"
	}
	return fmt.Sprint(v)
}

func describeAll(list []any, by string) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = describe(x)
	}
	return strings.Join(parts, by)
}

// whole is a part of a slice, as a value.
func whole(n *int) any {
	if n == nil {
		return nil
	}
	return float64(*n)
}

func describeText(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // texts can always be written
	return strings.TrimSpace(b.String())
}

func describeNumber(v float64) string {
	switch {
	case v == 1<<63:
		return "9223372036854775807"
	case v == 1<<64:
		return "18446744073709551615"
	case math.IsInf(v, 1):
		return "Infinity"
	case math.IsInf(v, -1):
		return "-Infinity"
	case v == math.Trunc(v) && math.Abs(v) < 1e21:
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprint(v)
}

func describeArray(a *doc.Array) string {
	flat := fmt.Sprint(a.Slice())
	if a.DType == doc.Object {
		flat = describeAll(a.Items, " ")
	}
	flat = strings.NewReplacer("true", "1", "false", "0").Replace(strings.Trim(flat, "[]"))
	if a.Shape == nil {
		return fmt.Sprintf("typed %s(%s)", a.DType, flat)
	}
	if fields := strings.Fields(flat); len(fields) > 100 {
		return fmt.Sprintf("nd %s%v ending in %s", a.DType, a.Shape, fields[len(fields)-1])
	}
	return fmt.Sprintf("nd %s%v(%s)", a.DType, a.Shape, flat)
}
