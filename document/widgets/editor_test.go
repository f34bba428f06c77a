package widgets_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document/documenttest"
	. "github.com/panelgo/panelgo/document/widgets"
)

func TestAJSONEditorHandsOutValues(t *testing.T) {
	j, err := NewJSONEditor(map[string]any{"a": 1})
	if err != nil {
		t.Fatal(err)
	}
	var heard []any
	stop := j.OnChange(func(v any) { heard = append(heard, v) })
	b := documenttest.Open(t, j)
	if err := b.Fire(j, "json_edit", `"data":{"a":[2,null,"x"]}`); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"a": []any{2.0, nil, "x"}}
	if !reflect.DeepEqual(j.Value(), want) || len(heard) != 1 || !reflect.DeepEqual(heard[0], want) {
		t.Errorf("value %v, heard %v", j.Value(), heard)
	}
	stop()
	b.Turn(func() { j.Disabled.Set(true) })
	if err := b.Fire(j, "json_edit", `"data":1`); err == nil || len(heard) != 1 {
		t.Errorf("an editor for reading was edited: %v, heard %v", err, heard)
	}
	if err := b.Set(j, "data", `{"a":9}`); err == nil {
		t.Error("a value was set past the editor")
	}
	if _, err := NewJSONEditor(make(chan int)); err == nil {
		t.Error("a channel is no JSON")
	}
}

func TestATerminalWritesEveryWord(t *testing.T) {
	term := NewTerminal()
	fmt.Fprint(term, "before\n")
	b := documenttest.Open(t, term)
	b.Driver.Turn(func() error { fmt.Fprint(term, "one "); fmt.Fprint(term, "two "); return nil })
	if told := b.Hears(); !strings.Contains(told, `"new":"one two "`) {
		t.Errorf("told %s", told)
	}
	b.Turn(func() {})
	if got := term.Output.Get(); got != "before\none two " {
		t.Errorf("a browser that comes later gets %q", got)
	}
	for range 2 {
		b.Driver.Turn(func() error { fmt.Fprint(term, "x"); return nil })
		if told := b.Hears(); !strings.Contains(told, `"new":"x`) {
			t.Errorf("told %s", told)
		}
	}
	var keys []string
	b.Turn(func() { term.OnKey(func(k string) { keys = append(keys, k) }) })
	if err := b.Fire(term, "keystroke", `"key":"a"`); err != nil || fmt.Sprint(keys) != "[a]" {
		t.Errorf("%v, keys %v", err, keys)
	}
	if err := b.Fire(term, "keystroke", `"key":7`); err == nil {
		t.Error("a number is taken for a key")
	}
	if err := b.Set(term, "output", `"forged"`); err == nil {
		t.Error("a browser wrote to the terminal")
	}
}
