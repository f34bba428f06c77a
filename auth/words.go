package auth

import (
	"net/http"

	"github.com/panelgo/panelgo/auth/provider"
)

// The words on every page. What happened in detail stands in the log, under
// the number that failures show.

func (p *pages) login(provider, next string) Page {
	return Page{Kind: "login", Status: http.StatusOK, Title: "Sign in", Message: "Please sign in to continue.", Provider: provider, next: next}
}

func (p *pages) loginForm(status int, token, name, problem string) Page {
	return Page{Kind: "login", Status: status, Title: "Sign in", Form: true, FormToken: token, Name: name, Problem: problem}
}

func (p *pages) askSignOut(user, token string) Page {
	return Page{Kind: "sign-out", Status: http.StatusOK, Title: "Sign out?", Message: "You are signed in as " + user + ". All pages you have open here will close.", User: user, FormToken: token}
}

func (p *pages) askAgain(user, token string) Page {
	page := p.askSignOut(user, token)
	page.Status = http.StatusForbidden
	page.Problem = "The request to sign out did not come from this page. Please confirm it here."
	return page
}

func (p *pages) signedOut() Page {
	return Page{Kind: "signed-out", Status: http.StatusOK, Title: "You are signed out", Message: "To be safe on a shared computer, close the browser as well."}
}

func (p *pages) refused(user string) Page {
	page := Page{Kind: "refused", Status: http.StatusForbidden, Title: "You do not have access", Message: "This page is not open to you.", User: user}
	if user != "" {
		page.Message = "You are signed in as " + user + ", and this page is not open to that account."
	}
	return page
}

func (p *pages) needProxy() Page {
	return Page{Kind: "refused", Status: http.StatusUnauthorized, Title: "You are not signed in", Message: "Sign-in happens in front of this server, and nobody has been named. Please come in through the usual address."}
}

func (p *pages) expired() Page {
	return Page{Kind: "expired", Status: http.StatusBadRequest, Title: "This sign-in is over", Message: "It took too long, was used before, or began in another browser. If it keeps happening, allow cookies for this site."}
}

func (p *pages) down(provider string) Page {
	return Page{Kind: "error", Status: http.StatusBadGateway, Title: "Sign-in is not possible right now", Message: provider + " cannot be reached. Please try again in a moment."}
}

func (p *pages) broken(provider string) Page {
	return Page{Kind: "error", Status: http.StatusBadGateway, Title: "Sign-in failed", Message: provider + " gave an answer that cannot be trusted, so you were not signed in."}
}

func (p *pages) notPermitted(title string, missing *provider.PermissionError) Page {
	return Page{Kind: "error", Status: http.StatusBadGateway, Title: "Sign-in failed",
		Message: title + " does not let this app read " + missing.What + ". Whoever runs it needs to have a look: the app needs " + missing.Missing + "."}
}

func (p *pages) unavailable() Page {
	return Page{Kind: "error", Status: http.StatusServiceUnavailable, Title: "Please try again in a moment", Message: "This server cannot look up who is signed in right now."}
}

func (p *pages) stillSignedIn() Page {
	page := p.unavailable()
	page.Message = "You could not be signed out, because this server cannot look up who is signed in right now. You may still be signed in: please try again in a moment."
	return page
}

// providerSaid chooses the words for an error code that a provider answered.
func (p *pages) providerSaid(provider, code string) Page {
	page := Page{Kind: "error", Status: http.StatusBadGateway, Title: "Sign-in failed", Message: provider + " did not complete the sign-in."}
	switch code {
	case "access_denied":
		page.Kind, page.Status = "refused", http.StatusForbidden
		page.Title, page.Message = "Sign-in was declined", "It was cancelled, or "+provider+" does not let this account in here."
	case "login_required", "interaction_required", "consent_required", "account_selection_required":
		page.Status = http.StatusForbidden
		page.Message = provider + " needs you to answer a question first. Please try again."
	case "temporarily_unavailable", "server_error":
		page = p.down(provider)
		page.Status = http.StatusServiceUnavailable
	case "invalid_grant":
		page.Kind, page.Status = "expired", http.StatusBadRequest
		page.Title, page.Message = "This sign-in is over", provider+" says that it took too long or was used before."
	case "invalid_client", "unauthorized_client", "invalid_scope", "redirect_uri_mismatch", "invalid_request":
		page.Message = "This app is not set up correctly at " + provider + ". Whoever runs it needs to have a look."
	}
	return page
}
