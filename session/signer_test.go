package session

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

type tokenVectors struct {
	Base64 []struct{ Hex, Text string } `json:"base64url_nopad"`
	IDs    struct {
		Base  string `json:"base_id_44_chars"`
		Key   string `json:"key_utf8"`
		ID    string `json:"signed_id"`
		Check []struct {
			ID, Key    string
			Signed, OK bool
		}
	} `json:"session_id"`
	Tokens struct {
		Now   int64
		Key   string `json:"key_utf8"`
		Cases []struct {
			Name    string
			Inputs  struct{ Signed bool }
			Token   string
			ID      string         `json:"get_session_id"`
			Payload map[string]any `json:"get_token_payload"`
			OK      *bool          `json:"check_with_right_key"`
		}
		Default struct{ Token string } `json:"bokehjs_default_token"`
		Tamper  []struct {
			Token string
			OK    bool
		}
	}
}

func vectors(t testing.TB) tokenVectors {
	t.Helper()
	data, err := os.ReadFile("testdata/tokens.json")
	if err != nil {
		t.Fatal(err)
	}
	var v tokenVectors
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Tokens.Cases) < 6 || len(v.IDs.Check) < 7 || len(v.Tokens.Tamper) < 4 {
		t.Fatal("vectors are missing")
	}
	return v
}

func TestVectorsOfIDs(t *testing.T) {
	v := vectors(t)
	if got := NewSigner([]byte(v.IDs.Key)).SignID(ID(v.IDs.Base)); got != v.IDs.ID {
		t.Errorf("signed id %s, want %s", got, v.IDs.ID)
	}
	for _, c := range v.IDs.Check {
		id, err := NewSigner([]byte(c.Key)).VerifyID(c.ID)
		if want := c.OK && c.Signed; (err == nil) != want { // we never go without signatures
			t.Errorf("%s with key %s: %v", c.ID, c.Key, err)
		}
		if err == nil && id != ID(v.IDs.Base) {
			t.Errorf("id %s", id)
		}
	}
	for _, c := range v.Base64 {
		data, err := hex.DecodeString(c.Hex)
		if err != nil || base64.RawURLEncoding.EncodeToString(data) != c.Text {
			t.Errorf("%s: %s", c.Hex, c.Text)
		}
	}
}

// Conformance cases 8 and 9.
func TestVectorsOfTokens(t *testing.T) {
	v := vectors(t)
	now := time.Unix(v.Tokens.Now, 0)
	signer, stranger := NewSigner([]byte(v.Tokens.Key)), NewSigner([]byte(strings.Repeat("x", 32)))
	for _, c := range v.Tokens.Cases {
		t.Run(c.Name, func(t *testing.T) {
			text, _, _ := strings.Cut(c.Token, ".")
			claims, id, err := decode(text)
			if err != nil {
				t.Fatal(err)
			}
			expectPayload(t, claims, c.Payload)
			if id != c.ID {
				t.Errorf("id %s, want %s", id, c.ID)
			}
			verified, err := signer.Verify(c.Token, now)
			if want := c.OK != nil && *c.OK; (err == nil) != want {
				t.Errorf("verified: %v", err)
			}
			if err == nil && (verified.Session != ID(v.IDs.Base) || !reflect.DeepEqual(verified.Payload, claims.Payload)) {
				t.Errorf("verified as %+v", verified)
			}
			if err != nil && !errors.Is(err, ErrSignature) {
				t.Errorf("refused with %v", err)
			}
			if _, err := stranger.Verify(c.Token, now); !errors.Is(err, ErrSignature) {
				t.Errorf("another key: %v", err)
			}
		})
	}
	for _, c := range v.Tokens.Tamper {
		if _, err := signer.Verify(c.Token, now); (err == nil) != c.OK {
			t.Errorf("%s: %v", c.Token, err)
		}
	}
	if _, err := signer.Verify(v.Tokens.Default.Token, now); !errors.Is(err, ErrSignature) {
		t.Errorf("BokehJS's default token: %v", err)
	}
	if _, _, err := decode(v.Tokens.Default.Token); !errors.Is(err, ErrToken) {
		t.Errorf("a token without expiry: %v", err)
	}
}

// expectPayload compares with Python's answer, in which bytes are {"$bytes_hex": …}.
func expectPayload(t *testing.T, got Claims, want map[string]any) {
	t.Helper()
	want = maps.Clone(want)
	if expiry := want["session_expiry"].(float64); got.Expiry.Unix() != int64(expiry) {
		t.Errorf("expiry %v, want %v", got.Expiry.Unix(), expiry)
	}
	delete(want, "session_expiry")
	if len(want) == 0 && len(got.Payload) == 0 {
		return
	}
	if want := hexBack(t, want); !reflect.DeepEqual(any(got.Payload), want) {
		t.Errorf("payload\n got %v\nwant %v", got.Payload, want)
	}
}

