package panelgo_test

import (
	"reflect"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server/settings"
)

// TestDefaultsAreWhatTheirTagsSay: docs/serve.md and --help show the tags, and WithDefaults is what
// counts.
func TestDefaultsAreWhatTheirTagsSay(t *testing.T) {
	var said, counts panelgo.Options
	flags := settings.Flags{}
	for _, f := range settings.Fields(&said) {
		if f.Default != "" {
			flags[f.Name] = []string{f.Default}
		}
	}
	if err := settings.Apply(&said, flags, environment()); err != nil {
		t.Fatal(err)
	}
	counts.Server, counts.Session, counts.Auth = counts.Server.WithDefaults(), counts.Session.WithDefaults(), counts.Auth.WithDefaults()
	counts.LogFormat = "text"                                                                          // what is not json
	counts.Server.Logger, counts.Auth.Log, counts.Auth.Locate, counts.Auth.Getenv = nil, nil, nil, nil // no flags
	tagged := settings.Fields(&said)
	for i, f := range settings.Fields(&counts) {
		if f.Text() != tagged[i].Text() {
			t.Errorf("%s: the tag says %q, and what counts is %q", f, f.Default, f.Text())
		}
	}
	if !reflect.DeepEqual(said, counts) {
		t.Errorf("the tags say\n%+v\nand what counts is\n%+v", said, counts)
	}
}
