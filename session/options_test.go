package session

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestOptionsDefaultToBokehs(t *testing.T) {
	got := Options{}.WithDefaults()
	want := Times{KeepAlive: 37 * time.Second, Sweep: 17 * time.Second, Unused: 15 * time.Second, TokenLife: 300 * time.Second, Drain: 10 * time.Second}
	if got.Times != want || got.Message != 20<<20 {
		t.Errorf("%+v", got)
	}
	mine := Options{Times: Times{Unused: time.Hour, KeepAlive: -1}, Limits: Limits{Sessions: -1}}.WithDefaults()
	if mine.Unused != time.Hour || mine.KeepAlive != -1 || mine.Sessions != -1 {
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
		Times:      Times{TokenLife: -1},
		Limits:     Limits{Message: 10},
		SecretKeys: []string{strings.Repeat("k", 32), "short"},
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
			for _, tag := range []string{"name", "env", "placeholder", "help"} {
				if f.Tag.Get(tag) == "" {
					t.Errorf("%s has no %s", f.Name, tag)
				}
			}
		}
	}
	look(reflect.TypeFor[Options]())
}

func TestSecretKeysMakeTheSigner(t *testing.T) {
	key := strings.Repeat("k", 32)
	token := Options{SecretKeys: []string{key}}.Signer().Sign(Claims{Session: "a", Expiry: time.Unix(100, 0)})
	if _, err := NewSigner([]byte(key)).Verify(token, time.Unix(0, 0)); err != nil {
		t.Error(err)
	}
}
