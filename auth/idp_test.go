package auth

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-jose/go-jose/v4"
)

// idp is an identity provider for tests: it behaves, unless one fault by name
// is switched on. It signs everybody in as its claims say, without asking.
type idp struct {
	*httptest.Server
	t *testing.T

	mu       sync.Mutex
	fault    string
	claims   map[string]any // of the ID token, over the usual ones
	info     map[string]any // of userinfo; nil means the ID token's
	extra    map[string]any // of the token answer
	doc      map[string]any // of the discovery document
	life     int            // expires_in
	key      signer
	keys     []signer // published
	codes    map[string]url.Values
	refresh  map[string]string // refresh token to sub
	serial   int
	calls    map[string]int // by path
	revoked  []string
	lastAuth url.Values
	issued   []string // every token that was handed out
	hang     chan struct{}
	instead  map[string]http.HandlerFunc // by path: answers in place of the usual ones
}

type signer struct {
	id  string
	key *ecdsa.PrivateKey
}

const clientID, clientSecret = "panelgo-test", "the-client-secret-of-the-test"

func newSigner(id string) signer {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return signer{id, key}
}

func startIDP(t *testing.T) *idp {
	t.Helper()
	p := &idp{t: t, key: newSigner("one"), life: 3600, codes: map[string]url.Values{}, refresh: map[string]string{}, calls: map[string]int{}, hang: make(chan struct{})}
	p.keys = []signer{p.key}
	mux := http.NewServeMux()
	for path, h := range map[string]http.HandlerFunc{
		"/.well-known/openid-configuration": p.discovery,
		"/keys":                             p.jwks,
		"/authorize":                        p.authorize,
		"/token":                            p.token,
		"/userinfo":                         p.userinfo,
		"/revoke":                           p.revoke,
		"/logout":                           p.logout,
	} {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			p.mu.Lock()
			p.calls[path]++
			instead := p.instead[path]
			p.mu.Unlock()
			if instead != nil {
				instead(w, r)
				return
			}
			h(w, r)
		})
	}
	p.Server = httptest.NewServer(mux)
	t.Cleanup(func() { close(p.hang); p.Close() })
	return p
}

func (p *idp) set(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
}

func (p *idp) count(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls[path]
}

func (p *idp) discovery(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	doc := map[string]any{
		"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token",
		"userinfo_endpoint": p.URL + "/userinfo", "jwks_uri": p.URL + "/keys", "revocation_endpoint": p.URL + "/revoke",
		"end_session_endpoint": p.URL + "/logout", "id_token_signing_alg_values_supported": []string{"RS256", "ES256", "HS256", "none"},
		"token_endpoint_auth_methods_supported": []string{"client_secret_basic", "client_secret_post"},
	}
	maps.Copy(doc, p.doc)
	writeJSON(w, doc)
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

func (p *idp) jwks(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var set jose.JSONWebKeySet
	for _, s := range p.keys {
		set.Keys = append(set.Keys, jose.JSONWebKey{Key: s.key.Public(), KeyID: s.id, Algorithm: "ES256", Use: "sig"})
	}
	writeJSON(w, set)
}

// authorize sends the visitor straight back, with a code or with an error.
func (p *idp) authorize(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	q := r.URL.Query()
	p.lastAuth = q
	back, err := url.Parse(q.Get("redirect_uri"))
	if err != nil || q.Get("client_id") != clientID || q.Get("response_type") != "code" || q.Get("code_challenge_method") != "S256" {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	answer := back.Query()
	answer.Set("state", q.Get("state"))
	if code, ok := strings.CutPrefix(p.fault, "error="); ok {
		answer.Set("error", code)
		answer.Set("error_description", "<script>alert(1)</script> words-of-the-provider")
	} else {
		p.serial++
		code := fmt.Sprint("code-", p.serial)
		p.codes[code] = q
		answer.Set("code", code)
	}
	switch p.fault {
	case "iss of another issuer in the answer":
		answer.Set("iss", "https://evil.example")
	case "state missing":
		answer.Del("state")
	case "state wrong":
		answer.Set("state", statePrefix+hash("another"))
	}
	if p.doc["authorization_response_iss_parameter_supported"] == true && p.fault != "iss missing in the answer" {
		answer.Set("iss", p.URL)
	}
	back.RawQuery = answer.Encode()
	http.Redirect(w, r, back.String(), http.StatusFound)
}

func (p *idp) token(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.tokenFault(w, r) {
		return
	}
	r.ParseForm()
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.Form.Get("client_id"), r.Form.Get("client_secret")
	}
	if id != clientID || secret != clientSecret {
		refuse(w, http.StatusUnauthorized, "invalid_client")
		return
	}
	nonce := ""
	switch r.Form.Get("grant_type") {
	case "authorization_code":
		asked, ok := p.codes[r.Form.Get("code")]
		delete(p.codes, r.Form.Get("code"))
		sum := sha256.Sum256([]byte(r.Form.Get("code_verifier")))
		if !ok || asked.Get("redirect_uri") != r.Form.Get("redirect_uri") || base64.RawURLEncoding.EncodeToString(sum[:]) != asked.Get("code_challenge") {
			refuse(w, http.StatusBadRequest, "invalid_grant")
			return
		}
		nonce = asked.Get("nonce")
	case "refresh_token":
		if _, ok := p.refresh[r.Form.Get("refresh_token")]; !ok {
			refuse(w, http.StatusBadRequest, "invalid_grant")
			return
		}
		if p.fault != "no rotation" {
			delete(p.refresh, r.Form.Get("refresh_token"))
		}
	case "password":
		if r.Form.Get("username") != "alice" || r.Form.Get("password") != "wonderland" {
			refuse(w, http.StatusBadRequest, "invalid_grant")
			return
		}
	default:
		refuse(w, http.StatusBadRequest, "unsupported_grant_type")
		return
	}
	p.answer(w, nonce, r.Form.Get("grant_type") == "refresh_token")
}

func refuse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"error":%q,"error_description":"<b>words-of-the-provider</b>"}`, code)
}

// tokenFault misbehaves in place of a token answer, if it is asked to.
func (p *idp) tokenFault(w http.ResponseWriter, r *http.Request) bool {
	switch p.fault {
	case "token 400":
		refuse(w, http.StatusBadRequest, "invalid_grant")
	case "token 500":
		http.Error(w, "secret-of-the-provider", http.StatusInternalServerError)
	case "token error with 200":
		refuse(w, http.StatusOK, "bad_verification_code")
	case "token garbage":
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, "<html>secret-of-the-provider")
	case "token empty":
		writeJSON(w, map[string]any{})
	case "token huge":
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":"x","filler":"%s"}`, strings.Repeat("a", 3<<20))
	case "token redirects":
		http.Redirect(w, r, "/token", http.StatusTemporaryRedirect)
	case "token redirects elsewhere":
		http.Redirect(w, r, "http://localhost:1/token", http.StatusTemporaryRedirect)
	case "token hangs":
		p.mu.Unlock()
		select {
		case <-p.hang:
		case <-r.Context().Done():
		}
		p.mu.Lock()
	default:
		return false
	}
	return true
}