func hexBack(t *testing.T, value any) any {
	t.Helper()
	switch value := value.(type) {
	case map[string]any:
		if text, ok := value["$bytes_hex"].(string); ok {
			data, err := hex.DecodeString(text)
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
		object := map[string]any{}
		for k, v := range value {
			object[k] = hexBack(t, v)
		}
		return object
	case []any:
		list := make([]any, len(value))
		for i, v := range value {
			list[i] = hexBack(t, v)
		}
		return list
	}
	return value
}

func TestKeysRotate(t *testing.T) {
	now := time.Now()
	old, newer := []byte("old key"), []byte("new key")
	c := Claims{Session: NewID(), Expiry: now.Add(time.Minute)}
	before, after := NewSigner(old), NewSigner(newer, old)
	if _, err := after.Verify(before.Sign(c), now); err != nil {
		t.Error("the old key is refused:", err)
	}
	if _, err := before.Verify(after.Sign(c), now); !errors.Is(err, ErrSignature) {
		t.Error("the new key does not sign:", err)
	}
	if _, err := NewSigner(newer).Verify(after.Sign(c), now); err != nil {
		t.Error("the new key does not sign:", err)
	}
}

func TestKeysWithoutConfigurationDiffer(t *testing.T) {
	c := Claims{Session: NewID(), Expiry: time.Now().Add(time.Minute)}
	if _, err := NewSigner().Verify(NewSigner().Sign(c), time.Now()); !errors.Is(err, ErrSignature) {
		t.Error(err)
	}
}

// Conformance case 10.
func TestTokenExpires(t *testing.T) {
	s, expiry := NewSigner(), time.Unix(1_700_000_300, 0)
	token := s.Sign(Claims{Session: "abc", Expiry: expiry, Payload: map[string]any{"a": "b"}})
	for after, want := range map[time.Duration]error{
		-time.Second: nil, -time.Nanosecond: nil, 0: ErrExpired, time.Second: ErrExpired, 1000 * time.Hour: ErrExpired,
	} {
		c, err := s.Verify(token, expiry.Add(after))
		if !errors.Is(err, want) || want == nil && err != nil {
			t.Errorf("%v after: %v", after, err)
		}
		if c.Session != "abc" || c.Payload["a"] != "b" {
			t.Errorf("%v after: claims %v", after, c)
		}
	}
}

func TestNewIDs(t *testing.T) {
	seen, letters := map[ID]bool{}, map[rune]int{}
	for range 1000 {
		id := NewID()
		if len(id) != 44 || id.check() != nil || seen[id] {
			t.Fatal(id)
		}
		seen[id] = true
		for _, r := range id {
			letters[r]++
		}
	}
	for _, r := range alphabet {
		if n := letters[r]; n < 450 || n > 1000 { // 710 ± 10 standard deviations
			t.Errorf("%c came %d times", r, n)
		}
	}
}

func FuzzVerify(f *testing.F) {
	v := vectors(f)
	signer := NewSigner([]byte(v.Tokens.Key))
	for _, c := range v.Tokens.Cases {
		f.Add(c.Token)
	}
	for _, c := range v.Tokens.Tamper {
		f.Add(c.Token)
	}
	other := NewSigner()
	f.Fuzz(func(t *testing.T, token string) {
		if _, err := other.Verify(token, time.Now()); err == nil {
			t.Fatal("forged")
		}
		c, err := signer.Verify(token, time.Unix(v.Tokens.Now, 0))
		if err == nil && (c.Session.check() != nil || !strings.Contains(token, ".")) {
			t.Fatalf("%v", c)
		}
	})
}

func BenchmarkSign(b *testing.B) {
	b.ReportAllocs()
	s, c := NewSigner(), Claims{Session: NewID(), Expiry: time.Now(), Payload: map[string]any{"sealed": strings.Repeat("gAAAAA_x", 30)}}
	for b.Loop() {
		s.Sign(c)
	}
}

func BenchmarkVerify(b *testing.B) {
	b.ReportAllocs()
	s, c := NewSigner(), Claims{Session: NewID(), Expiry: time.Now().Add(time.Hour), Payload: map[string]any{"sealed": strings.Repeat("gAAAAA_x", 30)}}
	token, now := s.Sign(c), time.Now()
	for b.Loop() {
		if _, err := s.Verify(token, now); err != nil {
			b.Fatal(err)
		}
	}
}
