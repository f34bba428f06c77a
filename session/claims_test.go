package session

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestWhatIsSignedVerifies(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	for name, payload := range map[string]map[string]any{
		"nothing": nil,
		"empty":   {},
		"a text":  {"sealed": "gAAAA-_x"},
		"bytes":   {"arguments": map[string]any{"x": []any{[]byte("1"), []byte{0xff, 0}, []byte{}}}, "raw": []byte("z")},
		"others":  {"n": 1.5, "b": true, "nil": nil, "nested": []any{map[string]any{"bytes": []any{}}}},
		"large":   {"x": strings.Repeat("panel", 20_000)},
	} {
		t.Run(name, func(t *testing.T) {
			s := NewSigner()
			want := Claims{Session: NewID(), Expiry: now.Add(time.Second), Payload: payload, Sealed: "gAAAA-_x=="}
			got, err := s.Verify(s.Sign(want), now)
			if err != nil {
				t.Fatal(err)
			}
			if len(payload) == 0 {
				want.Payload = nil
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestTokenWithASealedVisitorIsShort(t *testing.T) {
	sealed := make([]byte, 180)
	for i := range sealed {
		sealed[i] = alphabet[i*7%len(alphabet)]
	}
	token := NewSigner().Sign(Claims{Session: NewID(), Expiry: time.Now(), Sealed: string(sealed)})
	if len(token) > 600 {
		t.Errorf("%d bytes", len(token))
	}
}

// Each of these is signed by us, as it would be with a key that leaked to a buggy client.
func TestMalformedTokensAreRefused(t *testing.T) {
	s := NewSigner()
	good := s.SignID("abc")
	b64 := base64.RawURLEncoding.EncodeToString
	zipped := func(text string) string {
		return `{"session_id":"` + good + `","session_expiry":9999999999,"__bk__zlib_":"` + b64(deflate([]byte(text))) + `"}`
	}
	for name, c := range map[string]struct {
		json string
		want error
	}{
		"no JSON":                  {`{`, ErrToken},
		"a list":                   {`[]`, ErrToken},
		"empty":                    {``, ErrToken},
		"no id":                    {`{"session_expiry":9999999999}`, ErrToken},
		"id of null":               {`{"session_id":null,"session_expiry":9999999999}`, ErrToken},
		"id of number":             {`{"session_id":5,"session_expiry":9999999999}`, ErrToken},
		"empty id":                 {`{"session_id":"","session_expiry":9999999999}`, ErrSignature},
		"unsigned id":              {`{"session_id":"abc","session_expiry":9999999999}`, ErrSignature},
		"id with another's sign":   {`{"session_id":"abd` + good[3:] + `","session_expiry":9999999999}`, ErrSignature},
		"signed empty id":          {`{"session_id":"` + s.SignID("") + `","session_expiry":9999999999}`, ErrID},
		"signed id with a newline": {`{"session_id":"` + strings.ReplaceAll(s.SignID("a\nb"), "\n", `\n`) + `","session_expiry":9999999999}`, ErrID},
		"signed id of 200":         {`{"session_id":"` + s.SignID(ID(strings.Repeat("a", 200))) + `","session_expiry":9999999999}`, ErrID},
		"no expiry":                {`{"session_id":"` + good + `"}`, ErrToken},
		"expiry of text":           {`{"session_id":"` + good + `","session_expiry":"9999999999"}`, ErrToken},
		"expiry beyond numbers":    {`{"session_id":"` + good + `","session_expiry":1e99}`, ErrToken},
		"payload no base64":        {`{"session_id":"` + good + `","session_expiry":9999999999,"__bk__zlib_":"*"}`, ErrToken},
		"payload no zlib":          {`{"session_id":"` + good + `","session_expiry":9999999999,"__bk__zlib_":"AAAA"}`, ErrToken},
		"payload of number":        {`{"session_id":"` + good + `","session_expiry":9999999999,"__bk__zlib_":5}`, ErrToken},
		"payload no JSON":          {zipped(`{`), ErrToken},
		"payload a list":           {zipped(`[]`), ErrToken},
		"payload with bad bytes":   {zipped(`{"a":[{"bytes":"*"}]}`), ErrToken},
		"payload too long":         {zipped(`{"a":"` + strings.Repeat("a", maxPayload) + `"}`), ErrToken},
		"payload too deep":         {zipped(`{"a":` + strings.Repeat("[", 11000) + strings.Repeat("]", 11000) + `}`), ErrToken},
		"payload just fits":        {zipped(`{"a":"` + strings.Repeat("a", maxPayload-8) + `"}`), nil},
		"payload may not override": {zipped(`{"session_id":"x","session_expiry":1}`), nil},
	} {
		t.Run(name, func(t *testing.T) {
			text := b64([]byte(c.json))
			claims, err := s.Verify(text+"."+string(appendSignature(s.keys[0], nil, []byte(text))), time.Unix(1_700_000_000, 0))
			if !errors.Is(err, c.want) || c.want == nil && err != nil {
				t.Fatalf("%v, want %v", err, c.want)
			}
			if err == nil && (claims.Session != "abc" || claims.Expiry.Unix() != 9999999999) {
				t.Errorf("claims %v", claims)
			}
		})
	}
	long := strings.Repeat("a", maxToken)
	if _, err := s.Verify(long+"."+string(appendSignature(s.keys[0], nil, []byte(long))), time.Now()); !errors.Is(err, ErrToken) {
		t.Errorf("a token that is too long: %v", err)
	}
}

func TestPayloadThatIsNoJSONPanicsWithASentence(t *testing.T) {
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, "payload must be JSON") {
			t.Errorf("said %q", said)
		}
	}()
	NewSigner().Sign(Claims{Session: "a", Payload: map[string]any{"f": func() {}}})
}

func TestSealedTextThatIsNoneOfOursPanicsWithASentence(t *testing.T) {
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, "must be base64url") {
			t.Errorf("said %q", said)
		}
	}()
	NewSigner().Sign(Claims{Session: "a", Sealed: `","session_expiry":9999999999,"x":"`})
}

// FuzzClaims feeds what comes after the signature's check.
func FuzzClaims(f *testing.F) {
	for _, c := range vectors(f).Tokens.Cases {
		text, _, _ := strings.Cut(c.Token, ".")
		data, err := base64.RawURLEncoding.DecodeString(text)
		if err != nil {
			f.Fatal(err)
		}
		var token struct {
			Payload string `json:"__bk__zlib_"`
		}
		if err := json.Unmarshal(data, &token); err != nil {
			f.Fatal(err)
		}
		packed, err := base64.RawURLEncoding.DecodeString(token.Payload)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, packed)
	}
	s := NewSigner()
	f.Fuzz(func(t *testing.T, data, packed []byte) {
		_, _, _ = decode(base64.RawURLEncoding.EncodeToString(data))
		payload, err := decodePayload(base64.RawURLEncoding.EncodeToString(packed))
		if err != nil {
			if !errors.Is(err, ErrToken) {
				t.Fatal(err)
			}
			return
		}
		want := Claims{Session: "a", Expiry: time.Unix(9999999999, 0), Payload: payload}
		token := s.Sign(want)
		if len(token) > maxToken || len(payload) == 0 {
			return
		}
		got, err := s.Verify(token, time.Unix(0, 0))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%v: got %v, want %v", err, got, want)
		}
	})
}
