package conformance

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server/settings"
)

// goldenTokens are the tokens of Bokeh's own servers.
type goldenTokens struct {
	Tokens struct {
		Cases []struct {
			Name, Token string
			ID          string `json:"get_session_id"`
			Right       *bool  `json:"check_with_right_key"`
		}
	}
}

func readGoldenTokens(t *testing.T) (all goldenTokens) {
	t.Helper()
	data, err := os.ReadFile("../../session/testdata/tokens.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestConformance08Tokens(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))

	minted := payloadOf(t, secret, s.token("/app"))
	if id, _, _ := strings.Cut(minted["session_id"].(string), "."); len(id) != 44 {
		t.Errorf("the id %q has %d characters", id, len(id))
	}
	if expiry := int64(minted["session_expiry"].(float64)); expiry < in(240) || expiry > in(301) {
		t.Errorf("the token expires in %d s", expiry-in(0))
	}

	// A payload as Bokeh's servers write it.
	id := signed(secret, "golden")
	packed := deflated(`{"headers": {"Host": "h"}, "cookies": {}, "arguments": {"x": [{"bytes": "MQ"}, {"bytes": "Mg"}], "raw": [{"bytes": "_wA"}], "bokeh-session-id": [{"bytes": "MQ"}]}}`)
	k := s.join("/app", tokenOf(secret, claims{"session_id": id, "session_expiry": in(300), "__bk__zlib_": packed}))
	if got := app.last().Visit().Arguments; len(got) != 2 || fmt.Sprint(got["x"]) != "[1 2]" || got["raw"][0] != "\xff\x00" {
		t.Errorf("the app was given the arguments %q", got)
	}
	k.pull()

	// Bokeh's own tokens are years old, and serve to come back to a session that is alive.
	for _, alive := range []bool{false, true} {
		n := 0
		for _, c := range readGoldenTokens(t).Tokens.Cases {
			good := c.Right != nil && *c.Right && strings.Contains(c.ID, ".") // the others are not signed, or not throughout
			if !alive || !good {
				if status := s.refused("/app/ws", []string{"bokeh", c.Token}); status != 403 {
					t.Errorf("%s: %d, session alive %v", c.Name, status, alive)
				}
				continue
			}
			n++
			s.token("/app?bokeh-session-id=" + c.ID)
			sessions := app.count()
			s.join("/app", c.Token).pull()
			if app.count() != sessions {
				t.Errorf("%s: led to another session", c.Name)
			}
		}
		if alive && n == 0 {
			t.Error("no golden token was good")
		}
	}
}

func TestConformance09TamperedTokens(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	const foreign = "another key, another key, another"
	id, fresh := signed(secret, "someone"), in(300)
	good := tokenOf(secret, claims{"session_id": id, "session_expiry": fresh})
	head, signature, _ := strings.Cut(good, ".")
	later := strings.Split(tokenOf(secret, claims{"session_id": id, "session_expiry": in(999)}), ".")[0]
	for name, token := range map[string]string{
		"no signature":              head,
		"empty signature":           head + ".",
		"cut signature":             head + "." + signature[:42],
		"longer signature":          head + "." + signature + "A",
		"signature of another text": later + "." + signature,
		"second signature":          good + "." + signature,
		"padded text":               head + "=." + signature,
		"foreign key":               tokenOf(foreign, claims{"session_id": id, "session_expiry": fresh}),
		"foreign id":                tokenOf(secret, claims{"session_id": signed(foreign, "someone"), "session_expiry": fresh}),
		"unsigned id":               tokenOf(secret, claims{"session_id": "someone", "session_expiry": fresh}),
		"no id":                     tokenOf(secret, claims{"session_expiry": fresh}),
		"id that is a number":       tokenOf(secret, claims{"session_id": 5, "session_expiry": fresh}),
		"signed garbage":            signed(secret, "AAAA"),
		"no expiry":                 tokenOf(secret, claims{"session_id": id}),
		"expiry that is a text":     tokenOf(secret, claims{"session_id": id, "session_expiry": "soon"}),
		"payload that is no zlib":   tokenOf(secret, claims{"session_id": id, "session_expiry": fresh, "__bk__zlib_": "AAAA"}),
		"payload that is no object": tokenOf(secret, claims{"session_id": id, "session_expiry": fresh, "__bk__zlib_": deflated("[1]")}),
		"payload that explodes":     tokenOf(secret, claims{"session_id": id, "session_expiry": fresh, "__bk__zlib_": deflated(`{"a":"` + strings.Repeat("a", 8<<20) + `"}`)}),
		"BokehJS's own default":     "eyJzZXNzaW9uX2lkIjogImRlZmF1bHQifQ",
	} {
		if status := s.refused("/app/ws", []string{"bokeh", token}); status != 403 {
			t.Errorf("%s: %d", name, status)
		}
	}
	if status := s.refused("/app/ws", []string{"bokeh", tokenOf(secret, claims{"session_id": signed(secret, ""), "session_expiry": fresh})}); status < 400 || status > 499 {
		t.Errorf("empty id: %d", status)
	}
	if n := app.count(); n != 0 {
		t.Errorf("refused tokens made %d sessions", n)
	}
	// What a payload claims about the token itself does not count.
	sneaky := tokenOf(secret, claims{"session_id": id, "session_expiry": in(-1), "__bk__zlib_": deflated(fmt.Sprintf(`{"session_expiry":%d,"session_id":"x"}`, fresh))})
	if status := s.refused("/app/ws", []string{"bokeh", sneaky}); status != 403 {
		t.Errorf("expiry in the payload: %d", status)
	}
}

func TestConformance10Expiry(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	id := signed(secret, "expiring")
	for name, expiry := range map[string]int64{"long ago": 1, "a second ago": in(-1), "now": in(0)} {
		if status := s.refused("/app/ws", []string{"bokeh", tokenOf(secret, claims{"session_id": id, "session_expiry": expiry})}); status != 403 {
			t.Errorf("expired %s: %d", name, status)
		}
	}
	k := s.join("/app", tokenOf(secret, claims{"session_id": id, "session_expiry": in(300)}))
	k.pull()
	// The deviation: an expired token is good for a session that is alive, since browsers come back
	// with their first one.
	s.join("/app", tokenOf(secret, claims{"session_id": id, "session_expiry": in(-300)})).pull()
	if n := app.count(); n != 1 {
		t.Errorf("coming back made a session: %d", n)
	}
}

func TestConformance11HeadersAndCookies(t *testing.T) {
	secrets := []string{"Cookie", "a=1; b=2", "Authorization", "Basic eA==", "X-Custom", "one", "X-Custom", "two", "X-Other", "no", "Accept-Language", "de"}
	for _, c := range []struct {
		name             string
		headers, cookies []string
		wantHeaders      string
		wantCookies      string
	}{
		{"by default", nil, nil, `{"Accept-Language":"de","User-Agent":"Go-http-client/1.1"}`, `null`},
		{"by name, in any case", []string{"x-custom", "COOKIE", "authorization"}, []string{"b"},
			`{"Accept-Language":"de","User-Agent":"Go-http-client/1.1","X-Custom":"one,two"}`, `{"b":"2"}`},
	} {
		app := keep(desk)
		s := serve(t, only(app.open), func(o *panelgo.Options) { o.Server.IncludeHeaders, o.Server.IncludeCookies = c.headers, c.cookies })
		check := func(how string) {
			v := app.last().Visit()
			if text(v.Headers) != c.wantHeaders || text(v.Cookies) != c.wantCookies {
				t.Errorf("%s, %s: %s, %s", c.name, how, text(v.Headers), text(v.Cookies))
			}
		}
		token := s.token("/app", secrets...)
		check("page")
		if payload := payloadOf(t, secret, token); payload["__bk__zlib_"] != nil {
			t.Errorf("%s: the token carries %s for anybody to read", c.name, text(inflated(t, payload)))
		}
		// A websocket that makes its session itself is read like a page.
		token = tokenOf(secret, claims{"session_id": signed(secret, "direct"), "session_expiry": in(300)})
		k, _, err := s.dial("/app/ws", []string{"bokeh", token}, append([]string{"User-Agent", "Go-http-client/1.1"}, secrets...)...)
		if err != nil {
			t.Fatal(err)
		}
		k.read()
		check("websocket")
	}
	all := keep(desk)
	s := serve(t, only(all.open), func(o *panelgo.Options) { o.Server.IncludeHeaders = []string{"*"} })
	s.token("/app", secrets...)
	got := all.last().Visit().Headers
	if got["X-Other"] != "no" || got["Cookie"] != "" || got["Authorization"] != "" {
		t.Errorf("*: %v", got)
	}
}

func TestConformance12SecretKey(t *testing.T) {
	configured := func(env map[string]string) (panelgo.Options, error) {
		var o panelgo.Options
		return o, settings.Apply(&o, nil, func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	}
	const longer = "a key of more than 32 characters à la Bokeh"
	for _, c := range []struct {
		env map[string]string
		key string
	}{
		{map[string]string{"BOKEH_SECRET_KEY": longer}, longer},
		{map[string]string{"BOKEH_SECRET_KEY": longer, "BOKEH_SIGN_SESSIONS": "no"}, longer}, // signing cannot be turned off
		{map[string]string{"BOKEH_SECRET_KEY": secret, "PANELGO_SECRET_KEY": longer}, longer},
	} {
		o, err := configured(c.env)
		if err != nil {
			t.Fatalf("%v: %v", c.env, err)
		}
		s := serve(t, only(desk), func(target *panelgo.Options) { target.Session.SecretKey = o.Session.SecretKey })
		payloadOf(t, c.key, s.token("/app"))
	}
	o, err := configured(map[string]string{"BOKEH_SECRET_KEY": "short"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := panelgo.New(only(desk), o); err == nil || !strings.Contains(err.Error(), "--secret-key") {
		t.Errorf("a short key: %v", err)
	}
	// Without a key, one is made for the process: nobody can know it, and tokens are signed all the
	// same.
	random := serve(t, only(desk), func(o *panelgo.Options) { o.Session.SecretKey = nil })
	token := random.token("/app")
	if head, signature, _ := strings.Cut(token, "."); signature == "" || signature == signatureOf("", head) {
		t.Errorf("the token %s is not signed with a key of its own", token)
	}
	random.join("/app", token).pull()
}
