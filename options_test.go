package panelgo_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server/settings"
)

// environment holds the given variables, name and value in turn.
func environment(pairs ...string) settings.Environment {
	return func(name string) (string, bool) {
		for pair := range slices.Chunk(pairs, 2) {
			if pair[0] == name {
				return pair[1], true
			}
		}
		return "", false
	}
}

// word is the first of a few words that an option takes.
func word(t *testing.T, f settings.Field) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "panelgo.yaml")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"7", "true", "7s", "{'a': 'b'}", "warn", "a=b", file} {
		var o panelgo.Options
		if settings.Apply(&o, settings.Flags{f.Name: {word}}, environment()) == nil {
			return word
		}
	}
	t.Fatalf("%s takes none of the words that are tried", f)
	return ""
}

// TestEveryOptionMeansTheSameByFlagVariableAndFile holds for each option that can be given.
func TestEveryOptionMeansTheSameByFlagVariableAndFile(t *testing.T) {
	var flags []string
	for _, f := range settings.Fields(new(panelgo.Options)) {
		if f.Help == "" || slices.Contains(flags, f.Name) {
			t.Errorf("%s has no help, or a neighbour of the same name", f)
		}
		flags = append(flags, f.Name)
		text := word(t, f)
		var byFlag panelgo.Options
		if err := settings.Apply(&byFlag, settings.Flags{f.Name: {text}}, environment()); err != nil || reflect.DeepEqual(byFlag, panelgo.Options{}) {
			t.Errorf("--%s=%s sets nothing: %v", f.Name, text, err)
		}
		same := func(variable, value string) {
			var o panelgo.Options
			if err := settings.Apply(&o, nil, environment(variable, value)); err != nil || !reflect.DeepEqual(o, byFlag) {
				t.Errorf("%s and --%s differ: %v", variable, f.Name, err)
			}
		}
		for _, variable := range f.Envs {
			same(variable, text)
			if f.Secret {
				file := filepath.Join(t.TempDir(), "secret")
				if err := os.WriteFile(file, []byte(text+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
				same(variable+"_FILE", file)
			}
		}
	}
	for known := range strings.FieldsSeq(`oauth-provider oauth-key oauth-secret oauth-extra-params oauth-redirect-uri oauth-jwt-user oauth-expiry-days
		oauth-encryption-key oauth-refresh-tokens oauth-guest-endpoints oauth-optional oauth-error-template auth-template logout-template
		basic-login-template login-endpoint logout-endpoint cookie-secret cookie-path basic-auth oauth-scope`) {
		if !slices.Contains(flags, known) {
			t.Errorf("--%s is missing, which people know", known)
		}
	}
}

// TestVariablesThatPeopleKnow are those that programs moved here are started with.
func TestVariablesThatPeopleKnow(t *testing.T) {
	var o panelgo.Options
	err := settings.Apply(&o, nil, environment("PANEL_OAUTH_PROVIDER", "github", "PANEL_OAUTH_KEY", "id", "PANEL_OAUTH_SECRET", "s", "PANEL_OAUTH_EXPIRY", "0.5",
		"PANEL_OAUTH_ENCRYPTION", "k", "PANEL_OAUTH_SCOPE", "a,b", "PANEL_OAUTH_EXTRA_PARAMS", "{'tenant': 'x'}", "PANEL_OAUTH_GUEST_ENDPOINTS", "['/a', '/b']",
		"BOKEH_COOKIE_SECRET", "c", "PANEL_BASIC_AUTH", "users.json"))
	if err != nil {
		t.Fatal(err)
	}
	a := o.Auth
	got := fmt.Sprint(a.OAuthProvider, a.OAuthKey, a.OAuthSecret.Reveal(), a.OAuthExpiryDays, a.OAuthEncryptionKey.Reveal(), a.OAuthScope, a.OAuthExtraParams["tenant"], a.OAuthGuestEndpoints, a.CookieSecret.Reveal(), a.BasicAuth.Reveal())
	if want := fmt.Sprint("github", "id", "s", 0.5, "k", []string{"a", "b"}, "x", []string{"/a", "/b"}, "c", "users.json"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFlagBeatsEnvironmentBeatsCodeForSigningIn(t *testing.T) {
	var o panelgo.Options
	o.Auth.OAuthKey, o.Auth.OAuthProvider, o.Auth.OAuthExpiryDays, o.Auth.OAuthScope = "code", "code", 9, []string{"old"}
	flags := settings.Flags{"oauth-provider": {"flag"}}
	env := environment("PANEL_OAUTH_KEY", "environment", "PANEL_OAUTH_PROVIDER", "environment", "PANEL_OAUTH_SCOPE", "a b")
	if err := settings.Apply(&o, flags, env); err != nil {
		t.Fatal(err)
	}
	if a := o.Auth; a.OAuthProvider != "flag" || a.OAuthKey != "environment" || a.OAuthExpiryDays != 9 || strings.Join(a.OAuthScope, " ") != "a b" {
		t.Errorf("%+v", a)
	}
	sources := map[string]string{}
	for _, said := range settings.Origins(&o, flags, env) {
		if said.Source != "" {
			sources[said.Name] = said.Source
		}
	}
	want := map[string]string{"oauth-provider": "--oauth-provider", "oauth-key": "PANEL_OAUTH_KEY", "oauth-scope": "PANEL_OAUTH_SCOPE"}
	if !reflect.DeepEqual(sources, want) {
		t.Errorf("the sources are %v", sources)
	}
}

// TestWrongWordsAboutSigningInAreRefused names each variable that is wrong.
func TestWrongWordsAboutSigningInAreRefused(t *testing.T) {
	dir := t.TempDir()
	file, empty := filepath.Join(dir, "secret"), filepath.Join(dir, "empty")
	for path, text := range map[string]string{file: "x", empty: "\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for what, pairs := range map[string][]string{
		"both are set":   {"PANEL_OAUTH_SECRET", "x", "PANEL_OAUTH_SECRET_FILE", file},
		"no such file":   {"PANEL_OAUTH_SECRET_FILE", filepath.Join(dir, "none")},
		"an empty file":  {"PANEL_OAUTH_SECRET_FILE", empty},
		"a directory":    {"PANEL_OAUTH_SECRET_FILE", dir},
		"no boolean":     {"PANEL_OAUTH_OPTIONAL", "maybe"},
		"no number":      {"PANEL_OAUTH_EXPIRY", "a day"},
		"no dictionary":  {"PANEL_OAUTH_EXTRA_PARAMS", "tenant=x"},
		"a list instead": {"PANEL_OAUTH_EXTRA_PARAMS", "['a']"},
	} {
		if err := settings.Apply(new(panelgo.Options), nil, environment(pairs...)); err == nil || !strings.Contains(err.Error(), pairs[0]) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestWhatIsMissingIsTheSameComplaintHoweverItWasSaid: the same check stands behind the command,
// Serve and New.
func TestWhatIsMissingIsTheSameComplaintHoweverItWasSaid(t *testing.T) {
	var byCode, byFlag, byEnv panelgo.Options
	byCode.Auth.OAuthProvider = "github"
	if err := settings.Apply(&byFlag, settings.Flags{"oauth-provider": {"github"}}, environment()); err != nil {
		t.Fatal(err)
	}
	if err := settings.Apply(&byEnv, nil, environment("PANEL_OAUTH_PROVIDER", "github")); err != nil {
		t.Fatal(err)
	}
	app := panelgo.Apps{"": func(*panelgo.Document) error { return nil }}
	for _, o := range []panelgo.Options{byCode, byFlag, byEnv} {
		_, err := panelgo.New(app, o)
		for _, want := range []string{"--oauth-key", "PANEL_OAUTH_KEY", "--oauth-secret", "--cookie-secret", "panelgo secret"} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v says nothing of %s", err, want)
			}
		}
	}
}

// TestEffectiveOptionsShowNoSecret is what `panelgo auth check` prints.
func TestEffectiveOptionsShowNoSecret(t *testing.T) {
	key := base64.URLEncoding.EncodeToString([]byte("0123456789abcdef0123456789abcdef"))
	var o panelgo.Options
	flags := settings.Flags{"oauth-key": {"id"}, "oauth-secret": {"hush-hush"}, "oauth-encryption-key": {key}, "cookie-secret": {"crumbs"},
		"signin-store": {"redis://user:hunter2@h:1/0"}, "oauth-extra-params": {"{'url': 'ghes.example.org'}"}}
	if err := settings.Apply(&o, flags, environment()); err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	for _, said := range settings.Origins(&o, flags, environment()) {
		if said.Source != "" {
			fmt.Fprintln(&shown, said.Source, said.Text())
		}
	}
	for _, want := range []string{"--oauth-key id", `--oauth-extra-params {"url":"ghes.example.org"}`, "--oauth-secret ••"} {
		if !strings.Contains(shown.String(), want) {
			t.Errorf("%q is not shown in\n%s", want, shown.String())
		}
	}
	for _, secret := range []string{"hush-hush", "crumbs", "hunter2", key} {
		if strings.Contains(shown.String(), secret) {
			t.Errorf("%s shows", secret)
		}
	}
}

// TestServeReadsVariablesOfSingleProviders: PANEL_OAUTH_TOKEN_URL and its like belong to no option.
func TestServeReadsVariablesOfSingleProviders(t *testing.T) {
	t.Setenv("PANEL_OAUTH_PROVIDER", "generic")
	t.Setenv("PANEL_OAUTH_TOKEN_URL", "https://id.example.org/token")
	err := panelgo.Serve(panelgo.Apps{"": func(*panelgo.Document) error { return nil }}, panelgo.Options{})
	if err == nil || !strings.Contains(err.Error(), "USER_URL") || strings.Contains(err.Error(), "TOKEN_URL") {
		t.Errorf("of two addresses one is given: %v", err)
	}
}
