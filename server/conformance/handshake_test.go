package conformance

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server/settings"
)

func TestConformance13Origin(t *testing.T) {
	data, err := os.ReadFile("../testdata/origin.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		Origin    string
		Allowlist []string
		Expected  bool `json:"expected_go"`
	}
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for i, entry := range row.Allowlist {
			if entry != "*" && !strings.Contains(entry, ":") {
				row.Allowlist[i] += ":*" // what Bokeh's variable says by leaving the port out, which is port 80 here, as in its flag
			}
		}
		var o panelgo.Options
		env := map[string]string{"BOKEH_ALLOW_WS_ORIGIN": strings.Join(row.Allowlist, ",")}
		if err := settings.Apply(&o, nil, func(name string) (string, bool) { v, ok := env[name]; return v, ok }); err != nil {
			t.Fatal(err)
		}
		for how, list := range map[string][]string{"option": row.Allowlist, "variable": o.Server.AllowWebSocketOrigin} {
			s := serve(t, only(desk), func(o *panelgo.Options) { o.Server.AllowWebSocketOrigin = list })
			if status := s.refused("/app/ws", []string{"bokeh", s.token("/app")}, "Origin", row.Origin); (status == 0) != row.Expected || status != 0 && status != 403 {
				t.Errorf("%s with %v by %s: %d, want allowed %v", row.Origin, row.Allowlist, how, status, row.Expected)
			}
		}
	}
	s := serve(t, only(desk))
	own := map[string]bool{"": true, s.url: true, "null": false, "https://evil.example.com": false, s.url + "1": false, "http://" + s.host + ".evil.net": false, s.url + "@evil.net": false}
	for origin, allowed := range own {
		headers := []string{}
		if origin != "" {
			headers = []string{"Origin", origin}
		}
		if status := s.refused("/app/ws", []string{"bokeh", s.token("/app")}, headers...); (status == 0) != allowed {
			t.Errorf("%q by default: %d, want allowed %v", origin, status, allowed)
		}
	}
	for _, bad := range []string{"http://a", "a:b", ":80", "a:1:2"} {
		var o panelgo.Options
		o.Server.AllowWebSocketOrigin = []string{bad}
		if _, err := panelgo.New(only(desk), o); err == nil {
			t.Errorf("%q was taken as a host", bad)
		}
	}
}

func TestConformance14Subprotocols(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	token := s.token("/app")
	k, resp, err := s.dial("/app/ws", []string{"bokeh", token})
	if err != nil {
		t.Fatal(err)
	}
	if got := resp.Header.Values("Sec-Websocket-Protocol"); !slices.Equal(got, []string{"bokeh"}) {
		t.Errorf("the server answered the subprotocols %q", got)
	}
	if got := resp.Header.Get("Sec-Websocket-Extensions"); got != "" {
		t.Errorf("the server agreed to %q", got)
	}
	k.read()
	for name, protocols := range map[string][]string{
		"none": nil, "name only": {"bokeh"}, "token only": {token}, "three": {"bokeh", token, "more"}, "two tokens": {token, token},
		"wrong name": {"jupyter", token}, "other case": {"BOKEH", token}, "wrong order": {token, "bokeh"}, "two names": {"bokeh", "bokeh"},
	} {
		if status := s.refused("/app/ws", protocols); status != 403 {
			t.Errorf("%s: %d", name, status)
		}
	}
	sessions := app.count()
	if r := s.get("/app/ws", "Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "12", "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Protocol", "bokeh, "+token); r.StatusCode != http.StatusUpgradeRequired {
		t.Errorf("version 12: %s", r.Status)
	}
	if r := s.get("/app/ws", "Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Protocol", "bokeh, "+token); r.StatusCode != http.StatusBadRequest {
		t.Errorf("no key: %s", r.Status)
	}
	if app.count() != sessions {
		t.Error("a refused handshake made a session")
	}
	noise := make([]byte, 8<<10)
	_, _ = rand.Read(noise)
	packed := deflated(`{"arguments":{"noise":[{"bytes":"` + encoded([]byte(hex.EncodeToString(noise))) + `"}]}}`)
	long := tokenOf(secret, claims{"session_id": signed(secret, "long"), "session_expiry": in(300), "__bk__zlib_": packed})
	if len(long) < 16<<10 {
		t.Fatalf("the long token has %d bytes only", len(long))
	}
	s.join("/app", long).pull()
	if got := app.last().Visit().Argument("noise"); got != hex.EncodeToString(noise) {
		t.Errorf("of a long argument %d bytes came", len(got))
	}
}

func TestConformance15AckComesFirst(t *testing.T) {
	s := serve(t, only(desk))
	s.join("/app", s.token("/app")).quiet() // ACK, though the client said nothing

	eager, _, err := s.dial("/app/ws", []string{"bokeh", s.token("/app")})
	if err != nil {
		t.Fatal(err)
	}
	id := eager.send("PULL-DOC-REQ", "{}") // ACK has not been read yet
	if m := eager.read(); m.kind != "ACK" || text(m.content) != "{}" || m.id == "" || m.header["reqid"] != nil {
		t.Errorf("first came %v, %v", m.header, m.content)
	}
	if m := eager.read(); m.kind != "PULL-DOC-REPLY" || m.to != id {
		t.Errorf("then %v", m.header)
	}
}

func TestConformance16Pings(t *testing.T) {
	s := serve(t, only(desk), func(o *panelgo.Options) { o.Session.KeepAlive = 5 * time.Millisecond })
	k, _ := s.open("/app")
	for name, silent := range map[string]bool{"answered": false, "unanswered": true} {
		if silent {
			k.conn.SetPingHandler(func(data string) error { k.pings = append(k.pings, data); return nil })
		}
		seen := len(k.pings)
		eventually(t, "pings are "+name, func() bool { k.quiet(); return len(k.pings) > seen+3 })
	}
	for i, payload := range k.pings {
		if payload != fmt.Sprint(i) {
			t.Fatalf("the pings are %q", k.pings)
		}
	}
	var pongs []string
	k.conn.SetPongHandler(func(data string) error { pongs = append(pongs, data); return nil })
	for _, data := range []string{"", "mine", strings.Repeat("x", 125)} {
		if err := k.conn.WriteControl(websocket.PingMessage, []byte(data), time.Now().Add(patience)); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "three pongs", func() bool { k.quiet(); return len(pongs) == 3 })
	if pongs[0] != "" || pongs[1] != "mine" || pongs[2] != strings.Repeat("x", 125) {
		t.Errorf("the pongs are %q", pongs)
	}
	off := serve(t, only(desk), func(o *panelgo.Options) { o.Session.KeepAlive = -1 })
	mute, _ := off.open("/app")
	mute.quiet()
	if len(mute.pings) > 0 {
		t.Errorf("pings that are off came: %q", mute.pings)
	}
}
