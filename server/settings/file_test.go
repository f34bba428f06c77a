package settings_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/server/settings"
)

type filed struct {
	Rest options
	File string `name:"config" help:"File." config:""`
	JSON object `help:"Read by itself."`
}

// object is a map that reads itself.
type object map[string]string

func (o *object) UnmarshalText(text []byte) error {
	*o = object{"text": string(text)}
	return nil
}

func write(t *testing.T, mode os.FileMode, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "panelgo.yaml")
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil { // whatever the umask
		t.Fatal(err)
	}
	return path
}

func TestAFileHasEveryOptionByItsFlagsName(t *testing.T) {
	path := write(t, 0o600, `
# what the operator wrote
port: 8080
show: yes
log-level: warn
titles: {a: A, "b": "B=B"}
json: {tenant: x}
ratio: 0.5
users: [a, b+c]
wait: 1m30s
keep-alive: 37000
unused-lifetime: never
size: 20 MiB
secret-key:
  - one
  - two
`)
	var got filed
	if err := settings.Apply(&got, settings.Flags{"config": {path}}, environment()); err != nil {
		t.Fatal(err)
	}
	want := filed{File: path, JSON: object{"text": `{"tenant":"x"}`}, Rest: options{
		Port: 8080, Show: true, Level: slog.LevelWarn, Titles: map[string]string{"a": "A", "b": "B=B"}, Ratio: 0.5, Users: names{"a", "b", "c"},
		Room: room{KeepAlive: 37 * time.Second, Unused: -1, Wait: 90 * time.Second, Size: 20 << 20, Keys: []string{"one", "two"}},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestOrderOfPlaces(t *testing.T) {
	path := write(t, 0o644, "port: 3\nwait: 3s\nratio: 3\n")
	got := filed{Rest: options{Port: 4, Ratio: 4, Room: room{Wait: 4, Size: 4}}}
	flags, env := settings.Flags{"port": {"1"}}, environment("PANELGO_CONFIG="+path, "PANELGO_PORT=2", "PANELGO_WAIT=2s")
	origins := map[string]string{}
	for _, one := range settings.Origins(&got, flags, env) {
		origins[one.Name] = one.Source
	}
	if err := settings.Apply(&got, flags, env); err != nil {
		t.Fatal(err)
	}
	if got.Rest.Port != 1 || got.Rest.Room.Wait != 2*time.Second || got.Rest.Ratio != 3 || got.Rest.Room.Size != 4 {
		t.Errorf("%+v", got)
	}
	for name, want := range map[string]string{"port": "--port", "wait": "PANELGO_WAIT", "ratio": path + ":3", "size": "", "config": "PANELGO_CONFIG"} {
		if origins[name] != want {
			t.Errorf("%s comes from %q, not %q", name, origins[name], want)
		}
	}
}

func TestWrongFilesAreRefusedWithTheirLine(t *testing.T) {
	for text, want := range map[string]string{
		"port: 1\nprot: 2\n":           `:2: there is no option "prot": did you mean port?`,
		"log_level: info\n":            `:1: there is no option "log_level": did you mean log-level?`,
		"--port: 1\n":                  `did you mean port?`,
		"wholly-other-thing: 1\n":      "options are named as the flags",
		"config: other.yaml\n":         `there is no option "config"`,
		"port: 1\nport: 2\n":           "port stands in line 1 too",
		"port: many\n":                 `:1 (or --port): "many" is not a whole number`,
		"port:\n":                      ":1 (or --port): there is no value",
		"port: [1, 2]\n":               "this takes one value, not a list",
		"port: {a: b}\n":               "this takes no names and values",
		"secret-key: [[a]]\n":          "give one word for each item",
		"titles: {a: [b]}\n":           "give one word as the value of a",
		"- port\n":                     "write each option on a line of its own",
		"port: 1\n---\nport: 2\n":      "more than one document",
		"port: \"1\n":                  "line",
		"server: {port: 1}\nport: 2\n": `:1: there is no option "server"`,
	} {
		path := write(t, 0o600, text)
		err := settings.Apply(new(filed), settings.Flags{"config": {path}}, environment())
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%q: %v does not say %q", text, err, want)
		}
	}
	for _, path := range []string{"/does/not/exist", t.TempDir()} {
		if err := settings.Apply(new(filed), settings.Flags{"config": {path}}, environment()); err == nil || !strings.Contains(err.Error(), "--config (PANELGO_CONFIG)") {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, text := range []string{"", "# nothing\n", "---\n"} {
		if err := settings.Apply(new(filed), settings.Flags{"config": {write(t, 0o644, text)}}, environment()); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestSecretsInAFileThatOthersCanRead fails closed, also when the value is beaten by another place.
func TestSecretsInAFileThatOthersCanRead(t *testing.T) {
	for mode, refused := range map[os.FileMode]bool{0o600: false, 0o400: false, 0o440: false, 0o640: false, 0o604: true, 0o644: true} {
		path := write(t, mode, "port: 1\nsecret-key: hush-hush\n")
		for _, flags := range []settings.Flags{{"config": {path}}, {"config": {path}, "secret-key": {"other"}}} {
			err := settings.Apply(new(filed), flags, environment())
			if (err != nil) != refused {
				t.Errorf("mode %v: %v", mode, err)
			}
			if err != nil && (!strings.Contains(err.Error(), path+":2") || !strings.Contains(err.Error(), "chmod 600") || strings.Contains(err.Error(), "hush")) {
				t.Errorf("mode %v: %v", mode, err)
			}
		}
	}
}
