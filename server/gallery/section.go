package gallery

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// order is in which known sections come. Others follow, by name.
var order = []string{
	"Apps", "First steps", "Widgets", "Panes", "Layouts", "Indicators", "Plots", "Templates", "Reactivity", "Forms", "Chat",
	"The page", "Own components",
}

// rooms are the sections of panelgo's own packages.
var rooms = map[string]string{
	"widgets": "Widgets", "richtext": "Widgets", "pane": "Panes", "markup": "Panes", "layout": "Layouts", "plot": "Plots",
	"template": "Templates", "reactive": "Reactivity", "cache": "Reactivity", "form": "Forms", "chat": "Chat",
	"page": "The page", "component": "Own components",
}

// indicators live among the layouts, and have a section of their own.
var indicators = []string{"Number", "Trend", "Gauge", "Progress", "Status", "Spinner", "Dial", "LinearGauge", "Tooltip"}

func sectionOf(room, name string) string {
	if room == "layout" && slices.Contains(indicators, strings.TrimPrefix(name, "New")) {
		return "Indicators"
	}
	if section, ok := rooms[room]; ok {
		return section
	}
	first, size := utf8.DecodeRuneInString(room)
	return string(unicode.ToUpper(first)) + room[size:]
}

// CompareSections says which of two sections comes first: negative if a does. An empty one comes
// last.
func CompareSections(a, b string) int {
	rank := func(s string) int {
		i := slices.Index(order, s)
		switch {
		case s == "":
			return len(order) + 1
		case i < 0:
			return len(order)
		}
		return i
	}
	if ra, rb := rank(a), rank(b); ra != rb {
		return ra - rb
	}
	return strings.Compare(a, b)
}
