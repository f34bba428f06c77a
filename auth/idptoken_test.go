package auth

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
)

func (p *idp) idClaims(nonce, access string) map[string]any {
	now := time.Now()
	sum := sha256.Sum256([]byte(access))
	claims := map[string]any{
		"iss": p.URL, "sub": "sub-1", "aud": clientID, "exp": now.Add(time.Hour).Unix(), "iat": now.Unix(), "sid": "sid-1",
		"email": "alice@example.org", "email_verified": true, "preferred_username": "alice", "groups": []string{"staff"},
		"at_hash": base64.RawURLEncoding.EncodeToString(sum[:16]),
	}
	if nonce != "" {
		claims["nonce"] = nonce
	}
	maps.Copy(claims, p.claims)
	maps.DeleteFunc(claims, func(_ string, v any) bool { return v == nil }) // how a test takes one away
	if f, ok := claimFaults[p.fault]; ok {
		f(claims)
	}
	return claims
}

// claimFaults alter an ID token before it is signed.
var claimFaults = map[string]func(map[string]any){
	"aud wrong":               func(c map[string]any) { c["aud"] = "another" },
	"aud missing":             func(c map[string]any) { delete(c, "aud") },
	"iss wrong":               func(c map[string]any) { c["iss"] = "https://evil.example" },
	"iss missing":             func(c map[string]any) { delete(c, "iss") },
	"expired":                 func(c map[string]any) { c["exp"] = time.Now().Add(-2 * time.Minute).Unix() },
	"exp missing":             func(c map[string]any) { delete(c, "exp") },
	"nbf in the future":       func(c map[string]any) { c["nbf"] = time.Now().Add(time.Hour).Unix() },
	"nonce wrong":             func(c map[string]any) { c["nonce"] = "another" },
	"nonce missing":           func(c map[string]any) { delete(c, "nonce") },
	"sub missing":             func(c map[string]any) { delete(c, "sub") },
	"iat missing":             func(c map[string]any) { delete(c, "iat") },
	"iat in the future":       func(c map[string]any) { c["iat"] = time.Now().Add(time.Hour).Unix() },
	"several aud without azp": func(c map[string]any) { c["aud"] = []string{clientID, "another"} },
	"azp of another client":   func(c map[string]any) { c["azp"] = "another" },
	"at_hash wrong":           func(c map[string]any) { c["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA" },
	"a logout token":          func(c map[string]any) { c["events"] = map[string]any{logoutEvent: map[string]any{}} },
}

func (p *idp) sign(claims map[string]any) string {
	raw, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	key, alg := p.key, jose.ES256
	switch p.fault {
	case "alg none":
		return unsigned(map[string]any{"alg": "none"}, raw)
	case "alg none with kid":
		return unsigned(map[string]any{"alg": "none", "kid": key.id}, raw)
	case "alg HS256 with the client secret":
		return signWith(jose.HS256, []byte((clientSecret + clientSecret)[:48]), "", raw)
	case "alg HS256 with the public key":
		point, err := key.key.PublicKey.Bytes()
		if err != nil {
			panic(err)
		}
		return signWith(jose.HS256, point, key.id, raw)
	case "kid unknown":
		key = newSigner("stranger")
	case "signature of another key":
		key = signer{key.id, newSigner("x").key}
	}
	token := signWith(alg, key.key, key.id, raw)
	if p.fault == "signature bad" {
		at := strings.LastIndexByte(token, '.')
		head, sig := token[:at], token[at+1:]
		return head + "." + strings.Repeat("A", len(sig))
	}
	return token
}

func signWith(alg jose.SignatureAlgorithm, key any, id string, raw []byte) string {
	opts := &jose.SignerOptions{}
	if id != "" {
		opts.WithHeader("kid", id)
	}
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, opts)
	if err != nil {
		panic(err)
	}
	jws, err := s.Sign(raw)
	if err != nil {
		panic(err)
	}
	token, err := jws.CompactSerialize()
	if err != nil {
		panic(err)
	}
	return token
}

func unsigned(head map[string]any, raw []byte) string {
	h, _ := json.Marshal(head)
	enc := base64.RawURLEncoding.EncodeToString
	return enc(h) + "." + enc(raw) + "."
}

// logoutToken is what the provider posts when somebody signs out there.
func (p *idp) logoutToken(change func(map[string]any)) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	claims := map[string]any{
		"iss": p.URL, "aud": clientID, "iat": time.Now().Unix(), "exp": time.Now().Add(2 * time.Minute).Unix(), "jti": random(),
		"sub": "sub-1", "sid": "sid-1", "events": map[string]any{logoutEvent: map[string]any{}},
	}
	if change != nil {
		change(claims)
	}
	return p.sign(claims)
}
