package servertest

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/panelgo/panelgo/document/wire"
)

// patch applies a PATCH-DOC; mu is held. As in a browser, all values are decoded before anything is
// changed.
func (tab *Tab) patch(m *wire.Message) error {
	var content struct{ Events []map[string]any }
	if err := json.Unmarshal(m.Content, &content); err != nil {
		return err
	}
	d := decoder{doc: tab.doc, buffers: map[string][]byte{}}
	for _, b := range m.Buffers {
		d.buffers[b.ID] = b.Data
	}
	for _, raw := range content.Events {
		d.announce(raw)
	}
	events := make([]map[string]any, len(content.Events))
	for i, raw := range content.Events {
		var err error
		if events[i], err = d.members(raw); err != nil {
			return fmt.Errorf("servertest: %v: %w", raw["kind"], err)
		}
	}
	for _, e := range events {
		if err := tab.apply(e); err != nil {
			return fmt.Errorf("servertest: %v: %w", e["kind"], err)
		}
	}
	return nil
}

func (tab *Tab) apply(e map[string]any) error {
	m, isModel := e["model"].(*Model)
	switch e["kind"] {
	case "TitleChanged":
		tab.doc.Title, _ = e["title"].(string)
		return nil
	case "MessageSent":
		kind, _ := e["msg_type"].(string)
		tab.messages = append(tab.messages, Message{kind, e["msg_data"]})
		return nil
	}
	if !isModel {
		return fmt.Errorf("it names no model")
	}
	attr, _ := e["attr"].(string)
	switch e["kind"] {
	case "ModelChanged":
		m.Attributes[attr] = e["new"]
	case "RootAdded":
		if !slices.Contains(tab.doc.Roots, m) {
			tab.doc.Roots = append(tab.doc.Roots, m)
		}
	case "RootRemoved":
		tab.doc.Roots = slices.DeleteFunc(tab.doc.Roots, func(root *Model) bool { return root == m })
	case "ColumnDataChanged":
		return replaceColumns(m, e)
	case "ColumnsStreamed":
		return stream(m, e)
	case "ColumnsPatched":
		return patchColumns(m, e)
	default:
		return fmt.Errorf("this kind is not known")
	}
	return nil
}

func columns(m *Model) map[string]any {
	data, ok := m.Attributes["data"].(map[string]any)
	if !ok {
		data = map[string]any{}
		m.Attributes["data"] = data
	}
	return data
}

// replaceColumns takes new data. Where the event names columns, those that it does not have are
// kept.
func replaceColumns(m *Model, e map[string]any) error {
	data, ok := e["data"].(map[string]any)
	if !ok {
		return fmt.Errorf("it has no data")
	}
	if e["cols"] != nil {
		for name, column := range columns(m) {
			if _, given := data[name]; !given {
				data[name] = column
			}
		}
	}
	m.Attributes["data"] = data
	return nil
}

func stream(m *Model, e map[string]any) error {
	data, ok := e["data"].(map[string]any)
	if !ok {
		return fmt.Errorf("it has no data")
	}
	all := columns(m)
	for name, more := range data {
		before, _ := all[name].([]any)
		rows, ok := more.([]any)
		if !ok {
			return fmt.Errorf("column %s is no list", name)
		}
		column := slices.Concat(before, rows)
		if limit, ok := e["rollover"].(float64); ok && len(column) > int(limit) {
			column = column[len(column)-int(limit):]
		}
		all[name] = column
	}
	return nil
}

func patchColumns(m *Model, e map[string]any) error {
	patches, ok := e["patches"].(map[string]any)
	if !ok {
		return fmt.Errorf("it has no patches")
	}
	for name, list := range patches {
		column, ok := columns(m)[name].([]any)
		if !ok {
			return fmt.Errorf("there is no column %s", name)
		}
		items, _ := list.([]any)
		for _, item := range items {
			pair, ok := item.([]any)
			if !ok || len(pair) != 2 {
				return fmt.Errorf("%v is no patch", item)
			}
			if err := patchAt(column, pair[0], pair[1]); err != nil {
				return fmt.Errorf("column %s: %w", name, err)
			}
		}
	}
	return nil
}

// patchAt replaces one value, those of a slice, or, where the place is a list, values inside the
// array in a row.
func patchAt(column []any, place, value any) error {
	switch place := place.(type) {
	case float64:
		if place < 0 || int(place) >= len(column) {
			return fmt.Errorf("there is no row %v", place)
		}
		column[int(place)] = value
		return nil
	case map[string]any:
		rows := rowsOf(place, len(column))
		values, ok := value.([]any)
		if !ok || len(values) < len(rows) {
			return fmt.Errorf("%d rows and %v", len(rows), value)
		}
		for i, row := range rows {
			column[row] = values[i]
		}
		return nil
	case []any:
		return patchInside(column, place, value)
	}
	return fmt.Errorf("%v is no place", place)
}

func patchInside(column, place []any, value any) error {
	flat, isList := value.([]any)
	if !isList {
		flat = []any{value}
	}
	next := 0
	var fill func(at []any, rest []any) error
	fill = func(at []any, rest []any) error {
		var rows []int
		switch place := rest[0].(type) {
		case float64:
			rows = []int{int(place)}
		case map[string]any:
			rows = rowsOf(place, len(at))
		}
		for _, row := range rows {
			if row < 0 || row >= len(at) {
				return fmt.Errorf("there is no row %d", row)
			}
			if len(rest) > 1 {
				inner, ok := at[row].([]any)
				if !ok {
					return fmt.Errorf("row %d holds no array", row)
				}
				if err := fill(inner, rest[1:]); err != nil {
					return err
				}
				continue
			}
			if next >= len(flat) {
				return fmt.Errorf("too few values")
			}
			at[row] = flat[next]
			next++
		}
		return nil
	}
	return fill(column, place)
}

func rowsOf(slice map[string]any, n int) []int {
	number := func(name string, otherwise int) int {
		if v, ok := slice[name].(float64); ok {
			return int(v)
		}
		return otherwise
	}
	var rows []int
	for i := number("start", 0); i < min(number("stop", n), n); i += max(number("step", 1), 1) {
		rows = append(rows, i)
	}
	return rows
}
