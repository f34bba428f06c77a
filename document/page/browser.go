package page

import (
	"errors"
	"math"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document"
)

// Info is what a browser says of itself. It is for how the page looks, not for what a visitor may:
// a browser can say anything.
type Info struct {
	Width         int           // of the page's window, px
	Height        int           // likewise
	PixelRatio    float64       // pixels of the screen for a px
	DarkMode      bool          // what the visitor's system asks for; what is shown is [Theme]
	ReducedMotion bool          // the visitor wants nothing to move without need
	Touch         bool          // the visitor points with a finger
	Languages     []string      // the visitor's, best first: "de-CH", "en"
	Timezone      string        // IANA's name: "Europe/Zurich"
	Offset        time.Duration // of the timezone now, east of UTC is positive
	Webdriver     bool          // a program drives the browser
}

// Location is the visitor's timezone; where the server does not know it by name, one of the same
// offset.
func (i Info) Location() *time.Location {
	if i.Timezone != "" {
		if at, err := time.LoadLocation(i.Timezone); err == nil {
			return at
		}
	}
	return time.FixedZone(i.Timezone, int(i.Offset/time.Second))
}

// Language is the first of the visitor's languages, empty where none is known.
func (i Info) Language() string {
	if len(i.Languages) == 0 {
		return ""
	}
	return i.Languages[0]
}

// Window is the browser's window. It is known when the browser has drawn the page.
type Window struct {
	model *browser
	heard listeners[Info]
	now   Info
}

// browser is the model that static/own/models.js fills.
type browser struct {
	document.Base `bokeh:"panelgo.Browser"`
	Facts         document.Prop[document.Opt[facts]] `bokeh:"facts"`

	window *Window
}

type facts struct {
	Width          float64  `bokeh:"width"`
	Height         float64  `bokeh:"height"`
	PixelRatio     float64  `bokeh:"pixel_ratio"`
	DarkMode       bool     `bokeh:"dark_mode"`
	ReducedMotion  bool     `bokeh:"reduced_motion"`
	Touch          bool     `bokeh:"touch"`
	Languages      []string `bokeh:"languages"`
	Webdriver      bool     `bokeh:"webdriver"`
	Timezone       string   `bokeh:"timezone"`
	TimezoneOffset float64  `bokeh:"timezone_offset"` // minutes, west is positive
}

// Browser is the browser that shows the document.
//
//	page.Browser(doc).OnChange(func(b page.Info) {
//		clock.SetText(time.Now().In(b.Location()).Format(time.Kitchen))
//	})
func Browser(doc *document.Document) *Window {
	return only(doc, func() *browser {
		m := document.New[browser]()
		m.window = &Window{model: m}
		if asked := doc.Visit().Headers["Accept-Language"]; asked != "" {
			m.window.now.Languages = languages(asked)
		}
		document.Check(&m.Facts, func(f document.Opt[facts]) error {
			if f, ok := f.Get(); ok {
				return f.check()
			}
			return nil
		})
		m.Facts.OnChange(func(c document.Change[document.Opt[facts]]) {
			if f, ok := c.New.Get(); ok {
				m.window.now = f.info()
				m.window.heard.tell(m.window.now)
			}
		})
		return m
	}).window
}

// check refuses what no browser says.
func (f facts) check() error {
	for _, n := range []float64{f.Width, f.Height} {
		if !(n >= 0 && n <= 1<<20) {
			return errors.New("a window has no such size")
		}
	}
	if !(f.PixelRatio >= 0 && f.PixelRatio <= 1000) || !(math.Abs(f.TimezoneOffset) <= 24*60) || len(f.Timezone) > 100 || len(f.Languages) > 100 {
		return errors.New("no browser is like that")
	}
	for _, l := range f.Languages {
		if len(l) > 100 {
			return errors.New("no language has such a name")
		}
	}
	return nil
}

func (f facts) info() Info {
	return Info{
		Width: int(f.Width), Height: int(f.Height), PixelRatio: f.PixelRatio, DarkMode: f.DarkMode, ReducedMotion: f.ReducedMotion, Touch: f.Touch,
		Languages: f.Languages, Timezone: f.Timezone, Offset: -time.Duration(f.TimezoneOffset) * time.Minute, Webdriver: f.Webdriver,
	}
}

// languages are those that a request's Accept-Language names (RFC 9110, 12.5.4), in the order in
// which browsers write them, which is that of preference.
func languages(header string) (all []string) {
	for part := range strings.SplitSeq(header, ",") {
		name, _, _ := strings.Cut(part, ";")
		if name = strings.TrimSpace(name); name != "" && name != "*" {
			all = append(all, name)
		}
	}
	return all
}

// Value is what the browser has said, and before that the languages of its request alone.
func (w *Window) Value() Info { return w.now }

// Known reports whether the browser has said anything yet.
func (w *Window) Known() bool { return w.model.Facts.IsSet() }

// OnChange calls f when the browser has drawn the page, and when something changes: the visitor
// turns the phone, resizes the window, has the system go dark. Calling stop ends it.
func (w *Window) OnChange(f func(Info)) (stop func()) { return w.heard.add(f) }
