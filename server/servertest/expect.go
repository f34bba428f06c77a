package servertest

import (
	"fmt"
	"reflect"

	"github.com/panelgo/panelgo/document/wire"
)

// values are the properties that hold what a model is about, in this order.
var values = []string{"value", "active", "text", "data", "label"}

// valueOf is the property that holds what a model is about; value if it has none of them yet.
func (tab *Tab) valueOf(m *Model) string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return valueOf(m)
}

func valueOf(m *Model) string {
	for _, property := range values {
		if _, ok := m.Attributes[property]; ok {
			return property
		}
	}
	return "value"
}

// Value is what a model shows: its value, active, text, data or label.
func (tab *Tab) Value(name string) any {
	tab.t.Helper()
	m := tab.find(name)
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return m.Attributes[valueOf(m)]
}

// Property is a property of a model, by its name on the wire; nil if the server never sent one.
func (tab *Tab) Property(name, property string) any {
	tab.t.Helper()
	m := tab.find(name)
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return m.Attributes[property]
}

// Expect waits until a model shows this value.
func (tab *Tab) Expect(name string, want any) {
	tab.t.Helper()
	var got any
	err := tab.wait(fmt.Sprintf("%s to show %v", name, want), func() bool {
		m, err := tab.doc.Find(name)
		if err != nil {
			return false
		}
		got = m.Attributes[valueOf(m)]
		return reflect.DeepEqual(got, plain(want))
	})
	if err != nil {
		tab.t.Fatalf("servertest: %v; it shows %v", err, got)
	}
}

// ExpectProperty waits until a property has this value.
func (tab *Tab) ExpectProperty(name, property string, want any) {
	tab.t.Helper()
	var got any
	err := tab.wait(fmt.Sprintf("%s.%s to be %v", name, property, want), func() bool {
		m, err := tab.doc.Find(name)
		if err != nil {
			return false
		}
		got = m.Attributes[property]
		return reflect.DeepEqual(got, plain(want))
	})
	if err != nil {
		tab.t.Fatalf("servertest: %v; it is %v", err, got)
	}
}

// Within waits until the document is as a function wants it. The function must not keep the
// document.
func (tab *Tab) Within(what string, holds func(*Doc) bool) {
	tab.t.Helper()
	if err := tab.wait(what, func() bool { return holds(tab.doc) }); err != nil {
		tab.t.Fatalf("servertest: %v", err)
	}
}

// Sync returns when everything that the server sent before now has arrived, so that what did not
// come can be told from what is late.
func (tab *Tab) Sync() {
	tab.t.Helper()
	if _, err := tab.Ask(wire.NewServerInfoReq()); err != nil {
		tab.t.Fatalf("servertest: %v", err)
	}
}

// Doc looks at the browser's copy of the document. The function must not keep it: it changes when
// the server says so.
func (tab *Tab) Doc(look func(*Doc)) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	look(tab.doc)
}

func (tab *Tab) find(name string) *Model {
	tab.t.Helper()
	tab.mu.Lock()
	defer tab.mu.Unlock()
	m, err := tab.doc.Find(name)
	if err != nil {
		tab.t.Fatalf("servertest: %v", err)
	}
	return m
}
