package session

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestOptionsDefaultToBokehs(t *testing.T) {
	got := Options{}.WithDefaults()
	want := Options{KeepAlive: 37 * time.Second, CheckUnusedSessions: 17 * time.Second, UnusedSessionLifetime: 15 * time.Second, SessionTokenExpiration: 300 * time.Second, DrainTime: 10 * time.Second,
		PingTimeout: 30 * time.Second, ReceiveTimeout: 30 * time.Second, HeaderTimeout: 20 * time.Second}
	want.SessionInbox, want.SessionOutbox, want.MaxSessions = 1000, 64<<20, 10_000
	want.MaxSessionsPerClient, want.MaxIncoming, want.MaxIncomingPerClient, want.WebSocketMaxMessageSize = 1000, 256<<20, 96<<20, 20<<20
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	mine := Options{UnusedSessionLifetime: time.Hour, KeepAlive: -1, MaxSessions: -1}.WithDefaults()
	if mine.UnusedSessionLifetime != time.Hour || mine.KeepAlive != -1 || mine.MaxSessions != -1 {
		t.Errorf("%+v", mine)
	}
	if err := got.Check(); err != nil {
		t.Error(err)
	}
	if err := (Options{}).Check(); err != nil {
		t.Error(err)
	}
}

func TestOptionsComplainAboutEverythingAtOnce(t *testing.T) {
	o := Options{
		SessionTokenExpiration:  -1,
		WebSocketMaxMessageSize: 10,
		SecretKey:               []string{strings.Repeat("k", 32), "short"},
	}
	err := o.Check()
	if err == nil {
		t.Fatal("no complaint")
	}
	for _, want := range []string{
		"--secret-key (PANELGO_SECRET_KEY): key 2 has 5 characters",
		"--session-token-expiration (PANELGO_SESSION_TOKEN_EXPIRATION)",
		"--websocket-max-message-size (PANELGO_WEBSOCKET_MAX_MESSAGE_SIZE)",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v lacks %s", err, want)
		}
	}
	if strings.Contains(err.Error(), "kkkk") {
		t.Error("a key is in the complaint")
	}
}

func TestEveryOptionIsToldOf(t *testing.T) {
	var look func(reflect.Type)
	look = func(of reflect.Type) {
		for f := range of.Fields() {
			if f.Anonymous {
				look(f.Type)
				continue
			}
			for _, tag := range []string{"name", "env", "help"} {
				if f.Tag.Get(tag) == "" {
					t.Errorf("%s has no %s", f.Name, tag)
				}
			}
			if f.Tag.Get("placeholder") == "" && f.Tag.Get("default") == "" {
				t.Errorf("%s has neither placeholder nor default", f.Name)
			}
		}
	}
	look(reflect.TypeFor[Options]())
}

func TestSecretKeysMakeTheSigner(t *testing.T) {
	key := strings.Repeat("k", 32)
	token := Options{SecretKey: []string{key}}.Signer().Sign(Claims{Session: "a", Expiry: time.Unix(100, 0)})
	if _, err := NewSigner([]byte(key)).Verify(token, time.Unix(0, 0)); err != nil {
		t.Error(err)
	}
}
