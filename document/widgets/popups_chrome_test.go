package widgets_test

import (
	"os"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/template"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// popup is what a click on a part of a widget opens.
type popup struct{ name, part, box string }

var popups = []popup{
	{"Date", calendar, ".flatpickr-calendar.open"},
	{"Days", calendar, ".flatpickr-calendar.open"},
	{"Datetime", calendar, ".flatpickr-calendar.open"},
	{"Moments", calendar, ".flatpickr-calendar.open"},
	{"Time", calendar, ".flatpickr-calendar.open"},
	{"Several", ".choices__inner", ".choices__list--dropdown.is-active"},
	{"City", "input", ".bk-menu"},
	{"Menu", "button", ":popover-open"},
	{"Palette", ".bk-value-input, .bk-input", ":popover-open, .bk-pane, .bk-entry"},
}

// openers are widgets that open something.
func openers() []models.UIElement {
	date, days, several := NewDatePicker("Date"), NewDateRangePicker("Days"), NewMultiChoice("Several", choices())
	date.SetBounds(day("2024-06-03"), day("2024-06-28"))
	date.SetValue(day("2024-06-10"))
	days.SetValue(Period{Start: day("2024-06-10"), End: day("2024-06-14")})
	city := NewAutocompleteInput("City", "Rome", "Rimini", "Ravenna")
	return []models.UIElement{
		date, days, NewDatetimePicker("Datetime"), NewDatetimeRangePicker("Moments"), NewTimePicker("Time"), several,
		city, NewMenuButton("Menu", "Open", "", "Save"),
		NewColorMap("Palette", Palette{"Greys", []document.Color{"#000000", "#888888"}}, Palette{"Reds", []document.Color{"#330000", "#ff0000"}}),
	}
}

// grounds are where the openers stand.
var grounds = panelgo.Apps{
	"page": func(doc *document.Document) error { doc.Add(layout.Column(openers()...)); return nil },
	"card": func(doc *document.Document) error { doc.Add(layout.Card("Card", openers()...)); return nil },
	"sidebar": func(doc *document.Document) error {
		shell := template.New("Shell")
		shell.Sidebar(openers()...)
		shell.Main(layout.Card("Card", openers()[:1]...))
		doc.Add(shell)
		return nil
	},
}

// faint is JavaScript with two functions: faint lists the texts of an element that are hard to read
// on their ground, outside says where an element leaves the window or is covered.
const faint = `
	const numbers = (color) => {
		const context = (window.pgPaint ??= Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true}));
		context.clearRect(0, 0, 1, 1);
		context.fillStyle = color;
		context.fillRect(0, 0, 1, 1);
		const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
		return [r, g, b, a / 255];
	};
	const blend = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
	const above = (el) => el.assignedSlot ?? el.parentElement ?? el.getRootNode().host;
	const ground = (el) => {
		if (el == null) return numbers(getComputedStyle(document.documentElement).backgroundColor).slice(0, 3);
		const own = numbers(getComputedStyle(el).backgroundColor);
		return own[3] === 1 ? own.slice(0, 3) : blend(own, ground(above(el)));
	};
	const light = (color) => {
		const [r, g, b] = color.map((v) => v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
	const faint = (root) => every(root, "*").flatMap((el) => {
		const style = getComputedStyle(el), r = el.getBoundingClientRect();
		if (r.width === 0 || r.height === 0 || !el.checkVisibility({opacityProperty: true, visibilityProperty: true})) return [];
		const word = (el.matches("input, textarea, select") ? el.value : [...el.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join("")).trim();
		if (word === "") return [];
		let shows = 1;
		for (let up = el; up; up = above(up)) shows *= Number(getComputedStyle(up).opacity);
		const color = numbers(style.color), below = ground(el);
		color[3] *= shows;
		const found = contrast(blend(color, below), below);
		return found < 4.5 ? [word.slice(0, 30) + " " + el.className + " " + found.toFixed(2) + " " + style.color + " on " + below.map(Math.round)] : [];
	});
	const outside = (el) => {
		const {left, top, right, bottom} = el.getBoundingClientRect(), {clientWidth, clientHeight} = document.documentElement;
		if (left < 0 || top < 0 || right > clientWidth || bottom > clientHeight) return ["outside: " + [left, top, right, bottom].map(Math.round)];
		const corners = [[left + 3, top + 3], [right - 3, top + 3], [left + 3, bottom - 3], [right - 3, bottom - 3]];
		return corners.filter(([x, y]) => {
			let hit = document.elementFromPoint(x, y), deeper;
			while (hit?.shadowRoot && (deeper = hit.shadowRoot.elementFromPoint(x, y)) && deeper !== hit) hit = deeper;
			for (; hit; hit = above(hit)) if (hit === el) return false;
			return true;
		}).map((at) => "covered at " + at.map(Math.round));
	};
`

func TestEveryPopupIsReadableAndWithinTheWindow(t *testing.T) {
	address := publish(t, grounds)
	axe, err := os.ReadFile("../../server/servertest/chrome/axe/node_modules/axe-core/axe.min.js") // make test puts it there
	if err != nil {
		t.Fatal(err)
	}
	for ground := range grounds {
		for look, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}, "dark phone": {Phone: true, Dark: true}} {
			tab := chrome.OpenAs(t, address+"/"+ground, view)
			if ground == "sidebar" && view.Phone {
				chrome.Eval[bool](tab, `(document.documentElement.dataset.sidebar = "open", true)`)
			}
			tab.Quiet()
			for _, p := range popups {
				tab.Click(tab.Inside(p.name, p.part))
				if p.name == "City" {
					tab.Keys("R")
				}
				shown := inView(p.name, `(() => {`+faint+`
					const box = [...document.querySelectorAll(".bk-pane")].concat(every(document, "`+p.box+`")).find((el) => el.checkVisibility());
					if (!box || box.getAnimations().some((a) => a.playState === "running")) return null;
					return [...faint(box.shadowRoot ?? box), ...outside(box)];
				})()`)
				holds(t, tab, ground+" "+look+" "+p.name, shown+" !== null")
				if bad := chrome.Eval[[]string](tab, shown); len(bad) > 0 {
					t.Errorf("%s, %s: %s: %q", ground, look, p.name, bad)
				}
				if ground == "page" && !view.Phone {
					for _, b := range tab.Barriers(string(axe)) {
						t.Errorf("%s, %s: %v", look, p.name, b)
					}
				}
				tab.Shot(ground + "-" + look + "-" + p.name + ".png")
				tab.Keys(chrome.Escape)
				chrome.Eval[bool](tab, chrome.JS(`(document.activeElement.blur(), document.body.dispatchEvent(new MouseEvent("mousedown", {bubbles: true})), true)`))
				tab.Click(chrome.Box{X: 388, Y: 2, W: 0, H: 0})
				holds(t, tab, "closing "+p.name, chrome.JS(`!every(document, ":popover-open").some((el) => el.checkVisibility({visibilityProperty: true}))`))
			}
		}
	}
}
