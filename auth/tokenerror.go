package auth

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"golang.org/x/oauth2"
)

// ProviderError is an answer in which a provider reports a failure.
type ProviderError struct {
	Provider string
	Code     string // as in RFC 6749, such as invalid_grant; may be empty
	Status   int
	Detail   string // what the provider wrote; for operators only
}

// Error says what happened without repeating a body, which may hold secrets.
func (e *ProviderError) Error() string {
	return fmt.Sprintf("%s answered %d, error %q: %.200q", e.Provider, e.Status, e.Code, e.Detail)
}

// typed turns a library's error into ours, so that its body goes nowhere.
func (s *service) typed(err error) error {
	var refusal *oauth2.RetrieveError
	if !errors.As(err, &refusal) {
		return err
	}
	e := &ProviderError{Provider: s.Name, Code: refusal.ErrorCode, Detail: refusal.ErrorDescription}
	if refusal.Response != nil {
		e.Status = refusal.Response.StatusCode
	}
	var body struct {
		Error  string `json:"error"`
		Detail string `json:"error_description"`
	}
	if e.Code == "" && json.Unmarshal(refusal.Body, &body) == nil { // JSON that calls itself text/plain
		e.Code, e.Detail = body.Error, body.Detail
	}
	return e
}

// endsSignIn lists what a token endpoint may answer to a refresh token, and whether the sign-in is
// over then. What is not listed is not.
var endsSignIn = map[string]bool{
	"invalid_grant":         true, // RFC 6749, 5.2: the refresh token is invalid, expired or revoked
	"invalid_request":       true, // Dex, of a refresh token that was used before
	"unauthorized_client":   true, // Gitea, of a token that was used before
	"access_denied":         true, // the account or the app's access was taken away
	"bad_refresh_token":     true, // GitHub, with status 200
	"invalid_refresh_token": true,
	"expired_token":         true,
	"login_required":        true, // OpenID Connect Core, 3.1.2.6: the visitor has to answer something first
	"interaction_required":  true,
	"consent_required":      true,

	"invalid_client":          false, // the operator's mistake, or the service's; the visitors are still who they are
	"invalid_scope":           false,
	"unsupported_grant_type":  false,
	"server_error":            false,
	"temporarily_unavailable": false,
	"slow_down":               false,
}

// ended reports whether an answer to a refresh token ends the sign-in. Everything else that goes
// wrong (no answer, 429, 5xx, an answer that is none) is an alarm for the operator and tried again.
func ended(err error) bool {
	var refusal *ProviderError
	if !errors.As(err, &refusal) || refusal.Status == http.StatusTooManyRequests || refusal.Status >= 500 {
		return false
	}
	return endsSignIn[refusal.Code]
}
