package conformance

import (
	"bytes"
	"compress/zlib"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"
)

// What follows makes and reads tokens as section 2 of Bokeh's protocol says, without the product's
// help.

// claims are the members of a token.
type claims map[string]any

func encoded(data []byte) string { return base64.RawURLEncoding.EncodeToString(data) }

func signatureOf(key, text string) string {
	h := hmac.New(sha256.New, []byte(key))
	h.Write([]byte(text))
	return encoded(h.Sum(nil))
}

// signed is a text with its signature.
func signed(key, text string) string { return text + "." + signatureOf(key, text) }

// in is a moment from now, as tokens count.
func in(seconds int64) int64 { return time.Now().Unix() + seconds }

// tokenOf is a signed token.
func tokenOf(key string, c claims) string {
	data, err := json.Marshal(c)
	if err != nil {
		panic(err)
	}
	return signed(key, encoded(data))
}

// deflated is the form that a token's payload has.
func deflated(payload string) string {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, _ = io.WriteString(w, payload)
	_ = w.Close()
	return encoded(packed.Bytes())
}

// payloadOf checks a token's signature, and that of the id within, and reads what it says.
func payloadOf(t testing.TB, key, token string) claims {
	t.Helper()
	head, signature, _ := strings.Cut(token, ".")
	if signature != signatureOf(key, head) {
		t.Fatalf("the token %s is not signed with the key", token)
	}
	data, err := base64.RawURLEncoding.DecodeString(head)
	if err != nil {
		t.Fatalf("the token %s: %v", token, err)
	}
	var c claims
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatalf("the token %s: %v", data, err)
	}
	id, _ := c["session_id"].(string)
	if base, sign, _ := strings.Cut(id, "."); sign != signatureOf(key, base) {
		t.Fatalf("the id %q is not signed with the key", id)
	}
	return c
}

// inflated reads the compressed part of a token.
func inflated(t testing.TB, c claims) map[string]any {
	t.Helper()
	packed, err := base64.RawURLEncoding.DecodeString(c["__bk__zlib_"].(string))
	if err != nil {
		t.Fatal(err)
	}
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	var payload map[string]any
	if err := json.NewDecoder(r).Decode(&payload); err != nil {
		t.Fatal(err)
	}
	return payload
}