func (p *idp) answer(w http.ResponseWriter, nonce string, renewed bool) {
	p.serial++
	access := fmt.Sprintf("access-%d-%s", p.serial, random())
	refresh := fmt.Sprintf("refresh-%d-%s", p.serial, random())
	p.refresh[refresh] = "sub-1"
	claims := p.idClaims(nonce, access)
	answer := map[string]any{"access_token": access, "token_type": "Bearer", "expires_in": p.life, "refresh_token": refresh, "id_token": p.sign(claims)}
	if p.fault == "no rotation" && renewed {
		delete(answer, "refresh_token")
		delete(p.refresh, refresh)
	}
	switch p.fault {
	case "id_token missing":
		delete(answer, "id_token")
	case "id_token garbage":
		answer["id_token"] = "a.b.c"
	case "token_type mac":
		answer["token_type"] = "mac"
	case "expires_in negative":
		answer["expires_in"] = -5
	case "expires_in text":
		answer["expires_in"] = "3600"
	}
	maps.Copy(answer, p.extra)
	for _, name := range []string{"access_token", "refresh_token", "id_token"} {
		if s, _ := answer[name].(string); s != "" {
			p.issued = append(p.issued, s)
		}
	}
	for k, v := range answer {
		if v == nil {
			delete(answer, k)
		}
	}
	writeJSON(w, answer)
}

func (p *idp) userinfo(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !slices.Contains(p.issued, token) {
		http.Error(w, "no token", http.StatusUnauthorized)
		return
	}
	info := p.info
	if info == nil {
		info = p.idClaims("", "")
	}
	switch p.fault {
	case "userinfo of somebody else":
		info = map[string]any{"sub": "sub-2", "email": "boss@example.org", "email_verified": true}
	case "userinfo without sub":
		info = map[string]any{"email": "boss@example.org", "email_verified": true}
	case "userinfo garbage":
		fmt.Fprint(w, "garbage")
		return
	case "userinfo 500":
		http.Error(w, "secret-of-the-provider", http.StatusInternalServerError)
		return
	}
	writeJSON(w, info)
}

func (p *idp) revoke(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r.ParseForm()
	p.revoked = append(p.revoked, r.Form.Get("token"))
	delete(p.refresh, r.Form.Get("token"))
}

func (p *idp) logout(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lastAuth = r.URL.Query()
	http.Redirect(w, r, r.URL.Query().Get("post_logout_redirect_uri"), http.StatusFound)
}
