package auth

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fernet/fernet-go"
)

// The one key and token of the Fernet specification's generate and verify vectors.
const (
	specKey   = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="
	specToken = "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA=="
)

func TestSealedValueOpensOnlyForItsPurpose(t *testing.T) {
	v := newVault(t)
	sealed := v.Seal("page token", []byte("42"))
	if got, err := v.Open("page token", sealed, 0); err != nil || string(got) != "42" {
		t.Fatalf("Open = %q, %v", got, err)
	}
	for _, other := range []string{"", "ticke", "ticket\n", "record"} {
		if got, err := v.Open(other, sealed, 0); err == nil {
			t.Errorf("purpose %q opened %q", other, got)
		}
	}
}

func TestRingRotates(t *testing.T) {
	old, fresh := NewKey(), NewKey()
	before := newVault(t, old).Seal("p", []byte("hello"))
	both := newVault(t, fresh, old)
	if _, err := both.Open("p", before, 0); err != nil {
		t.Error("the old key no longer opens:", err)
	}
	after := both.Seal("p", []byte("hello"))
	if _, err := newVault(t, fresh).Open("p", after, 0); err != nil {
		t.Error("the newest key did not seal:", err)
	}
	if _, err := newVault(t, fresh).Open("p", before, 0); err == nil {
		t.Error("a removed key still opens")
	}
}

func TestSealedValueGrowsOld(t *testing.T) {
	v := newVault(t)
	synctest.Test(t, func(t *testing.T) {
		sealed := v.Seal("p", []byte("x"))
		time.Sleep(9 * time.Minute)
		if _, err := v.Open("p", sealed, 10*time.Minute); err != nil {
			t.Error("9 minutes old:", err)
		}
		time.Sleep(2 * time.Minute)
		if _, err := v.Open("p", sealed, 10*time.Minute); err == nil {
			t.Error("11 minutes old still opens")
		}
		if _, err := v.Open("p", sealed, 0); err != nil {
			t.Error("without an age limit:", err)
		}
	})
}

// TestEveryAlterationIsRefused changes each character of a sealed value, the
// unused bits of the last one included.
func TestEveryAlterationIsRefused(t *testing.T) {
	v := newVault(t)
	sealed := v.Seal("p", []byte("hello world"))
	for i := range sealed {
		for _, c := range "Aa0-_=\n%" {
			if byte(c) == sealed[i] {
				continue
			}
			forged := sealed[:i] + string(c) + sealed[i+1:]
			if _, err := v.Open("p", forged, 0); err == nil {
				t.Fatalf("character %d replaced by %q still opens", i, c)
			}
		}
	}
	for _, bad := range []string{"", "=", "gAAA", sealed + "\n", sealed + "A", sealed[1:], strings.TrimRight(sealed, "="), strings.Repeat("A", 1<<16)} {
		if _, err := v.Open("p", bad, 0); err == nil {
			t.Errorf("%.20q opened", bad)
		}
	}
}

func TestFernetSpecificationVectors(t *testing.T) {
	key, err := parseKey(specKey)
	if err != nil {
		t.Fatal(err)
	}
	if got := fernet.VerifyAndDecrypt([]byte(specToken), -1, []*fernet.Key{key}); string(got) != "hello" {
		t.Errorf("the specification's token opens to %q", got)
	}
	// What we seal is a plain Fernet token around "purpose, newline, value".
	sealed := newVault(t, specKey).Seal("p", []byte("hello"))
	if got := fernet.VerifyAndDecrypt([]byte(sealed), time.Minute, []*fernet.Key{key}); string(got) != "p\nhello" {
		t.Errorf("another implementation reads %q", got)
	}
	foreign, err := fernet.EncryptAndSign([]byte("p\nfrom elsewhere"), key)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := newVault(t, specKey).Open("p", string(foreign), 0); err != nil || string(got) != "from elsewhere" {
		t.Errorf("Open = %q, %v", got, err)
	}
}

// TestFernetInvalidVectors are the specification's tokens that must not open.
func TestFernetInvalidVectors(t *testing.T) {
	v := newVault(t, specKey)
	for what, token := range map[string]string{
		"incorrect mac":      "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==",
		"too short":          "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA==",
		"invalid base64":     "%%%%%%%%%%%%%AECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==",
		"not whole blocks":   "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm",
		"padding error":      "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==",
		"from the future":    "gAAAAAAdwStRAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAnja1xKYyhd-Y6mSkTOyTGJmw2Xc2a6kBd-iX9b_qXQcw==",
		"expired":            "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==",
		"incorrect IV":       "gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==",
		"very short payload": "gAAAAABdnQ1TUKh2OE_ggbyCIxfg",
	} {
		if got, err := v.Open("", token, time.Minute); err == nil {
			t.Errorf("%s: opened %q", what, got)
		}
	}
}

func TestKeyComplaintsHelp(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "is empty",
		"b'" + specKey + "'":                  "Python bytes literal",
		"correct horse battery staple!":       "not URL-safe base64",
		specKey[:20]:                          "holds 15 bytes",
		specKey + specKey[:43]:                "not URL-safe base64",
		strings.Repeat("A", 43) + "=":         "one byte repeated",
		strings.Repeat("ab", 32) + "00000000": "holds 54 bytes",
	} {
		_, err := NewKeyring(NewKey(), text)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "key 2 of 2") {
			t.Errorf("%.12q: %v, want %q", text, err, want)
		}
		if err != nil && text != "" && strings.Contains(err.Error(), text) {
			t.Errorf("the complaint repeats the key: %v", err)
		}
	}
	if _, err := NewKeyring(); err == nil {
		t.Error("a keyring without keys")
	}
}

func TestKeysAreForgivinglySpelled(t *testing.T) {
	for _, text := range []string{specKey, " " + specKey + "\n", `"` + specKey + `"`, strings.TrimRight(specKey, "="), strings.NewReplacer("-", "+", "_", "/").Replace(specKey)} {
		if _, err := NewKeyring(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	if got := splitKeys(" a,b\n c,,\t"); strings.Join(got, "|") != "a|b|c" {
		t.Errorf("splitKeys = %q", got)
	}
}

func FuzzOpen(f *testing.F) {
	v, err := NewKeyring(specKey)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(specToken)
	f.Add(v.Seal("p", []byte("x")))
	f.Fuzz(func(t *testing.T, token string) {
		plain, err := v.Open("other", token, 0)
		if err == nil {
			t.Fatalf("%q opened to %q", token, bytes.TrimSpace(plain))
		}
	})
}

func newVault(t *testing.T, keys ...string) *Keyring {
	t.Helper()
	if len(keys) == 0 {
		keys = []string{NewKey()}
	}
	v, err := NewKeyring(keys...)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
