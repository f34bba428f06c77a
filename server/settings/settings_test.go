package settings_test

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/server/settings"
)

type room struct {
	KeepAlive time.Duration `help:"Pings." unit:"ms" zero:"off"`
	Unused    time.Duration `name:"unused-lifetime" help:"Linger." unit:"ms"`
	Wait      time.Duration `help:"Patience."`
	Size      int64         `help:"Bytes." env:"OLD_SIZE, OLDER_SIZE"`
	Keys      []string      `name:"secret-key" help:"Keys." secret:""`
}

// names is a list that reads itself.
type names []string

func (n *names) UnmarshalText(text []byte) error {
	*n = append(*n, strings.Split(string(text), "+")...)
	return nil
}

type options struct {
	Port   int               `help:"Port." placeholder:"5006"`
	Show   bool              `help:"Open."`
	Level  slog.Level        `name:"log-level" help:"Level."`
	Titles map[string]string `help:"Titles."`
	Ratio  float64           `help:"Ratio."`
	Users  names             `help:"Users."`
	Room   room
	Logger *slog.Logger
	Code   string
}

func environment(pairs ...string) settings.Environment {
	return func(name string) (string, bool) {
		for _, pair := range pairs {
			if key, value, _ := strings.Cut(pair, "="); key == name {
				return value, true
			}
		}
		return "", false
	}
}

func TestFlagWinsOverEnvironmentOverCode(t *testing.T) {
	opts := options{Port: 1, Room: room{Size: 1, Wait: time.Second}}
	flags := settings.Flags{"port": {"3"}}
	opts.Users = names{"code"}
	if err := settings.Apply(&opts, flags, environment("PANELGO_PORT=2", "PANELGO_SIZE=2", "PANELGO_USERS=env")); err != nil {
		t.Fatal(err)
	}
	want := options{Port: 3, Users: names{"env"}, Room: room{Size: 2, Wait: time.Second}}
	if !reflect.DeepEqual(opts, want) {
		t.Errorf("got %+v, want %+v", opts, want)
	}
}

func TestWordsAreRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, []byte("from a file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		flags settings.Flags
		env   []string
		want  options
	}{
		"a switch":                       {settings.Flags{"show": {"true"}}, nil, options{Show: true}},
		"a switch in the environment":    {nil, []string{"PANELGO_SHOW=yes"}, options{Show: true}},
		"an empty variable is not set":   {nil, []string{"PANELGO_PORT="}, options{}},
		"text that reads itself":         {settings.Flags{"log-level": {"warn"}}, nil, options{Level: slog.LevelWarn}},
		"a size with its unit":           {settings.Flags{"size": {"20 MiB"}}, nil, options{Room: room{Size: 20 << 20}}},
		"a name that people know":        {nil, []string{"OLDER_SIZE=7"}, options{Room: room{Size: 7}}},
		"our name before theirs":         {nil, []string{"OLD_SIZE=7", "PANELGO_SIZE=8"}, options{Room: room{Size: 8}}},
		"a time with a unit":             {settings.Flags{"wait": {"1m30s"}}, nil, options{Room: room{Wait: 90 * time.Second}}},
		"a bare time in its field's":     {settings.Flags{"keep-alive": {"37000"}}, nil, options{Room: room{KeepAlive: 37 * time.Second}}},
		"zero turns off":                 {settings.Flags{"keep-alive": {"0"}}, nil, options{Room: room{KeepAlive: -1}}},
		"zero is as little as there is":  {settings.Flags{"unused-lifetime": {"0"}}, nil, options{Room: room{Unused: 1}}},
		"never":                          {settings.Flags{"unused-lifetime": {"never"}}, nil, options{Room: room{Unused: -1}}},
		"a list, repeated and by commas": {settings.Flags{"secret-key": {"a,b", "c"}}, nil, options{Room: room{Keys: []string{"a", "b", "c"}}}},
		"pairs":                          {settings.Flags{"titles": {"a=A", "b=B=B"}}, nil, options{Titles: map[string]string{"a": "A", "b": "B=B"}}},
		"a fraction":                     {settings.Flags{"ratio": {"0.5"}}, nil, options{Ratio: 0.5}},
		"a list that reads itself":       {settings.Flags{"users": {"a+b", "c"}}, nil, options{Users: names{"a", "b", "c"}}},
		"a secret in a file":             {nil, []string{"PANELGO_SECRET_KEY_FILE=" + path}, options{Room: room{Keys: []string{"from a file"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			var got options
			if err := settings.Apply(&got, row.flags, environment(row.env...)); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, row.want) {
				t.Errorf("got %+v, want %+v", got, row.want)
			}
		})
	}
}

