package conformance

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// heap is how much the process holds, in MiB, once what is dead has been collected.
func heap() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// taken is how much the process has taken from the system, in MiB: it remembers what was needed for
// a moment only.
func taken() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapSys) / (1 << 20)
}

// stillServes checks that a server is as good as new.
func stillServes(t *testing.T, s *site) {
	t.Helper()
	k, d := s.open("/app")
	k.set(d.id("slider"), "value", "3")
	if now := k.pull(); now.attr("text", "text") != `"value: 3"` {
		t.Errorf("after that a new page shows %s", now.attr("text", "text"))
	}
	k.conn.Close()
}

func bomb(size int) string {
	var packed bytes.Buffer
	w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	_, _ = w.Write(make([]byte, size))
	_ = w.Close()
	return `{"type":"bytes","data":"` + base64.StdEncoding.EncodeToString(packed.Bytes()) + `"}`
}

// wide is an app with columns for those who reach far.
func wide(d *panelgo.Document) error {
	d.Add(named(models.NewSource(doc.Data{"x": make([]float64, 2000)}), "long"))
	d.Add(named(models.NewSource(doc.Data{"a": []any{doc.NewArray([]float64{}, 0, 1)}}), "arrays"))
	return desk(d)
}

// patched is an event that changes some of a column's cells.
func patched(id, column, at, values string) string {
	return `{"kind":"ColumnsPatched","model":{"id":"` + id + `"},"attr":"data","patches":{"type":"map","entries":[["` + column + `",[[` + at + `,` + values + `]]]]}}`
}

// shaped is an array of a shape.
func shaped(shape, data string) string {
	return `{"type":"ndarray","array":` + data + `,"dtype":"float64","order":"little","shape":` + shape + `}`
}

const nothing = `{"type":"bytes","data":{"id":"0"}}`

// explosives are small messages that mean a lot.
func explosives(d document) []struct{ what, events string } {
	tags := func(value string) string { return changed(d.id("text"), "tags", value) }
	list := func(item string, n int) string {
		return "[" + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + "]"
	}
	cells := func(at, values string) string { return patched(d.id("long"), "x", at, values) }
	return []struct{ what, events string }{
		{"deep lists", tags(strings.Repeat("[", 500) + strings.Repeat("]", 500))},
		{"deep maps", tags(strings.Repeat(`{"a":`, 300) + "1" + strings.Repeat("}", 300))},
		{"deep models", tags(strings.Repeat(`[{"type":"object","name":"Div","id":"x","attributes":{"tags":`, 200) + "[]" + strings.Repeat("}}]", 200))},
		{"more than a million values", tags(list("1", 1_100_000))},
		{"more than a million events", list(`{}`, 1_100_000)},
		{"a gzip bomb", tags("[" + bomb(70<<20) + "]")},
		{"many gzip bombs", tags(list(bomb(30<<20), 20))},
		{"a shape without end", tags("[" + shaped("[2147483648,2147483648]", nothing) + "]")},
		{"a shape of nothing", tags("[" + shaped("[-1]", nothing) + "]")},
		{"a slice whose step leads round", cells(`{"type":"slice","start":1500,"stop":null,"step":9223372036854774784}`, "[1,2]")},
		{"a slice without step", cells(`{"type":"slice","start":0,"stop":null,"step":0}`, "[1,2]")},
		{"a slice of nine quintillion", cells(`{"type":"slice","start":0,"stop":9000000000000000000,"step":null}`, "[1,2]")},
		{"a row out of range", cells("9000000000000000000", "1")},
		{"a row of 1e300", cells("1e300", "1")},
	}
}

// A small message must not make much of itself.
func TestHostileMessagesThatExplode(t *testing.T) {
	s := serve(t, only(wide))
	k, d := s.open("/app")
	flat := heap()
	for _, c := range explosives(d) {
		reply, before := k.patch(c.events, blob{"0", nil})
		if reply.kind != "ERROR" || len(before) > 0 || len(text(reply.content)) > 1000 {
			t.Errorf("%s: %s %.300s", c.what, reply.kind, text(reply.content))
		}
	}
	// An empty array of enormous width can be had; cells of it cannot.
	k.ok(`{"kind":"ColumnDataChanged","model":{"id":"`+d.id("arrays")+`"},"attr":"data","cols":null,"data":{"type":"map","entries":[["a",[`+shaped("[2147483647,0]", nothing)+`]]]}}`, blob{"0", nil})
	every := `{"type":"slice","start":null,"stop":null,"step":null}`
	if reply, _ := k.patch(patched(d.id("arrays"), "a", "[0,"+every+","+every+"]", "[1]")); reply.kind != "ERROR" {
		t.Errorf("cells of nothing: %s", reply.kind)
	}
	if grown := heap() - flat; grown > 64 {
		t.Errorf("the heap grew by %.0f MiB", grown)
	}
	if all := taken(); all > 1024 {
		t.Errorf("the process took %.0f MiB", all)
	}
	stillServes(t, s)
}

// A chain of models, each of which holds the one before, is as deep as it is long: walking it must
// not exhaust the stack, which would end the process.
func TestHostileChainOfModelsIsBounded(t *testing.T) {
	s := serve(t, only(desk))
	k, d := s.open("/app")
	flat := heap()
	var last, removed int
	const links, messages = 20_000, 10
	for range messages {
		var chain []string
		for range links {
			last++
			held := ""
			if last > 1 {
				held = fmt.Sprintf(`{"id":"m%d"}`, last-1)
			}
			chain = append(chain, fmt.Sprintf(`{"kind":"RootAdded","model":{"type":"object","name":"Div","id":"m%d","attributes":{"tags":[%s]}}}`, last, held))
		}
		if reply, _ := k.patch(strings.Join(chain, ",")); reply.kind == "ERROR" {
			break
		}
	}
	if last == links*messages {
		t.Errorf("a browser could add %d models", last)
	}
	last -= links // the message that was refused
	for removed < last-1 {
		var cut []string
		for range min(links, last-1-removed) {
			removed++
			cut = append(cut, fmt.Sprintf(`{"kind":"RootRemoved","model":{"id":"m%d"}}`, removed))
		}
		k.ok(strings.Join(cut, ","))
	}
	k.send("PULL-DOC-REQ", "{}") // its answer is as deep, and nobody's to read
	for range 3 {
		if _, _, err := k.frame(); err != nil {
			t.Fatal(err)
		}
	}
	k.ok(fmt.Sprintf(`{"kind":"RootRemoved","model":{"id":"m%d"}}`, last))
	if now := k.pull(); len(now.reps) != len(d.reps) {
		t.Errorf("%d models are left of %d", len(now.reps), len(d.reps))
	}
	if grown := heap() - flat; grown > 64 {
		t.Errorf("the heap grew by %.0f MiB", grown)
	}
	stillServes(t, s)
}