func TestAllComplaintsComeAtOnceAndNameTheirPlace(t *testing.T) {
	flags := settings.Flags{"port": {"many"}, "wait": {"30"}, "size": {"9223372036854775807KiB"}, "titles": {"x"}, "unknown": {"1"}, "log-level": {"loud"}}
	err := settings.Apply(new(options), flags, environment("PANELGO_SHOW=perhaps", "PANELGO_SECRET_KEY_FILE=/does/not/exist"))
	err = errors.Join(err, settings.Apply(new(options), nil, environment("PANELGO_SECRET_KEY=a", "PANELGO_SECRET_KEY_FILE=/b")),
		settings.Apply(new(options), nil, environment("PANELGO_SECRET_KEY_FILE=/dev/zero")))
	if err == nil {
		t.Fatal("no complaint")
	}
	for _, want := range []string{
		`--port (PANELGO_PORT): "many" is not a whole number`,
		`--wait (PANELGO_WAIT): 30 has no unit: write 30ms for milliseconds or 30s for seconds`,
		`--size (PANELGO_SIZE): 9223372036854775807KiB is too large`,
		`--titles (PANELGO_TITLES): "x" is not of the form name=value`,
		`--log-level (PANELGO_LOG_LEVEL): `,
		`PANELGO_SHOW (or --show): "perhaps" is neither true nor false`,
		`PANELGO_SECRET_KEY_FILE (or --secret-key): stat /does/not/exist`,
		`PANELGO_SECRET_KEY (or --secret-key): PANELGO_SECRET_KEY_FILE is set too: keep one of them`,
		`PANELGO_SECRET_KEY_FILE (or --secret-key): /dev/zero is not a small file`,
		`--unknown: the panelgo in your go.mod does not know this flag`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not among the complaints:\n%v", want, err)
		}
	}
}

func TestFieldsForCodeAloneAreNoOptions(t *testing.T) {
	for _, f := range settings.Fields(new(options)) {
		if f.Name == "logger" || f.Name == "code" {
			t.Errorf("--%s is offered", f.Name)
		}
	}
}

func TestFlagsAreDashed(t *testing.T) {
	for name, want := range map[string]string{"Port": "port", "MaxSessions": "max-sessions", "OAuthKey": "oauth-key", "TLSCert": "tls-cert", "UserID": "user-id"} {
		if got := settings.Dashed(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestKubernetesWordsAreExplained(t *testing.T) {
	err := settings.CheckNames(new(options), []string{"PANELGO_SERVICE_HOST=10.0.0.1", "PANELGO_PORT_80_TCP_ADDR=10.0.0.1"})
	if err == nil || strings.Count(err.Error(), "enableServiceLinks") != 2 {
		t.Errorf("%v", err)
	}
}

func TestVariablesThatNobodyReadsAreRefused(t *testing.T) {
	for pair, want := range map[string]string{
		"PANELGO_PROT=1":         "PANELGO_PROT: there is no such variable: did you mean PANELGO_PORT?",
		"PANELGO_SECRET_KYE=a":   "did you mean PANELGO_SECRET_KEY?",
		"PANEL_OAUTH_ISUER=a":    "did you mean PANEL_OAUTH_ISSUER?",
		"PANELGO_PORT_FILE=/a":   "PANELGO_PORT is no secret, and is given as it is",
		"PANELGO_WHOLLY_OTHER=a": "unset it; --help lists",
		"PANELGO_PORT=1":         "", "PANELGO_SECRET_KEY_FILE=/a": "", "PANEL_OAUTH_ISSUER=a": "", "OLDER_SIZE=7": "",
		"PANELGO_PROT=": "", "PATH=/bin": "", "PANELGO_CACHE=/a": "", "BOKEH_OTHER=1": "", "PANELS=2": "",
	} {
		err := settings.CheckNames(new(options), []string{pair}, "PANEL_OAUTH_ISSUER")
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", pair, err)
		}
		if err != nil && strings.Contains(err.Error(), "=") {
			t.Errorf("%s: the value is told, which may be a secret: %v", pair, err)
		}
	}
}
